/** What an oversight office asks, as flat tables: filing by region and kind, reconciliation, continuity, the audit trail. */
import { findCell } from '../../form/cells';
import { findMetric } from '../../form/metrics';
import { Problem } from '../../form/problem';
import type { FlatColumn, FlatRow, FlatTable, FlatValue } from '../../publish/flat';
import { argumentsOf, missingParameter, type Parameters, unknownParameter, yearsOf } from './arguments';
import type { Answer, Asking } from './asking';
import { BODY, BODY_COLUMNS, bodyValues, number, PAGE_INFO, REGION_COLUMNS, regionValues, text } from './columns';

async function* batchesOf(pages: AsyncIterable<readonly Answer[]>, rowsOf: (item: Answer) => FlatRow[]) {
  for await (const page of pages) yield page.flatMap(rowsOf);
}

const COUNTS = ['expected', 'onTime', 'late', 'unknown', 'missing', 'onTimeRate'];

/**
 * The filing table: of each region a row of all kinds, one a kind, and one of the governments' consolidated reports. Parameters:
 * those of `filing` in the schema.
 */
export function filingTableExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('filing'), parameters) as { year: number };
  const counts = `timeliness { ${COUNTS.join(' ')} }`;
  const consolidatedCounts = counts.replace('timeliness', 'consolidated');
  const row = `region { code fullName } ${counts} kinds { kind { code label } ${counts} } ${consolidatedCounts}`;
  const selection = `rows(first: $first, after: $after) { nodes { ${row} } ${PAGE_INFO} }`;
  const rowsOf = ({ region, timeliness, kinds, consolidated }: Answer): FlatRow[] =>
    [
      { scope: 'OWN', kind: null, timeliness },
      ...kinds.map((each: Answer) => ({ scope: 'OWN', ...each })),
      { scope: 'CONSOLIDATED', kind: null, timeliness: consolidated },
    ].map(
      (of: Answer): FlatRow => [
        variables.year,
        ...regionValues(region),
        of.scope,
        of.kind?.code ?? null,
        of.kind?.label ?? null,
        ...COUNTS.map((name): FlatValue => of.timeliness[name]),
      ],
    );
  const pages = asking.pages('filing', variables, selection, { connectionIn: (table) => table.rows });
  return {
    columns: [
      number('year', '年度', 'Year'),
      ...REGION_COLUMNS,
      text('scope', '口径', 'Scope'),
      text('kind', '类别代号（空为合计）', 'Kind code (empty: all kinds)'),
      text('kind_name', '类别', 'Kind'),
      number('expected', '应报', 'Expected'),
      number('on_time', '按期', 'On time'),
      number('late', '逾期', 'Late'),
      number('unknown', '日期不详', 'Unknown date'),
      number('missing', '未报', 'Missing'),
      number('on_time_rate', '按时发布率', 'On-time rate'),
    ],
    batches: batchesOf(pages, rowsOf),
  };
}

const THREE = ['computed', 'filed', 'best'] as const;
const NAMES = { computed: ['汇算', 'computed'], filed: ['上报', 'filed'], best: ['择优', 'best'] } as const;

/** The three totals metric by metric. Parameters: those of `reconciliation` in the schema. */
export function reconciliationExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('reconciliation'), parameters);
  const measure = '{ exact value status coverage { expected reporting } }';
  const selection = `region { code fullName } year complete lines { metric { key } ${THREE.map((name) => `${name} ${measure}`).join(' ')} discrepancy exactDiscrepancy missingAtMost outcome }`;
  async function* batches(): AsyncGenerator<FlatRow[]> {
    const { region, year, complete, lines } = await asking.ask('reconciliation', variables, selection);
    yield lines.map((line: Answer): FlatRow => {
      const metric = findMetric(line.metric.key)!;
      const { expected, reporting } = line.computed.coverage;
      return [
        ...regionValues(region),
        year,
        metric.key,
        metric[asking.caller.locale],
        metric.unit,
        ...THREE.flatMap((name): FlatValue[] => [line[name].exact ?? line[name].value ?? null, line[name].status]),
        line.exactDiscrepancy ?? line.discrepancy,
        line.outcome,
        line.missingAtMost,
        complete ? 'true' : 'false',
        expected,
        reporting,
      ];
    });
  }
  return {
    columns: [
      ...REGION_COLUMNS,
      number('year', '年度', 'Year'),
      text('metric', '指标代号', 'Metric key'),
      text('metric_name', '指标', 'Metric'),
      text('unit', '单位', 'Unit'),
      ...THREE.flatMap((name) => [
        number(name, NAMES[name][0], NAMES[name][1]),
        text(`${name}.status`, `${NAMES[name][0]}：状态`, `${NAMES[name][1]}: status`),
      ]),
      number('discrepancy', '差额（汇算减上报）', 'Computed minus filed'),
      text('outcome', '是否相符', 'Outcome'),
      number('missing_at_most', '缺报至多', 'Missing at most'),
      text('complete', '汇算是否齐全', 'Whether the sum is complete'),
      number('expected', '应报', 'Expected'),
      number('reporting', '已报', 'Reporting'),
    ],
    batches: batches(),
  };
}

/** What the difference comes from, a row a reason and cell. Parameters: region, year. */
export function reasonsExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('reconciliation'), parameters);
  const selection = `region { code fullName } year reasons { kind extent message department { ${BODY} } region { code fullName } amounts { metric { key label unit } amount } }`;
  async function* batches(): AsyncGenerator<FlatRow[]> {
    const { region, year, reasons } = await asking.ask('reconciliation', variables, selection);
    for (const { kind, extent, message, department, region: below, amounts } of reasons as Answer[])
      yield (amounts.length > 0 ? amounts : [undefined]).map(
        (each: Answer): FlatRow => [
          ...regionValues(region),
          year,
          kind,
          extent,
          message,
          below?.code ?? department?.region.code ?? null,
          below?.fullName ?? department?.region.fullName ?? null,
          department?.name ?? null,
          each?.metric.key ?? null,
          each?.metric.label ?? null,
          each?.amount ?? null,
          each?.metric.unit ?? null,
        ],
      );
  }
  return {
    columns: [
      ...REGION_COLUMNS,
      number('year', '年度', 'Year'),
      text('reason', '原因', 'Reason'),
      text('extent', '说明多少', 'Extent'),
      text('message', '说明', 'In words'),
      text('of_region', '所在区划代码', 'Region of the reason'),
      text('of_region_name', '所在区划', 'Its name'),
      text('body', '机关', 'Body'),
      text('metric', '指标代号', 'Metric key'),
      text('metric_name', '指标', 'Metric'),
      number('amount', '差额（上报减汇算）', 'Filed minus computed'),
      text('unit', '单位', 'Unit'),
    ],
    batches: batches(),
  };
}

const CONTINUITY_PARAMETERS = ['region', 'years', 'scope', 'kind'];

/** What does not follow on from the year before, a row a body, year and line. Parameters: region, year or years, scope, kind. */
export function continuityExport(asking: Asking, parameters: Parameters): FlatTable {
  for (const name of parameters.keys())
    if (name !== 'year' && !CONTINUITY_PARAMETERS.includes(name)) throw unknownParameter(name, CONTINUITY_PARAMETERS);
  const region = parameters.get('region');
  const years = parameters.get('years') ?? parameters.get('year');
  if (region === undefined) throw missingParameter('region');
  if (years === undefined) throw missingParameter('years');
  const [scope, kind] = [parameters.get('scope'), parameters.get('kind')];
  const variables = { code: region, years: yearsOf('years', years), scope, kind };
  const passed = [scope === undefined ? '' : ', scope: $scope', kind === undefined ? '' : ', kind: $kind'].join('');
  const figure = '{ exact status }';
  const line = `check row column before ${figure} added ${figure} removed ${figure} found ${figure} expected difference`;
  const selection = `continuityBreaks(years: $years, first: $first, after: $after${passed}) { nodes { year scope department { ${BODY} } lines(outcomes: [BROKEN]) { ${line} } } ${PAGE_INFO} }`;
  const connectionIn = (found: Answer): Answer => {
    if (found === null)
      throw new Problem('UNKNOWN_REGION', `没有行政区划“${region}”`, `There is no region "${region}"`);
    return found.continuityBreaks;
  };
  const rowsOf = ({ year, scope: of, department, lines }: Answer): FlatRow[] =>
    lines.map((each: Answer): FlatRow => {
      const cell = findCell(`${each.row}.${each.column}`)!;
      return [
        ...bodyValues(department),
        year,
        of,
        each.check,
        cell.id,
        cell[asking.caller.locale],
        each.before.exact,
        each.added?.exact ?? null,
        each.removed?.exact ?? null,
        each.expected,
        each.found.exact,
        each.difference,
      ];
    });
  return {
    columns: [
      ...BODY_COLUMNS,
      number('year', '年度', 'Year'),
      text('scope', '口径', 'Scope'),
      text('check', '衔接', 'Check'),
      text('cell', '格', 'Cell'),
      text('cell_name', '名称', 'Label'),
      number('before', '上年', 'The year before'),
      number('added', '制发', 'Issued'),
      number('removed', '废止', 'Repealed'),
      number('expected', '应有', 'Expected'),
      number('found', '所见', 'Found'),
      number('difference', '差额', 'Difference'),
    ],
    batches: batchesOf(asking.pages('region', variables, selection, { connectionIn }), rowsOf),
  };
}

/** The audit trail, for callers with a token. Parameters: those of the filter of `audit` in the schema. */
export function auditExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('audit'), parameters);
  const selection = `nodes { id at actor role action reason cell rule before after department { ${BODY} } region { code fullName } report { id year scope } } ${PAGE_INFO}`;
  const rowsOf = (entry: Answer): FlatRow[] => [
    [
      entry.id,
      entry.at,
      entry.actor,
      entry.role,
      entry.action,
      ...(entry.department ? bodyValues(entry.department) : [...regionValues(entry.region), null, null, null]),
      entry.report?.year ?? null,
      entry.report?.scope ?? null,
      entry.cell,
      entry.rule,
      entry.before,
      entry.after,
      entry.reason,
      entry.report?.id ?? null,
    ],
  ];
  const columns: readonly FlatColumn[] = [
    text('id', '编号', 'Number'),
    text('at', '时间', 'At'),
    text('actor', '何人', 'Actor'),
    text('role', '身份', 'Role'),
    text('action', '改动', 'Action'),
    ...BODY_COLUMNS,
    number('year', '年度', 'Year'),
    text('scope', '口径', 'Scope'),
    text('cell', '格', 'Cell'),
    text('rule', '规则', 'Rule'),
    text('before', '原来', 'Before'),
    text('after', '后来', 'After'),
    text('reason', '理由', 'Reason'),
    text('report', '报告标识', 'Report'),
  ];
  return { columns, batches: batchesOf(asking.pages('audit', variables, selection), rowsOf) };
}
