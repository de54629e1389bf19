/**
 * Table 3 and its like as a sheet of cells: what every layout is drawn from.
 */
import { edition } from '../../../src/form/editions';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_ROWS, TABLE4_BLOCKS } from '../../../src/form/rows';
import type { Report } from './figures';
import type { Wording } from './wording';

export interface SheetCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly figure?: boolean;
  /** Of a figure that the form asks for: the cell's id. */
  readonly id?: string;
}

export interface Sheet {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly SheetCell[];
  /** Rows of header. */
  readonly header: number;
}

type Content = Pick<SheetCell, 'text' | 'figure' | 'id'>;

const figure = ({ cells }: Report, id: string): Content => ({ text: cells.get(id)!.printed, figure: true, id });

/** Table 3: three columns of labels, seven of figures; three rows of header. */
export function requestSheet(report: Report, wording: Wording): Sheet {
  const cells: SheetCell[] = [];
  const put = (row: number, column: number, text: string, rowSpan = 1, columnSpan = 1) =>
    cells.push({ row, column, text, rowSpan, columnSpan });
  put(0, 0, '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3);
  put(0, 3, '申请人情况', 1, 7);
  put(1, 3, wording.label('自然人'), 2);
  put(1, 4, wording.label('法人或其他组织'), 1, 5);
  put(1, 9, wording.label('总计'), 2);
  for (const [i, column] of APPLICANT_COLUMNS.slice(1, 6).entries()) put(2, 4 + i, wording.label(column.zh));
  const rows = edition(report.forms[3]).table3;
  const groups = new Map<string, number[]>();
  const outcome = rows.filter((row) => !['received', 'carriedIn', 'carriedForward'].includes(row));
  let at = 3;
  for (const row of rows) {
    if (row === outcome[0]) put(at, 0, '三、本年度办理结果', outcome.length);
    const def = TABLE3_ROWS.find((each) => each.id === row)!;
    if (!outcome.includes(row)) put(at, 0, wording.request(row), 1, 3);
    else if (!def.group || row === 'otherwise.unspecified') put(at, 1, wording.request(row), 1, 2);
    else {
      groups.set(def.group, [...(groups.get(def.group) ?? []), at]);
      put(at, 2, wording.request(row));
    }
    for (const [i, column] of APPLICANT_COLUMNS.entries())
      cells.push({ row: at, column: 3 + i, rowSpan: 1, columnSpan: 1, ...figure(report, `${row}.${column.id}`) });
    at++;
  }
  for (const [group, places] of groups) put(places[0]!, 1, wording.group(group), places.length);
  return { rows: at, columns: 10, cells: cells.sort((a, b) => a.row - b.row || a.column - b.column), header: 3 };
}

/** Table 2, a sheet a block; each block two rows of header. */
export function proactiveSheets(report: Report, wording: Wording): Sheet[] {
  return edition(report.forms[2]).table2.map((block) => {
    const width = 4;
    const cells: SheetCell[] = [{ row: 0, column: 0, text: block.heading, rowSpan: 1, columnSpan: width }];
    const spans = block.columns.map((_, i) => (i === block.columns.length - 1 ? width - block.columns.length : 1));
    const line = (row: number, label: string, contents: readonly Content[]) => {
      cells.push({ row, column: 0, text: wording.label(label), rowSpan: 1, columnSpan: 1 });
      let column = 1;
      for (const [i, content] of contents.entries()) {
        cells.push({ ...content, row, column, rowSpan: 1, columnSpan: spans[i]! });
        column += spans[i]!;
      }
    };
    line(
      1,
      '信息内容',
      block.columns.map((column) => ({ text: column.zh })),
    );
    let at = 2;
    for (const row of block.rows) {
      line(
        at++,
        row.zh,
        block.columns.map((column) => figure(report, `${row.id}.${column.id}`)),
      );
      if (row.id === 'normativeDocuments' && report.extraRow)
        line(
          at++,
          report.extraRow,
          block.columns.map((_, i) => ({ text: String(i + 7), figure: true })),
        );
    }
    return { rows: at, columns: width, cells, header: 2 };
  });
}

/** Table 4: three rows of header, one row of fifteen. */
export function remedySheet(report: Report, wording: Wording): Sheet {
  const cells: SheetCell[] = [
    { row: 0, column: 0, text: wording.label('行政复议'), rowSpan: 1, columnSpan: 5 },
    { row: 0, column: 5, text: wording.label('行政诉讼'), rowSpan: 1, columnSpan: 10 },
    { row: 1, column: 5, text: wording.label('未经复议直接起诉'), rowSpan: 1, columnSpan: 5 },
    { row: 1, column: 10, text: wording.label('复议后起诉'), rowSpan: 1, columnSpan: 5 },
  ];
  for (let block = 0; block < 3; block++)
    for (const [i, column] of OUTCOME_COLUMNS.entries())
      cells.push({
        row: block === 0 ? 1 : 2,
        column: block * 5 + i,
        text: wording.label(column.zh),
        rowSpan: block === 0 ? 2 : 1,
        columnSpan: 1,
      });
  const ids = TABLE4_BLOCKS.flatMap((block) => OUTCOME_COLUMNS.map((column) => `${block.id}.${column.id}`));
  for (const [i, id] of ids.entries())
    cells.push({ row: 3, column: i, rowSpan: 1, columnSpan: 1, ...figure(report, id) });
  return { rows: 4, columns: 15, cells: cells.sort((a, b) => a.row - b.row || a.column - b.column), header: 3 };
}

/** One sheet below another, as one. */
export function stacked(sheets: readonly Sheet[]): Sheet {
  const columns = Math.max(...sheets.map((sheet) => sheet.columns));
  const cells: SheetCell[] = [];
  let at = 0;
  for (const sheet of sheets) {
    for (const cell of sheet.cells) cells.push({ ...cell, row: cell.row + at });
    at += sheet.rows;
  }
  return { rows: at, columns, cells, header: sheets[0]!.header };
}

/** A sheet cut in two before a row; cells that span the cut stand in both parts, with their text in the first. */
export function cut(sheet: Sheet, before: number): [Sheet, Sheet] {
  const first: SheetCell[] = [];
  const second: SheetCell[] = [];
  for (const cell of sheet.cells) {
    const end = cell.row + cell.rowSpan;
    if (cell.row < before) first.push({ ...cell, rowSpan: Math.min(end, before) - cell.row });
    if (end > before) {
      const row = Math.max(cell.row, before);
      second.push({ ...cell, row: row - before, rowSpan: end - row, text: cell.row < before ? '' : cell.text });
    }
  }
  return [
    { ...sheet, rows: before, cells: first },
    { ...sheet, rows: sheet.rows - before, cells: second, header: 0 },
  ];
}
