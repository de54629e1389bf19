/** The three tables of the form in their official layout: table 2 as blocks, table 3 with its groups, table 4 in 15 columns. */
import { type Cell, cell } from './cells';
import { type EditionId, edition, type TableNumber } from './editions';
import {
  APPLICANT_COLUMNS,
  OUTCOME_COLUMNS,
  TABLE2_COLUMNS,
  TABLE2_ROWS,
  TABLE3_GROUPS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
  type Term,
} from './rows';

export type LayoutRole = 'HEADER' | 'LABEL' | 'FIGURE';

/** A cell of the layout: words of the form, or the place of a figure. */
export interface LayoutCell {
  readonly role: LayoutRole;
  /** As printed, with its numbering; a figure has none. */
  readonly text?: Term;
  /** Only of a figure. */
  readonly cell?: Cell;
  /** From 1. */
  readonly rowSpan: number;
  /** From 1. */
  readonly columnSpan: number;
  /** Set from top to bottom. */
  readonly vertical: boolean;
}

export interface FormLayout {
  readonly table: TableNumber;
  readonly edition: EditionId;
  /** Widths of the columns, as parts of their sum. */
  readonly widths: readonly number[];
  /** The cells that start in each row, from left to right. */
  readonly rows: readonly (readonly LayoutCell[])[];
  /** Rows at the top that say what the columns are. */
  readonly headerRows: number;
}

/** One table of an edition. */
export function formLayout(table: TableNumber, form: EditionId): FormLayout {
  const parts = table === 2 ? proactiveTable(form) : table === 3 ? requestTable(form) : remedyTable();
  return { table, edition: form, ...parts };
}

type Parts = Pick<FormLayout, 'widths' | 'rows' | 'headerRows'>;
type Spans = Partial<Pick<LayoutCell, 'rowSpan' | 'columnSpan' | 'vertical'>>;

function words(role: LayoutRole, text: Term, spans: Spans = {}): LayoutCell {
  return { role, text, rowSpan: 1, columnSpan: 1, vertical: false, ...spans };
}
const header = (text: Term, spans?: Spans): LayoutCell => words('HEADER', text, spans);
const label = (text: Term, spans?: Spans): LayoutCell => words('LABEL', text, spans);
const figure = (row: string, column: string, columnSpan = 1): LayoutCell => ({
  role: 'FIGURE',
  cell: cell(`${row}.${column}`),
  rowSpan: 1,
  columnSpan,
  vertical: false,
});

/** Columns that the figures of table 2 share: blocks of one, two and three columns all divide them. */
const PROACTIVE_COLUMNS = 6;
const CONTENT: Term = { zh: '信息内容', en: 'Content' };
const NUMERALS = '零一二三四五六七八九十';

/** "第二十条第（一）项" */
function article(heading: string): Term {
  const item = /（(.)）/.exec(heading)?.[1] ?? '';
  return { zh: heading, en: `Article 20 (${NUMERALS.indexOf(item)})` };
}

/** A term of an edition in English: its ids are those of every edition. */
function english(terms: readonly (Term & { readonly id: string })[], { id, zh }: { id: string; zh: string }): Term {
  const en = terms.find((term) => term.id === id)?.en ?? id;
  return { zh, en: en.charAt(0).toUpperCase() + en.slice(1) };
}

function proactiveTable(form: EditionId): Parts {
  const rows = edition(form).table2.flatMap((block) => {
    const columnSpan = PROACTIVE_COLUMNS / block.columns.length;
    return [
      [header(article(block.heading), { columnSpan: PROACTIVE_COLUMNS + 1 })],
      [header(CONTENT), ...block.columns.map((column) => header(english(TABLE2_COLUMNS, column), { columnSpan }))],
      ...block.rows.map((row) => [
        label(english(TABLE2_ROWS, row)),
        ...block.columns.map((column) => figure(row.id, column.id, columnSpan)),
      ]),
    ];
  });
  return { widths: [24, ...new Array<number>(PROACTIVE_COLUMNS).fill(12)], rows, headerRows: 0 };
}

/** Rows outside of 三、本年度办理结果. */
const FLOW_ROWS = ['received', 'carriedIn', 'carriedForward'];
const BALANCE: Term = {
  zh: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
  en: '(In each column the sum of items one and two equals the sum of items three and four)',
};
const RESULTS: Term = { zh: '三、本年度办理结果', en: '3. Results of the year' };

function requestTable(form: EditionId): Parts {
  const rows = edition(form).table3.map((id) => TABLE3_ROWS.find((row) => row.id === id)!);
  const outcomes = rows.filter((row) => !FLOW_ROWS.includes(row.id));
  const organisations = APPLICANT_COLUMNS.slice(1, -1);
  const lines = rows.map((row): LayoutCell[] => {
    const figures = APPLICANT_COLUMNS.map((column) => figure(row.id, column.id));
    const printed = row.id === 'partlyGranted' ? row.variants![0]! : row.zh;
    const text = { zh: row.number + printed, en: row.en };
    if (!outcomes.includes(row)) return [label(text, { columnSpan: 3 }), ...figures];
    const side = row === outcomes[0] ? [label(RESULTS, { rowSpan: outcomes.length, vertical: true })] : [];
    const group = TABLE3_GROUPS.find((each) => each.id === row.group);
    const members = outcomes.filter((each) => each.group !== undefined && each.group === row.group);
    if (!group || members.length === 1) return [...side, label(text, { columnSpan: 2 }), ...figures];
    const heading = { zh: group.number + group.zh, en: group.en };
    const groupLabel = row === members[0] ? [label(heading, { rowSpan: members.length })] : [];
    return [...side, ...groupLabel, label(text), ...figures];
  });
  return {
    widths: [7, 11, 32, 10, 10, 10, 10, 10, 10, 10],
    headerRows: 3,
    rows: [
      [
        header(BALANCE, { rowSpan: 3, columnSpan: 3 }),
        header({ zh: '申请人情况', en: 'Applicants' }, { columnSpan: APPLICANT_COLUMNS.length }),
      ],
      [
        header(APPLICANT_COLUMNS[0]!, { rowSpan: 2 }),
        header(
          { zh: '法人或其他组织', en: 'legal persons and other organisations' },
          { columnSpan: organisations.length },
        ),
        header(APPLICANT_COLUMNS.at(-1)!, { rowSpan: 2 }),
      ],
      organisations.map((column) => header(column)),
      ...lines,
    ],
  };
}

function remedyTable(): Parts {
  const [reconsideration, ...litigation] = TABLE4_BLOCKS;
  const outcomes = OUTCOME_COLUMNS.length;
  return {
    widths: new Array<number>(TABLE4_BLOCKS.length * outcomes).fill(1),
    headerRows: 3,
    rows: [
      [
        header(reconsideration!, { columnSpan: outcomes }),
        header({ zh: '行政诉讼', en: 'Litigation' }, { columnSpan: outcomes * litigation.length }),
      ],
      [
        ...OUTCOME_COLUMNS.map((column) => header(column, { rowSpan: 2 })),
        ...litigation.map((block) => header(block, { columnSpan: outcomes })),
      ],
      litigation.flatMap(() => OUTCOME_COLUMNS.map((column) => header(column))),
      TABLE4_BLOCKS.flatMap((block) => OUTCOME_COLUMNS.map((column) => figure(block.id, column.id))),
    ],
  };
}
