/** Rules that look beyond one report: at the year before, at what a consolidated report contains, at who filed, and at peers. */
import { CELLS, type Cell } from '../form/cells';
import type { Rule } from './rule';

const idsOf = (chosen: (each: Cell) => boolean) => CELLS.filter(chosen).map((each) => each.id);
const EVERY_CELL = idsOf(() => true);

export const RULES_ACROSS: readonly Rule[] = [
  {
    id: 'CARRIED_IN_DIFFERS',
    severity: 'ERROR',
    basis: 'FORM',
    reach: 'YEARS',
    zh: '上年结转等于上年报告的结转下年度继续办理',
    en: "Carried in is what last year's report carried forward",
    message: {
      zh: '表三“{place}”一列：上年报告结转下年度 {expected} 件，本年填报上年结转 {found} 件，相差 {difference}。',
      en: "Table 3, column {place}: last year's report carried {expected} forward, this one carries in {found}, a difference of {difference}.",
    },
    cells: idsOf((each) => each.row === 'carriedIn' || each.row === 'carriedForward'),
  },
  {
    id: 'IN_FORCE_DIFFERS',
    severity: 'WARNING',
    basis: 'ARITHMETIC',
    reach: 'YEARS',
    zh: '现行有效等于上年现行有效加本年制发减本年废止',
    en: 'In force is what was in force last year, plus issued, less repealed',
    message: {
      zh: '“{place}”：上年现行有效加本年制发减本年废止为 {expected} 件，现行有效填报 {found} 件，相差 {difference}。',
      en: '{place}: in force last year plus issued less repealed is {expected}, in force says {found}, a difference of {difference}.',
    },
    cells: idsOf((each) => each.table === 2 && ['issued', 'repealed', 'inForce'].includes(each.column)),
  },
  {
    id: 'FIGURES_REPEATED',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'YEARS',
    zh: '数据不与上年完全相同',
    en: "The figures are not all those of last year's report",
    message: {
      zh: '三张表的全部数据与上年报告完全相同（{count} 项不为零）。',
      en: "Every figure of the three tables is that of last year's report ({count} of them are not zero).",
    },
    cells: EVERY_CELL,
  },
  {
    id: 'FEES_UNIT_SLIP',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'YEARS',
    zh: '行政事业性收费以万元为单位',
    en: 'Administrative fees are in units of 10,000 yuan',
    message: {
      zh: '行政事业性收费填报 {found} 万元，上年为 {expected} 万元，相差约一万倍：疑似其中一年以元为单位。',
      en: 'Administrative fees are given as {found} times 10,000 yuan, last year as {expected}, about ten thousand times apart: one of the two seems to be in yuan.',
    },
    cells: ['fees.amount'],
  },
  {
    id: 'PENDING_VANISHED',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'YEARS',
    zh: '上年尚未审结的案件在本年有结果',
    en: 'Cases pending last year are there this year',
    message: {
      zh: '表四“{place}”：上年尚未审结 {expected} 件，本年总计只有 {found} 件。',
      en: 'Table 4, {place}: {expected} were pending last year, but this year has {found} in all.',
    },
    cells: idsOf((each) => each.table === 4 && (each.column === 'pending' || each.column === 'total')),
  },
  {
    id: 'JUMP',
    severity: 'INFO',
    basis: 'HEURISTIC',
    reach: 'YEARS',
    zh: '数量与上年相差不到十倍',
    en: 'A count is less than ten times away from last year',
    message: {
      zh: '“{cell}”上年为 {expected}，本年为 {found}，相差十倍以上。',
      en: '{cell} was {expected} last year and is {found} now, ten times apart or more.',
    },
    cells: idsOf((each) => each.kind === 'COUNT' && (each.column === 'decisions' || each.column === 'total')),
  },
  {
    id: 'CONSOLIDATED_DIFFERS',
    severity: 'ERROR',
    basis: 'ARITHMETIC',
    reach: 'REGION',
    zh: '汇总报告等于其所含各机关报告之和',
    en: 'A consolidated report is the sum of the reports that it contains',
    message: {
      zh: '汇总报告“{place}”：所含各机关之和为 {expected}，汇总报告为 {found}，相差 {difference}。',
      en: 'Consolidated report, {place}: the bodies that it contains add up to {expected}, it says {found}, a difference of {difference}.',
    },
    cells: EVERY_CELL,
  },
  {
    id: 'CONSOLIDATED_BELOW_PARTS',
    severity: 'ERROR',
    basis: 'ARITHMETIC',
    reach: 'REGION',
    zh: '汇总报告不小于其所含已知各机关报告之和',
    en: 'A consolidated report is not below the sum of those of its parts that are known',
    message: {
      zh: '汇总报告“{place}”：已知各机关之和已达 {expected}，汇总报告只有 {found}，相差 {difference}。',
      en: 'Consolidated report, {place}: the bodies that are known add up to {expected} already, it says {found}, a difference of {difference}.',
    },
    cells: EVERY_CELL,
  },
  {
    id: 'CONSOLIDATED_STOCK_DIFFERS',
    severity: 'WARNING',
    basis: 'ARITHMETIC',
    reach: 'REGION',
    zh: '汇总报告的存量与所含各机关之和一致',
    en: 'The stocks of a consolidated report agree with the reports that it contains',
    message: {
      zh: '汇总报告“{place}”：所含各机关之和为 {expected}，汇总报告为 {found}，相差 {difference}。存量可能因联合制发、统一清理而不同。',
      en: 'Consolidated report, {place}: the bodies that it contains add up to {expected}, it says {found}, a difference of {difference}. Stocks may differ by what bodies issued together or repealed at once.',
    },
    cells: idsOf((each) => each.table === 2 && (each.kind === 'STOCK' || each.kind === 'SIGNED')),
  },
  {
    id: 'NOT_FILED',
    severity: 'ERROR',
    basis: 'LAW',
    reach: 'FILING',
    zh: '名册中的机关每年公布报告（条例第四十九、五十条）',
    en: 'Every body of the register publishes its report each year (Art. 49-50)',
    message: {
      zh: '没有 {year} 年度的报告；同一区划 {bodies} 个应公布的机关中已有 {filed} 个公布。',
      en: 'There is no report of {year}; of {bodies} bodies of the region that are expected to report, {filed} have.',
    },
    cells: [],
  },
  {
    id: 'NOT_FILED_AGAIN',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'FILING',
    zh: '往年公布过报告的机关继续公布',
    en: 'A body that reported before goes on to report',
    message: {
      zh: '没有 {year} 年度的报告，而该机关往年公布过；同一区划 {bodies} 个应公布的机关中已有 {filed} 个公布。机关若已撤并，请在名册中注明。',
      en: 'There is no report of {year}, though the body reported before; of {bodies} bodies of the region that are expected to report, {filed} have. Where the body is no more, let the register say so.',
    },
    cells: [],
  },
  {
    id: 'PEER_OUTLIER',
    severity: 'INFO',
    basis: 'HEURISTIC',
    reach: 'PEERS',
    zh: '指标与同类机关相近',
    en: 'A metric is like that of bodies of the same kind and level',
    message: {
      zh: '“{metric}”为 {found}，{peers} 个同类机关的中位数为 {expected}，偏离 {deviations} 个稳健标准差。',
      en: '{metric} is {found}; the median of {peers} bodies of the same kind and level is {expected}, {deviations} robust standard deviations away.',
    },
    cells: [],
  },
];
