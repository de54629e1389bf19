/**
 * Reports as programs leave them that take the text out of pages and documents: cells parted by bars or tabs, drawn in frames, as
 * tables of LaTeX, as Markdown whose cells go over lines.
 */
import type { Sheet, SheetCell } from './layout';
import type { Pieces } from './pieces';
import type { Random } from './random';
import { wrap } from './text';

type Style = (sheet: Sheet) => string[];

const rowsOf = (sheet: Sheet): SheetCell[][] =>
  Array.from({ length: sheet.rows }, (_, row) => sheet.cells.filter((cell) => cell.row === row));

/** By place, the text of the cell that begins there; undefined where one goes on from the left or from above. */
function places(sheet: Sheet): (SheetCell | undefined)[][] {
  const all = Array.from({ length: sheet.rows }, () => new Array<SheetCell | undefined>(sheet.columns));
  for (const cell of sheet.cells) all[cell.row]![cell.column] = cell;
  return all;
}

const spanned = (row: readonly SheetCell[]) => row.reduce((sum, cell) => sum + cell.columnSpan - 1, 0);

/** Text files: a row a line with bars or tabs, a cell a line with bars. */
const TEXT: readonly Style[] = [
  (sheet) => rowsOf(sheet).map((row) => row.map((cell) => `${cell.text} |`).join(' ')),
  (sheet) => rowsOf(sheet).map((row) => `${row.map((cell) => cell.text).join(' | ')} |${'|'.repeat(spanned(row))}`),
  (sheet) =>
    places(sheet).map((row) =>
      row
        .map((cell, column) => {
          const left = row.slice(0, column + 1).findLast((each) => each !== undefined);
          return cell ? `${cell.text} | ` : left ? '' : '| ';
        })
        .join(''),
    ),
  (sheet) => sheet.cells.flatMap((cell) => [cell.text, '|']),
  (sheet) => rowsOf(sheet).map((row) => row.map((cell) => cell.text).join('\t')),
  (sheet) => places(sheet).map((row) => Array.from(row, (cell) => cell?.text ?? '').join('\t')),
  (sheet) => places(sheet).map((row) => Array.from(row, (cell) => cell?.text ?? '').join(' | ')),
];

/** Markdown of converters. */
const MARKDOWN: readonly Style[] = [
  (sheet) => {
    const rows = rowsOf(sheet).map((row) => `${row.map((cell) => cell.text).join(' | ')} `);
    return [rows[0]!, new Array<string>(sheet.columns).fill('---').join('|'), ...rows.slice(1)];
  },
  (sheet) =>
    rowsOf(sheet).flatMap((row, i) => [
      `|${row.map((cell) => ` \n\n${cell.text}\n\n |`).join('')}`,
      ...(i === 0 ? [`|${' --- |'.repeat(row.length)}`] : []),
    ]),
  (sheet) =>
    rowsOf(sheet).map((row) => `|${row.map((cell) => ` \n ${cell.text}  |`).join('')}${'|'.repeat(spanned(row))}`),
  framed,
  framedByCharacters,
  (sheet) => latex(sheet, (text) => text),
  // A table in a cell breaks its lines.
  (sheet) =>
    latex(sheet, (text) =>
      text.length < 8 ? text : `\\begin{tabular}{l} ${wrap(text, 12).join(' \\\\ ')} \\end{tabular}`,
    ),
  // Tags written with entities.
  (sheet) => [
    `&lt;table border=&quot;1&quot;&gt;${rowsOf(sheet)
      .map((row) => `&lt;tr&gt;${row.map(escapedCell).join('')}&lt;/tr&gt;`)
      .join('')}&lt;/table&gt;`,
  ],
];

const escapedCell = ({ text, rowSpan, columnSpan }: SheetCell) =>
  `&lt;td rowspan=&quot;${rowSpan}&quot; colspan=&quot;${columnSpan}&quot;&gt;${text}&lt;/td&gt;`;

function latex(sheet: Sheet, written: (text: string) => string): string[] {
  return [
    `\\begin{tabular}{|${'c|'.repeat(sheet.columns)}}`,
    ...places(sheet).map((row, index) => {
      const cells: string[] = [];
      for (let column = 0; column < row.length; ) {
        const cell = row[column];
        const covering = cell ?? coveringCell(sheet, index, column);
        const text = cell ? (cell.figure ? cell.text : written(cell.text)) : '';
        const rows = cell && cell.rowSpan > 1 ? `\\multirow{${cell.rowSpan}}{*}{${text}}` : text;
        const span = covering?.columnSpan ?? 1;
        cells.push(span > 1 ? `\\multicolumn{${span}}{|c|}{${rows}}` : rows);
        column += span;
      }
      return `\\hline ${cells.join(' & ')} \\\\`;
    }),
    '\\end{tabular}',
  ];
}

function coveringCell(sheet: Sheet, row: number, column: number): SheetCell | undefined {
  return sheet.cells.find(
    (cell) =>
      cell.row <= row &&
      row < cell.row + cell.rowSpan &&
      cell.column <= column &&
      column < cell.column + cell.columnSpan,
  );
}

/** Width of a column between its walls. */
const WIDTH = 14;
const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) >= 0x2e80 ? 2 : 1), 0);

function framed(sheet: Sheet): string[] {
  const lines: string[] = [];
  const at = (row: number, column: number) => coveringCell(sheet, row, column);
  const rule = (row: number) => {
    let line = '';
    for (let column = 0; column < sheet.columns; column++) {
      const goesOn = row > 0 && row < sheet.rows && at(row - 1, column) === at(row, column);
      const inside = goesOn && column > 0 && at(row, column - 1) === at(row, column);
      line += (inside ? ' ' : '+') + (goesOn ? ' ' : '-').repeat(WIDTH);
    }
    return `${line}+`;
  };
  for (let row = 0; row < sheet.rows; row++) {
    lines.push(rule(row));
    const cells = [...new Set(Array.from({ length: sheet.columns }, (_, column) => at(row, column)!))];
    const texts = cells.map((cell) => {
      const width = WIDTH * cell.columnSpan + cell.columnSpan - 1;
      const text = cell.row === row ? (cell.figure ? [cell.text] : wrap(cell.text, width - 2)) : [];
      return { text, width };
    });
    const height = Math.max(1, ...texts.map((each) => each.text.length));
    for (let i = 0; i < height; i++)
      lines.push(
        `|${texts.map(({ text, width }) => ` ${text[i] ?? ''}${' '.repeat(Math.max(0, width - 1 - widthOf(text[i] ?? '')))}`).join('|')}|`,
      );
  }
  lines.push(rule(sheet.rows));
  return lines;
}

/** Frames of programs that count characters, whatever their width, and write no spans. */
function framedByCharacters(sheet: Sheet): string[] {
  const rows = places(sheet).map((row) => Array.from(row, (cell) => cell?.text ?? ''));
  const widths = Array.from({ length: sheet.columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]!.length)),
  );
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`;
  const lines = rows.map((row) => `| ${row.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`);
  return [rule, ...lines.flatMap((line) => [line, rule])];
}

/** A report whose tables are all written in one such style. */
export function partedText(random: Random, { pieces }: Pieces, kind: 'text' | 'markdown'): string {
  const style = random.pick(kind === 'text' ? TEXT : MARKDOWN);
  return pieces.flatMap((piece) => (piece.type === 'line' ? [piece.text, ''] : [...style(piece.sheet), ''])).join('\n');
}
