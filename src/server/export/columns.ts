/** Columns that several exports have, the text that asks for them, and their values. */
import { findMetric, type Metric } from '../../form/metrics';
import type { FlatColumn, FlatValue } from '../../publish/flat';
import type { Answer } from './asking';

export const text = (id: string, zh: string, en: string): FlatColumn => ({ id, zh, en, type: 'text' });
export const number = (id: string, zh: string, en: string): FlatColumn => ({ id, zh, en, type: 'number' });

/** What is asked of a connection beside its nodes. */
export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

const REGION = 'code fullName';
export const REGION_COLUMNS = [text('region', '区划代码', 'Region code'), text('region_name', '区划', 'Region')];
export const regionValues = (region: Answer): FlatValue[] => [region?.code ?? null, region?.fullName ?? null];

export const BODY = `id name kind { code label } region { ${REGION} }`;
export const BODY_COLUMNS = [
  ...REGION_COLUMNS,
  text('body', '机关', 'Body'),
  text('kind', '类别代号', 'Kind code'),
  text('kind_name', '类别', 'Kind'),
];
export const bodyValues = (body: Answer): FlatValue[] => [
  ...regionValues(body?.region),
  body?.name ?? null,
  body?.kind.code ?? null,
  body?.kind.label ?? null,
];

/** A region or a body; its columns are those of a body, of which a region fills the first two. */
export const SUBJECT = `__typename ... on Region { ${REGION} } ... on Department { ${BODY} }`;
export const subjectValues = (subject: Answer): FlatValue[] =>
  subject.__typename === 'Region' ? [...regionValues(subject), null, null, null] : bodyValues(subject);

/** What is asked of a measure. */
export const MEASURE =
  'value exact status coverage { expected reporting ratio blank notApplicable unreadable } fraction { numerator denominator }';

interface Part {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly type: FlatColumn['type'];
  readonly of: (measure: Answer) => FlatValue;
}

/** What stands beside a value, so that a missing figure is told from a zero. */
const BESIDE: readonly Part[] = [
  { id: 'status', zh: '状态', en: 'status', type: 'text', of: ({ status }) => status },
  { id: 'expected', zh: '应报', en: 'expected', type: 'number', of: ({ coverage }) => coverage.expected },
  { id: 'reporting', zh: '已报', en: 'reporting', type: 'number', of: ({ coverage }) => coverage.reporting },
  { id: 'coverage', zh: '覆盖率', en: 'coverage', type: 'number', of: ({ coverage }) => coverage.ratio },
  { id: 'blank', zh: '空白格', en: 'blank cells', type: 'number', of: ({ coverage }) => coverage.blank },
  {
    id: 'not_applicable',
    zh: '不适用格',
    en: 'cells not applicable',
    type: 'number',
    of: ({ coverage }) => coverage.notApplicable,
  },
  {
    id: 'unreadable',
    zh: '无法识读格',
    en: 'unreadable cells',
    type: 'number',
    of: ({ coverage }) => coverage.unreadable,
  },
];
const OF_RATIO: readonly Part[] = [
  { id: 'numerator', zh: '分子', en: 'numerator', type: 'number', of: ({ fraction }) => fraction?.numerator ?? null },
  {
    id: 'denominator',
    zh: '分母',
    en: 'denominator',
    type: 'number',
    of: ({ fraction }) => fraction?.denominator ?? null,
  },
];

/** The exact value; null where there is none. A ratio is a part of 1. */
const exactValue = (measure: Answer): FlatValue => measure.exact ?? measure.value ?? null;

/** The columns of measures whose metric stands in a column of its own. */
export const MEASURE_COLUMNS: readonly FlatColumn[] = [
  number('value', '数值', 'Value'),
  ...[...BESIDE, ...OF_RATIO].map(({ id, zh, en, type }) => ({ id, zh, en, type })),
];
export const measureValues = (measure: Answer): FlatValue[] => [
  exactValue(measure),
  ...[...BESIDE, ...OF_RATIO].map(({ of }) => of(measure)),
];

const partsOf = (metric: Metric): readonly Part[] => (metric.kind === 'RATIO' ? [...BESIDE, ...OF_RATIO] : BESIDE);

/** The columns of a metric: its value under its key, then what stands beside it. */
export function metricColumns(key: string): FlatColumn[] {
  const metric = findMetric(key)!;
  const unit = metric.kind === 'RATIO' ? { zh: '', en: '' } : { zh: `（${metric.unit}）`, en: ` (${metric.unit})` };
  return [
    number(key, metric.zh + unit.zh, metric.en + unit.en),
    ...partsOf(metric).map(({ id, zh, en, type }) => ({
      id: `${key}.${id}`,
      zh: `${metric.zh}：${zh}`,
      en: `${metric.en}: ${en}`,
      type,
    })),
  ];
}

export function metricValues(key: string, measure: Answer): FlatValue[] {
  return [exactValue(measure), ...partsOf(findMetric(key)!).map(({ of }) => of(measure))];
}

/** How a figure stands among its peers: what is asked, its columns and values. */
export const PEERS =
  'distribution { count minimum lowerQuartile median upperQuartile maximum } withoutValue percentile deviations outlier';
export const PEER_COLUMNS: readonly FlatColumn[] = [
  number('peer_count', '同伴数', 'Peers'),
  number('peer_without_value', '无数值的同伴', 'Peers without a value'),
  number('peer_minimum', '同伴最小值', 'Least of peers'),
  number('peer_lower_quartile', '同伴下四分位数', 'Lower quartile of peers'),
  number('peer_median', '同伴中位数', 'Median of peers'),
  number('peer_upper_quartile', '同伴上四分位数', 'Upper quartile of peers'),
  number('peer_maximum', '同伴最大值', 'Greatest of peers'),
  number('peer_percentile', '在同伴中的百分位', 'Percentile among peers'),
  ...outlierColumns(),
];
export const peerValues = (peers: Answer): FlatValue[] => [
  peers?.distribution?.count ?? null,
  peers?.withoutValue ?? null,
  peers?.distribution?.minimum ?? null,
  peers?.distribution?.lowerQuartile ?? null,
  peers?.distribution?.median ?? null,
  peers?.distribution?.upperQuartile ?? null,
  peers?.distribution?.maximum ?? null,
  peers?.percentile ?? null,
  ...outlierValues(peers),
];

export function outlierColumns(): FlatColumn[] {
  return [number('deviations', '稳健标准差数', 'Robust deviations'), text('outlier', '是否离群', 'Outlier')];
}

export function outlierValues(peers: Answer): FlatValue[] {
  return [peers?.deviations ?? null, peers?.outlier ?? null];
}
