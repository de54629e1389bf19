/** The three tables of the form in their official layout: table 2 as blocks, table 3 with its groups, table 4 in 15 columns. */
import { type Cell, cell } from '../form/cells';
import { type EditionId, edition, type TableNumber } from '../form/editions';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_GROUPS, TABLE3_ROWS, TABLE4_BLOCKS } from '../form/rows';
import type { LaidCell, LaidTable } from './layout';

/** What stands in a cell of the form, with a mark behind it. */
export interface PrintedFigure {
  readonly text: string;
  readonly mark?: string;
}

export type FigureOf = (cell: Cell) => PrintedFigure;

/** One table of an edition, filled. */
export function formTable(table: TableNumber, form: EditionId, figureOf: FigureOf): LaidTable {
  if (table === 2) return proactiveTable(form, figureOf);
  return table === 3 ? requestTable(form, figureOf) : remedyTable(figureOf);
}

const header = (text: string, spans: Pick<LaidCell, 'rowSpan' | 'columnSpan'> = {}): LaidCell => ({
  text,
  role: 'HEADER',
  ...spans,
});
const label = (text: string, spans: Pick<LaidCell, 'rowSpan' | 'columnSpan' | 'vertical'> = {}): LaidCell => ({
  text,
  role: 'LABEL',
  ...spans,
});
const figure = (printed: PrintedFigure, columnSpan = 1): LaidCell => ({ ...printed, role: 'FIGURE', columnSpan });

/** Columns that the figures of table 2 share: blocks of one, two and three columns all divide them. */
const PROACTIVE_COLUMNS = 6;

function proactiveTable(form: EditionId, figureOf: FigureOf): LaidTable {
  const rows = edition(form).table2.flatMap((block) => {
    const columnSpan = PROACTIVE_COLUMNS / block.columns.length;
    return [
      [header(block.heading, { columnSpan: PROACTIVE_COLUMNS + 1 })],
      [header('信息内容'), ...block.columns.map((column) => header(column.zh, { columnSpan }))],
      ...block.rows.map((row) => [
        label(row.zh),
        ...block.columns.map((column) => figure(figureOf(cell(`${row.id}.${column.id}`)), columnSpan)),
      ]),
    ];
  });
  return { widths: [24, ...new Array<number>(PROACTIVE_COLUMNS).fill(12)], rows, headerRows: 0 };
}

/** Rows outside of 三、本年度办理结果. */
const FLOW_ROWS = ['received', 'carriedIn', 'carriedForward'];

function requestTable(form: EditionId, figureOf: FigureOf): LaidTable {
  const rows = edition(form).table3.map((id) => TABLE3_ROWS.find((row) => row.id === id)!);
  const outcomes = rows.filter((row) => !FLOW_ROWS.includes(row.id));
  const organisations = APPLICANT_COLUMNS.slice(1, -1);
  const lines = rows.map((row): LaidCell[] => {
    const figures = APPLICANT_COLUMNS.map((column) => figure(figureOf(cell(`${row.id}.${column.id}`))));
    const text = `${row.number}${row.id === 'partlyGranted' ? row.variants![0]! : row.zh}`;
    if (!outcomes.includes(row)) return [label(text, { columnSpan: 3 }), ...figures];
    const side = row === outcomes[0] ? [label('三、本年度办理结果', { rowSpan: outcomes.length, vertical: true })] : [];
    const group = TABLE3_GROUPS.find((each) => each.id === row.group);
    const members = outcomes.filter((each) => each.group !== undefined && each.group === row.group);
    if (!group || members.length === 1) return [...side, label(text, { columnSpan: 2 }), ...figures];
    const groupLabel = row === members[0] ? [label(group.number + group.zh, { rowSpan: members.length })] : [];
    return [...side, ...groupLabel, label(text), ...figures];
  });
  return {
    widths: [7, 11, 32, 10, 10, 10, 10, 10, 10, 10],
    headerRows: 3,
    rows: [
      [
        header('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', { rowSpan: 3, columnSpan: 3 }),
        header('申请人情况', { columnSpan: APPLICANT_COLUMNS.length }),
      ],
      [
        header(APPLICANT_COLUMNS[0]!.zh, { rowSpan: 2 }),
        header('法人或其他组织', { columnSpan: organisations.length }),
        header(APPLICANT_COLUMNS.at(-1)!.zh, { rowSpan: 2 }),
      ],
      organisations.map((column) => header(column.zh)),
      ...lines,
    ],
  };
}

function remedyTable(figureOf: FigureOf): LaidTable {
  const [reconsideration, ...litigation] = TABLE4_BLOCKS;
  const outcomes = OUTCOME_COLUMNS.length;
  return {
    widths: new Array<number>(TABLE4_BLOCKS.length * outcomes).fill(1),
    headerRows: 3,
    rows: [
      [
        header(reconsideration!.zh, { columnSpan: outcomes }),
        header('行政诉讼', { columnSpan: outcomes * litigation.length }),
      ],
      [
        ...OUTCOME_COLUMNS.map((column) => header(column.zh, { rowSpan: 2 })),
        ...litigation.map((block) => header(block.zh, { columnSpan: outcomes })),
      ],
      litigation.flatMap(() => OUTCOME_COLUMNS.map((column) => header(column.zh))),
      TABLE4_BLOCKS.flatMap((block) =>
        OUTCOME_COLUMNS.map((column) => figure(figureOf(cell(`${block.id}.${column.id}`)))),
      ),
    ],
  };
}
