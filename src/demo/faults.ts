/**
 * What is wrong with the demo city, on purpose: each fault names the report that it is planted in, the rules of the
 * catalogue that are meant to find it, and how it is planted.
 */
import { cellsOn } from '../form/cells';
import {
  blank,
  cellsOf,
  dropTable,
  type Fault,
  fault,
  nothing,
  onTrialForm,
  print,
  publish,
  raise,
  recount,
  reword,
  seen,
  shiftRow,
} from './planting';

/** The text tells the true figures. */
const SEEN_IN_TEXT = ['NARRATIVE_UNEXPLAINED', 'NARRATIVE_READING'] as const;
/** So does the report of the year before. */
const SEEN_BY_CONSOLIDATION = [...SEEN_IN_TEXT, 'CARRIED_IN_DIFFERS', 'PENDING_VANISHED'] as const;

const LATE_ZH = '逾期公布';
const LATE_EN = 'published after the deadline';

export const FAULTS: readonly Fault[] = [
  seen('NOT_FILED', [3, 'civilAffairs', 2022], '没有公布报告', 'no report was published', nothing),
  seen('NOT_FILED', [5, 'audit', 2023], '没有公布报告', 'no report was published', nothing),
  seen(
    'NOT_FILED',
    [5, 'audit', 2024],
    '连续第二年没有公布报告',
    'no report was published, for the second year',
    nothing,
  ),
  seen('NOT_FILED', [8, 'water', 2020], '没有公布报告', 'no report was published', nothing),
  seen('NOT_FILED', [11, 'culture', 2024], '没有公布报告', 'no report was published', nothing),
  seen(
    'NOT_FILED',
    [7, 'housing', 2022],
    '没有公布报告，区政府的汇总报告已包含其数据',
    "no report was published, but the district's consolidated report contains its figures",
    nothing,
  ),
  seen('NOT_FILED', [10, 'urbanManagement', 2025], '没有公布报告', 'no report was published', nothing),

  seen('PUBLISHED_LATE', [2, 'transport', 2021], LATE_ZH, LATE_EN, publish('2022-02-19')),
  seen('PUBLISHED_LATE', [1, 'education', 2022], LATE_ZH, LATE_EN, publish('2023-02-08')),
  seen('PUBLISHED_LATE', [4, 'market', 2023], LATE_ZH, LATE_EN, publish('2024-03-05')),
  seen(
    'PUBLISHED_LATE',
    [9, 'veterans', 2020],
    '逾期一天公布',
    'published one day after the deadline',
    publish('2021-02-01'),
  ),
  seen('PUBLISHED_LATE', [12, 'finance', 2024], LATE_ZH, LATE_EN, publish('2025-05-20')),
  seen('PUBLISHED_LATE', [0, 'industry', 2023], LATE_ZH, LATE_EN, publish('2024-02-06')),
  seen(
    'PUBLISHED_LATE',
    [6, 'government', 2022],
    '区政府的报告逾期公布',
    "the district government's report was published after its deadline",
    publish('2023-04-12'),
  ),
  seen(
    'PUBLISHED_EARLY',
    [8, 'commerce', 2023],
    '年度结束前已公布',
    'published before the year was over',
    publish('2023-12-28'),
  ),

  seen(
    'CELLS_BLANK',
    [3, 'education', 2022],
    '表三的零没有填写，留为空白',
    'the zeros of table 3 were left blank',
    blank((_, value) => value === 0),
  ),
  seen(
    'CELLS_BLANK',
    [6, 'commerce', 2021],
    '表三“其他”一列空白',
    'the column 其他 of table 3 is blank',
    blank((id) => id.endsWith('.otherOrganisation')),
  ),
  seen(
    'CELLS_BLANK',
    [9, 'naturalResources', 2022],
    '表三“总计”一列空白，由分项推算',
    'the column 总计 of table 3 is blank and derived from its parts',
    blank((id) => id.endsWith('.total')),
  ),
  seen(
    'CELLS_NOT_APPLICABLE',
    [1, 'audit', 2022],
    '收费金额填写“/”',
    'the amount of fees says "/"',
    print({ 'fees.amount': '/' }),
  ),
  seen(
    'CELLS_NOT_APPLICABLE',
    [7, 'veterans', 2021],
    '行政复议一栏全部填写“/”',
    'the block of reconsideration says "/" throughout',
    print(
      Object.fromEntries(
        cellsOn('2021', 4)
          .filter((each) => each.row === 'reconsideration')
          .map((each) => [each.id, '/']),
      ),
    ),
  ),
  seen(
    'CELLS_UNREADABLE',
    [3, 'transport', 2023],
    '行政处罚数量填写“约400件”，不能读作数值',
    'the number of penalties says "about 400", which is no figure',
    print({ 'penalties.decisions': '约400件' }),
  ),
  fault(
    'ANNOTATED_CELL',
    [],
    [3, 'office', 2023],
    '数值后有括注，数值照常读取',
    'a note stands behind a figure, which is read all the same',
    ({ report }) => {
      const id = 'normativeDocuments.inForce';
      const cells = cellsOf(report, id)!;
      cells.set(id, `${cells.get(id)}（含自然失效 2 件）`);
      return [id];
    },
  ),
  seen('TABLE_MISSING', [1, 'culture', 2021], '表三为图片', 'table 3 is a picture', dropTable(3)),
  seen('TABLE_MISSING', [10, 'health', 2020], '没有表四', 'there is no table 4', dropTable(4)),
  seen(
    'FORM_NOT_IN_FORCE',
    [5, 'education', 2021],
    '表三仍用 2019 年格式',
    'table 3 is still on the form of 2019',
    onTrialForm,
  ),
  seen(
    'FORM_NOT_IN_FORCE',
    [10, 'housing', 2023],
    '表三仍用 2019 年格式',
    'table 3 is still on the form of 2019',
    onTrialForm,
  ),
  seen(
    'FORM_NOT_IN_FORCE',
    [7, 'office', 2022],
    '表三仍用 2019 年格式',
    'table 3 is still on the form of 2019',
    onTrialForm,
  ),
  seen('SECTION_MISSING', [2, 'emergency', 2022], '缺少第六部分', 'section 6 is missing', ({ report }) => {
    report.sections = report.sections.filter((section) => section.key !== 'OTHER');
    return [];
  }),

  fault(
    'T3_CONCLUDED',
    ['T3_CONCLUDED', 'T3_ROW_TOTAL'],
    [4, 'naturalResources', 2023],
    '予以公开（自然人）多填 3 件',
    'granted to natural persons is 3 too high',
    raise('granted.naturalPerson', 3),
  ),
  fault(
    'T3_BALANCE',
    ['T3_BALANCE', 'T3_CONCLUDED', 'T3_ROW_TOTAL'],
    [9, 'housing', 2024],
    '办理结果总计多填 10 件',
    'the total concluded is 10 too high',
    raise('concluded.total', 10),
    SEEN_IN_TEXT,
  ),
  fault(
    'T3_BALANCE',
    ['T3_BALANCE', 'T3_ROW_TOTAL'],
    [12, 'naturalResources', 2021],
    '本年新收总计多填 9 件',
    'the total received is 9 too high',
    raise('received.total', 9),
    SEEN_IN_TEXT,
  ),
  fault(
    'T3_BALANCE',
    ['T3_BALANCE', 'T3_ROW_TOTAL'],
    [1, 'humanResources', 2020],
    '结转下年度（自然人）多填 2 件',
    'carried forward by natural persons is 2 too high',
    raise('carriedForward.naturalPerson', 2),
  ),
  fault(
    'T3_ROW_TOTAL',
    ['T3_CONCLUDED', 'T3_ROW_TOTAL'],
    [2, 'office', 2024],
    '本机关不掌握一行总计多填 5 件',
    'the total of 本机关不掌握 is 5 too high',
    raise('unavailable.notHeld.total', 5),
  ),
  fault(
    'T3_CONCLUDED',
    ['T3_CONCLUDED', 'T3_ROW_TOTAL'],
    [0, 'government', 2022],
    '市政府汇总报告：行政查询事项（自然人）多填 20 件',
    "the city's consolidated report: administrative queries of natural persons are 20 too many",
    raise('refused.administrativeQuery.naturalPerson', 20),
  ),
  fault(
    'T3_CONCLUDED',
    ['T3_CONCLUDED'],
    [5, 'naturalResources', 2024],
    '一行数字整体右移一列',
    'the figures of a row moved one column to the right',
    shiftRow,
  ),
  seen(
    'T4_TOTAL',
    [6, 'naturalResources', 2022],
    '行政复议总计与四种结果之和不符',
    'the total of reconsideration is not the sum of its outcomes',
    ({ report }) => {
      const cells = report.tables[4]!.cells;
      cells.set('reconsideration.total', cells.get('reconsideration.total') === 0 ? 2 : 0);
      return ['reconsideration.total'];
    },
  ),
  seen(
    'T4_TOTAL',
    [11, 'housing', 2023],
    '未经复议直接起诉总计多填 1 件',
    'the total of direct litigation is 1 too high',
    raise('directLitigation.total', 1),
  ),
  seen(
    'IN_FORCE_BELOW_ISSUED',
    [8, 'development', 2022],
    '现行有效件数少于本年制发件数',
    'fewer documents are in force than were issued',
    print({ 'normativeDocuments.issued': 4, 'normativeDocuments.inForce': 1 }),
    ['IN_FORCE_DIFFERS'],
  ),
  seen(
    'REGULATIONS_WITHOUT_POWER',
    [11, 'development', 2023],
    '区级机关填报规章 3 件',
    'a body of a district says that it has 3 regulations',
    print({ 'regulations.inForce': 3 }),
    ['IN_FORCE_DIFFERS'],
  ),

  fault(
    'CORRECTED',
    [],
    [4, 'housing', 2022],
    '首次公布的报告予以公开多填 6 件，后来更正',
    'granted was 6 too high in the first report, which was corrected',
    raise('granted.naturalPerson', 6),
  ),
  fault(
    'CORRECTED',
    [],
    [1, 'market', 2023],
    '首次公布的报告新收总计有误，后来更正',
    'the total received was wrong in the first report, which was corrected',
    raise('received.total', 4),
  ),
  seen(
    'CONSOLIDATED_DIFFERS',
    [7, 'government', 2024],
    '汇总报告漏计区城市管理局的申请和复议诉讼',
    "the consolidated report left out the applications and remedies of the district's urban management bureau",
    recount('urbanManagement', -1),
    SEEN_BY_CONSOLIDATION,
  ),
  seen(
    'CONSOLIDATED_DIFFERS',
    [9, 'government', 2021],
    '汇总报告把区自然资源和规划局的申请和复议诉讼计算了两次',
    "the consolidated report counted the applications and remedies of the district's natural resources bureau twice",
    recount('naturalResources', 1),
    SEEN_BY_CONSOLIDATION,
  ),
  fault(
    'CARRY_BROKEN',
    ['CARRIED_IN_DIFFERS'],
    [12, 'housing', 2023],
    '上年结转比上年报告的结转下年度多 1 件',
    "one more was carried in than last year's report carried forward",
    ({ report }) => {
      const cells = report.tables[3]!.cells;
      if (cells.get('received.naturalPerson') === 0) return undefined;
      const ids = ['naturalPerson', 'total'].flatMap((column) => [`received.${column}`, `carriedIn.${column}`]);
      for (const id of ids) cells.set(id, Number(cells.get(id)) + (id.startsWith('received') ? -1 : 1));
      return ids;
    },
    SEEN_IN_TEXT,
  ),
  fault(
    'UNIT_SLIP',
    ['FEES_UNIT_SLIP'],
    [8, 'naturalResources', 2023],
    '收费金额以元为单位填报，扩大一万倍',
    'the amount of fees was given in 元, ten thousand times too high',
    ({ report }) => {
      const cells = report.tables[2]!.cells;
      cells.set('fees.amount', String(Math.round(Number(cells.get('fees.amount')) * 10_000)));
      return ['fees.amount'];
    },
    ['PEER_OUTLIER', 'FEES_UNIT_OF_PEERS'],
  ),
  fault(
    'NARRATIVE_DIFFERS',
    ['NARRATIVE_UNEXPLAINED'],
    [2, 'naturalResources', 2023],
    '正文所写新收件数比表三多 9 件',
    'the text says 9 more received than table 3',
    reword('OVERVIEW', (text, { report }) => {
      const received = Number(report.tables[3]!.cells.get('received.total'));
      return text.replace(new RegExp(`(申请)${received}件`), `$1${received + 9}件`);
    }),
  ),
  fault(
    'YEAR_LEFT',
    ['OTHER_YEAR_LEFT'],
    [6, 'finance', 2023],
    '正文留有上一年的年份',
    "last year's year was left in the text",
    reword('OVERVIEW', (text) => text.replace('2023年，', '2022年，')),
  ),
  fault(
    'COPIED_TEXT',
    ['OTHER_BODY_NAMED', 'TEXT_OF_ANOTHER_BODY'],
    [10, 'development', 2022],
    '正文照抄荻浦区发展和改革委员会，单位名称也未改',
    "the text was copied from another district's bureau, its name included",
    reword('OVERVIEW', (_, { reportOf }) => reportOf(11, 'development').sections[0]!.text),
    SEEN_IN_TEXT,
  ),
  fault(
    'COPIED_BY_ANOTHER',
    ['TEXT_OF_ANOTHER_BODY'],
    [11, 'development', 2022],
    '正文被云笺区发展和改革委员会照抄；两份报告孰先孰后，正文本身看不出来',
    "its text was copied by another district's bureau; which of the two came first, the texts do not tell",
    nothing,
  ),
];
