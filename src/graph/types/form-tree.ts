/**
 * The shape of the official form as object types, made from the form's own definitions: a field for each table, group, row and
 * column, down to one figure a leaf.
 */
import { type ClassType, Field, ObjectType } from 'type-graphql';
import { CELLS } from '../../form/cells';
import { TABLE_TITLES } from '../../form/editions';
import { METRICS, type Metric } from '../../form/metrics';
import {
  APPLICANT_COLUMNS,
  OUTCOME_COLUMNS,
  TABLE2_COLUMNS,
  TABLE2_ROWS,
  TABLE3_GROUPS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
  type Term,
} from '../../form/rows';
import type { Holding } from '../../plan/holding';
import { exactOf, measured } from '../../plan/measured';
import { Count, Decimal } from '../scalars';
import type { Selection } from '../selection';

/** Fields of the form by name: further ones, or a figure. */
export interface FormBranch extends ReadonlyMap<string, FormBranch | Metric> {}

interface FormField {
  readonly name: string;
  readonly term: Term;
  readonly type: ClassType | typeof Count | typeof Decimal;
}

function isMetric(node: FormBranch | Metric): node is Metric {
  return !(node instanceof Map);
}

function formType(name: string, term: Term, fields: readonly FormField[]): ClassType {
  const type = { [name]: class {} }[name]!;
  for (const field of fields) {
    const leaf = field.type === Count || field.type === Decimal;
    const description = `${field.term.zh}。 ${field.term.en}.`;
    Field(() => field.type, { description, nullable: leaf })(type.prototype as object, field.name);
  }
  ObjectType(name, { description: `${term.zh}。 ${term.en}.`, simpleResolvers: true })(type);
  return type;
}

const metricOfCell = new Map(
  METRICS.flatMap((metric) =>
    metric.kind !== 'RATIO' && metric.sum.cells.length === 1 ? [[metric.sum.cells[0]!.cell.id, metric] as const] : [],
  ),
);

function columnsOf(row: string, columns: readonly string[]): FormBranch {
  return new Map(columns.map((column) => [column, metricOfCell.get(`${row}.${column}`)!]));
}

const NULL_NOTE = {
  zh: '空值不是 0：原因见 cells 或 measures 的 status',
  en: 'A null is not a 0: the status in cells or measures says why',
};

function noted(term: Term): Term {
  return { zh: `${term.zh}（${NULL_NOTE.zh}）`, en: `${term.en}. ${NULL_NOTE.en}` };
}

// ---- table 2 -------------------------------------------------------------------------------------------------------

const ROW_TYPES: readonly { readonly name: string; readonly term: Term; readonly rows: readonly string[] }[] = [
  {
    name: 'DocumentCounts',
    term: { zh: '规章、规范性文件的件数', en: 'Counts of regulations and normative documents' },
    rows: ['regulations', 'normativeDocuments'],
  },
  {
    name: 'DecisionCounts',
    term: { zh: '许可、处罚、强制等的处理决定', en: 'Decisions of licensing, penalties and coercion' },
    rows: ['licensing', 'otherServices', 'penalties', 'coercion'],
  },
  { name: 'FeeFigures', term: { zh: '行政事业性收费（万元）', en: 'Administrative fees, in 万元' }, rows: ['fees'] },
  {
    name: 'FeeItemFigures',
    term: { zh: '行政事业性收费的项目数（2019 年表式）', en: 'Items of administrative fees, on the form of 2019' },
    rows: ['feeItems'],
  },
  {
    name: 'ProcurementFigures',
    term: { zh: '政府集中采购（2019 年表式，金额为元）', en: 'Centralised procurement, on the form of 2019, in 元' },
    rows: ['procurement'],
  },
];

function columnsOfTable2(rows: readonly string[]): readonly string[] {
  const columns = new Set(
    CELLS.filter((cell) => cell.table === 2 && rows.includes(cell.row)).map((cell) => cell.column),
  );
  return TABLE2_COLUMNS.map((column) => column.id).filter((id) => columns.has(id));
}

function termOfColumn(rows: readonly string[], column: string): Term {
  const { zh, en } = TABLE2_COLUMNS.find((each) => each.id === column)!;
  return rows.includes('procurement') && column === 'amount' ? { zh: '采购总金额', en } : { zh, en };
}

const rowTypes = new Map(
  ROW_TYPES.flatMap(({ name, term, rows }) => {
    const fields = columnsOfTable2(rows).map((column) => ({
      name: column,
      term: termOfColumn(rows, column),
      type: column === 'amount' ? Decimal : Count,
    }));
    const type = formType(name, noted(term), fields);
    return rows.map((row) => [row, type] as const);
  }),
);

export const ProactiveFigures = formType(
  'ProactiveFigures',
  { zh: `表二：${TABLE_TITLES[2].zh}`, en: `Table 2: ${TABLE_TITLES[2].en}` },
  TABLE2_ROWS.map(({ id, zh, en }) => ({ name: id, term: { zh, en }, type: rowTypes.get(id)! })),
);

const proactive: FormBranch = new Map(
  TABLE2_ROWS.map(({ id }) => [
    id,
    columnsOf(
      id,
      columnsOfTable2([id]).filter((column) => metricOfCell.has(`${id}.${column}`)),
    ),
  ]),
);

// ---- table 3 -------------------------------------------------------------------------------------------------------

const ApplicantCounts = formType(
  'ApplicantCounts',
  noted({ zh: '按申请人分列的件数', en: 'Counts by applicant' }),
  APPLICANT_COLUMNS.map(({ id, zh, en }) => ({ name: id, term: { zh, en }, type: Count })),
);
const applicants = APPLICANT_COLUMNS.map((column) => column.id);

function nameOfGroup(group: string): string {
  return `${group[0]!.toUpperCase()}${group.slice(1)}Figures`;
}

function fieldOfRow(row: string): string {
  return row.slice(row.indexOf('.') + 1);
}

const groupTypes = new Map(
  TABLE3_GROUPS.map((group) => [
    group.id,
    formType(nameOfGroup(group.id), { zh: `${group.number}${group.zh}`, en: group.en }, [
      { name: 'total', term: { zh: `${group.zh}各项之和`, en: `Sum of all rows of the group` }, type: ApplicantCounts },
      ...TABLE3_ROWS.filter((row) => row.group === group.id).map(({ id, number, zh, en }) => ({
        name: fieldOfRow(id),
        term: { zh: `${number}${zh}`, en },
        type: ApplicantCounts,
      })),
    ]),
  ]),
);

const groupMetric = (group: string, column: string): Metric =>
  METRICS.find(
    (metric) =>
      metric.kind === 'COUNT' &&
      metric.sum.cells.length > 1 &&
      metric.sum.cells.every(({ cell }) => cell.row.startsWith(`${group}.`) && cell.column === column),
  )!;

/** Rows and groups of table 3 in the order of the form, each once. */
const TABLE3_FIELDS = [...new Set(TABLE3_ROWS.map((row) => row.group ?? row.id))];

function termOfField(field: string): Term {
  const { number, zh, en } = [...TABLE3_GROUPS, ...TABLE3_ROWS].find((each) => each.id === field)!;
  return { zh: `${number}${zh}`, en };
}

export const RequestFigures = formType(
  'RequestFigures',
  { zh: `表三：${TABLE_TITLES[3].zh}`, en: `Table 3: ${TABLE_TITLES[3].en}` },
  TABLE3_FIELDS.map((field) => ({
    name: field,
    term: termOfField(field),
    type: groupTypes.get(field) ?? ApplicantCounts,
  })),
);

const requests: FormBranch = new Map(
  TABLE3_FIELDS.map((field): [string, FormBranch] => {
    if (!groupTypes.has(field)) return [field, columnsOf(field, applicants)];
    const rows = TABLE3_ROWS.filter((row) => row.group === field);
    return [
      field,
      new Map([
        ['total', new Map(applicants.map((column) => [column, groupMetric(field, column)]))],
        ...rows.map((row) => [fieldOfRow(row.id), columnsOf(row.id, applicants)] as const),
      ]),
    ];
  }),
);

// ---- table 4 -------------------------------------------------------------------------------------------------------

const OutcomeCounts = formType(
  'OutcomeCounts',
  noted({ zh: '复议或诉讼的结果件数', en: 'Outcomes of reconsideration or litigation' }),
  OUTCOME_COLUMNS.map(({ id, zh, en }) => ({ name: id, term: { zh, en }, type: Count })),
);

export const RemedyFigures = formType(
  'RemedyFigures',
  { zh: `表四：${TABLE_TITLES[4].zh}`, en: `Table 4: ${TABLE_TITLES[4].en}` },
  TABLE4_BLOCKS.map(({ id, zh, en }) => ({ name: id, term: { zh, en }, type: OutcomeCounts })),
);

const remedies: FormBranch = new Map(
  TABLE4_BLOCKS.map(({ id }) => [
    id,
    columnsOf(
      id,
      OUTCOME_COLUMNS.map((column) => column.id),
    ),
  ]),
);

/** The whole form. */
const FORM: FormBranch = new Map([
  ['proactive', proactive],
  ['requests', requests],
  ['remedies', remedies],
]);

/** The metrics whose figures are asked for. */
export function metricsAsked(selection: Selection, branch: FormBranch = FORM): Metric[] {
  return [...branch].flatMap(([name, node]) => {
    const below = selection.get(name);
    if (!below) return [];
    return isMetric(node) ? [node] : metricsAsked(below, node);
  });
}

/** The figures asked for, in the shape of the form; null where there is no value. */
export function fillForm(holding: Holding, selection: Selection, branch: FormBranch = FORM): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const [name, node] of branch) {
    const below = selection.get(name);
    if (!below) continue;
    filled[name] = isMetric(node) ? leaf(holding, node) : fillForm(holding, below, node);
  }
  return filled;
}

function leaf(holding: Holding, metric: Metric): bigint | string | null {
  const figure = measured(holding, metric);
  return (metric.kind === 'AMOUNT' ? exactOf(figure) : figure.sum) ?? null;
}
