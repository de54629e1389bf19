/** The questions that can be exported: what each asks of the schema, and its answer as a flat table. */
import { findMetric } from '../../form/metrics';
import { writeId } from '../../graph/ids';
import type { FlatColumn, FlatRow, FlatTable, FlatValue } from '../../publish/flat';
import { argumentsOf, type Parameters } from './arguments';
import type { Answer, Asking } from './asking';
import {
  BODY,
  BODY_COLUMNS,
  bodyValues,
  MEASURE,
  MEASURE_COLUMNS,
  measureValues,
  metricColumns,
  metricValues,
  number,
  outlierColumns,
  outlierValues,
  PAGE_INFO,
  PEER_COLUMNS,
  PEERS,
  peerValues,
  REGION_COLUMNS,
  regionValues,
  SUBJECT,
  subjectValues,
  text,
} from './columns';
import { filingExport } from './filing';
import { findingCountsExport, ruleResultsExport } from './finding-counts';
import { auditExport, continuityExport, filingTableExport, reasonsExport, reconciliationExport } from './oversight';
import { searchExport } from './search';

/** Makes the table of a question. Nothing is asked before the first row is. */
export type QueryExport = (asking: Asking, parameters: Parameters) => FlatTable;

export const QUERY_EXPORTS: Readonly<Record<string, QueryExport>> = {
  statistics: statisticsExport,
  ranking: rankingExport,
  comparison: comparisonExport,
  findings: findingsExport,
  'finding-counts': findingCountsExport,
  'rule-results': ruleResultsExport,
  filing: filingExport,
  'filing-table': filingTableExport,
  reconciliation: reconciliationExport,
  'reconciliation-reasons': reasonsExport,
  continuity: continuityExport,
  audit: auditExport,
  search: searchExport,
};

interface DimensionPart {
  readonly selection: string;
  readonly columns: readonly FlatColumn[];
  readonly values: (key: Answer) => FlatValue[];
}

const DIMENSION_PARTS: Readonly<Record<string, DimensionPart>> = {
  YEAR: { selection: 'year', columns: [number('year', '年度', 'Year')], values: ({ year }) => [year] },
  REGION: {
    selection: 'region { code fullName }',
    columns: REGION_COLUMNS,
    values: ({ region }) => regionValues(region),
  },
  DEPARTMENT: {
    selection: `department { ${BODY} }`,
    columns: BODY_COLUMNS.map((column) => ({ ...column, id: `body.${column.id}` })),
    values: ({ department }) => bodyValues(department),
  },
  DEPARTMENT_KIND: {
    selection: 'departmentKind { code label }',
    columns: [text('kind', '类别代号', 'Kind code'), text('kind_name', '类别', 'Kind')],
    values: ({ departmentKind }) => [departmentKind?.code ?? null, departmentKind?.label ?? null],
  },
  APPLICANT: {
    selection: 'applicant',
    columns: [text('applicant', '申请人', 'Applicant')],
    values: ({ applicant }) => [applicant],
  },
};

function statisticsExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('statistics'), parameters) as { metrics: string[]; groupBy: string[] };
  const { metrics, groupBy } = variables;
  const parts = groupBy.map((dimension) => DIMENSION_PARTS[dimension]!);
  const selection = `nodes { key { ${parts.map((part) => part.selection).join(' ')} rolledUp } measures { ${MEASURE} } } ${PAGE_INFO}`;
  const rowOf = ({ key, measures }: Answer): FlatValue[] => [
    ...parts.flatMap((part) => part.values(key)),
    key.rolledUp.join(' ') || null,
    ...metrics.flatMap((metric, at) => metricValues(metric, measures[at])),
  ];
  return {
    columns: [
      ...parts.flatMap((part) => part.columns),
      text('rolled_up', '已合计的维度', 'Rolled up'),
      ...metrics.flatMap(metricColumns),
    ],
    batches: batchesOf(asking.pages('statistics', variables, selection, { sharing: true }), rowOf),
  };
}

async function* batchesOf<T>(
  pages: AsyncIterable<readonly T[]>,
  rowOf: (item: T) => FlatRow,
): AsyncGenerator<FlatRow[]> {
  for await (const page of pages) yield page.map(rowOf);
}

function rankingExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('ranking'), parameters) as { metric: string };
  const ranked = `nodes { position tied percentile previousPosition peers { deviations outlier } subject { ${SUBJECT} } measure { ${MEASURE} } } ${PAGE_INFO}`;
  const leftOut = `excluded(first: $first, after: $after) { nodes { reason subject { ${SUBJECT} } measure { ${MEASURE} } } ${PAGE_INFO} }`;
  const rowOf = (entry: Answer): FlatValue[] => [
    entry.position ?? null,
    entry.tied ?? null,
    entry.percentile ?? null,
    entry.previousPosition ?? null,
    entry.reason ?? null,
    ...subjectValues(entry.subject),
    ...metricValues(variables.metric, entry.measure),
    ...outlierValues(entry.peers),
  ];
  async function* batches() {
    yield* batchesOf(asking.pages('ranking', variables, ranked, { sharing: true }), rowOf);
    // Who is not ranked stands at the end, without a position and with the reason.
    yield* batchesOf(
      asking.pages('ranking', variables, leftOut, { connectionIn: (ranking) => ranking.excluded, sharing: true }),
      rowOf,
    );
  }
  return {
    columns: [
      number('position', '名次', 'Position'),
      number('tied', '并列数', 'Tied'),
      number('percentile', '百分位', 'Percentile'),
      number('previous_position', '上年名次', 'Previous position'),
      text('excluded', '未参加原因', 'Why not ranked'),
      ...BODY_COLUMNS,
      ...metricColumns(variables.metric),
      ...outlierColumns(),
    ],
    batches: batches(),
  };
}

/** Regions are named by their codes as well as by their ids. */
function subjectIds(list: string): string {
  return list
    .split(',')
    .map((item) => (/^(?:\d{6}|\d{9})$/.test(item.trim()) ? writeId('Region', item.trim()) : item))
    .join(',');
}

function comparisonExport(asking: Asking, parameters: Parameters): FlatTable {
  const readable = new Map(parameters);
  const subjects = parameters.get('subjects');
  if (subjects !== undefined) readable.set('subjects', subjectIds(subjects));
  const variables = argumentsOf(asking.field('comparison'), readable);
  const selection = `years rows { subject { ${SUBJECT} } metric { key } measures { ${MEASURE} } peers { ${PEERS} } }`;
  async function* batches(): AsyncGenerator<FlatRow[]> {
    const { years, rows: lines } = await asking.ask('comparison', variables, selection);
    for (const line of lines) {
      const metric = findMetric(line.metric.key)!;
      const about = [metric.key, metric[asking.caller.locale], metric.unit];
      yield years.map((year: number, at: number) => [
        ...subjectValues(line.subject),
        ...about,
        year,
        ...measureValues(line.measures[at]),
        ...peerValues(line.peers[at]),
      ]);
    }
  }
  return {
    columns: [
      ...BODY_COLUMNS,
      text('metric', '指标代号', 'Metric key'),
      text('metric_name', '指标', 'Metric'),
      text('unit', '单位', 'Unit'),
      number('year', '年度', 'Year'),
      ...MEASURE_COLUMNS,
      ...PEER_COLUMNS,
    ],
    batches: batches(),
  };
}

function findingsExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('findings'), parameters);
  const selection = `nodes { id status note cells expected found difference message year rule { id severity basis } department { ${BODY} } report { scope } } ${PAGE_INFO}`;
  const rowOf = ({ report, rule, ...finding }: Answer): FlatValue[] => [
    ...bodyValues(finding.department),
    finding.year,
    report?.scope ?? null,
    rule?.id ?? null,
    rule?.severity ?? null,
    rule?.basis ?? null,
    finding.message,
    finding.cells.join(' '),
    finding.expected,
    finding.found,
    finding.difference,
    finding.status,
    finding.note,
    finding.id,
  ];
  return {
    columns: [
      ...BODY_COLUMNS,
      number('year', '年度', 'Year'),
      text('scope', '口径', 'Scope'),
      text('rule', '规则', 'Rule'),
      text('severity', '程度', 'Severity'),
      text('basis', '依据', 'Basis'),
      text('message', '问题', 'Finding'),
      text('cells', '格', 'Cells'),
      text('expected', '应有', 'Expected'),
      text('found', '所见', 'Found'),
      text('difference', '差额', 'Difference'),
      text('status', '处理', 'Status'),
      text('note', '说明', 'Note'),
      text('id', '标识', 'Id'),
    ],
    batches: batchesOf(asking.pages('findings', variables, selection), rowOf),
  };
}
