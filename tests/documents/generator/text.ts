/**
 * Sheets as the text that extractors give: with the layout kept, following the flow, or one cell a line.
 */

import type { Sheet, SheetCell } from './layout';
import type { Random } from './random';

const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0);

/** The text in lines no wider than so many columns. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    if (widthOf(line + char) > width && line !== '') {
      lines.push(line);
      line = '';
    }
    line += char;
  }
  lines.push(line);
  return lines.map((each) => each.trim());
}

/** Lines that stand between the rows of a table at a page's end: its number, a running title, the header again. */
export function pageBreak(
  random: Random,
  page: number,
  running: string,
  header: readonly string[],
  harsh: boolean,
): string[] {
  const lines =
    harsh && random.chance(0.3)
      ? [String(page)]
      : [random.pick([`-${page}-`, `— ${page} —`, `- ${page} -`, `第 ${page} 页`, `第${page}页 共9页`])];
  if (harsh && random.chance(0.3)) lines.push(running);
  if (random.chance(0.3)) lines.push(...header);
  return lines;
}

/**
 * The sheet drawn on paper, as an extractor that keeps the layout prints it: every cell's text wrapped to its width and set in
 * the middle (or at the top) of its rows.
 */
export function drawn(random: Random, sheet: Sheet, widths: readonly number[]): string[] {
  const middle = random.chance(0.8);
  const heights = new Array<number>(sheet.rows).fill(1);
  const texts = new Map<SheetCell, string[]>();
  const widthFor = (cell: SheetCell) =>
    widths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, width) => sum + width, 0) - 2;
  for (const cell of sheet.cells) {
    const lines = cell.text === '' ? [] : wrap(cell.text, Math.max(2, widthFor(cell)));
    texts.set(cell, lines);
    if (cell.rowSpan === 1) heights[cell.row] = Math.max(heights[cell.row]!, lines.length);
  }
  for (const cell of sheet.cells) {
    const rows = heights.slice(cell.row, cell.row + cell.rowSpan);
    const need = texts.get(cell)!.length - rows.reduce((sum, height) => sum + height, 0);
    if (need > 0) heights[cell.row + cell.rowSpan - 1]! += need;
  }
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((sum, height) => sum + height, 0));
  const total = heights.reduce((sum, height) => sum + height, 0);
  const canvas: { at: number; text: string }[][] = Array.from({ length: total }, () => []);
  for (const cell of sheet.cells) {
    const lines = texts.get(cell)!;
    const height = heights.slice(cell.row, cell.row + cell.rowSpan).reduce((sum, each) => sum + each, 0);
    const offset = middle || cell.figure ? Math.floor((height - lines.length) / 2) : 0;
    const left = widths.slice(0, cell.column).reduce((sum, width) => sum + width, 0);
    for (const [i, line] of lines.entries()) {
      const indent = cell.figure ? Math.floor((widthFor(cell) + 2 - widthOf(line)) / 2) : 0;
      canvas[tops[cell.row]! + offset + i]!.push({ at: left + indent, text: line });
    }
  }
  return canvas.map((pieces) => {
    let line = '';
    for (const { at, text } of pieces.sort((a, b) => a.at - b.at))
      line += `${' '.repeat(Math.max(widthOf(line) === 0 ? at : 1, at - widthOf(line)))}${text}`;
    return line;
  });
}

/** How the flow prints a row's figures beside its label. */
export interface FlowStyle {
  readonly labelWidth: number;
  /** Figures after the label's last line on the same line, on the next line, or between the label's lines. */
  readonly figures: 'same' | 'next' | 'between' | 'before';
  /** No blank between a label and its first figure. */
  readonly glued: boolean;
  /** The last figure falls on a line of its own, of wrapped rows. */
  readonly lastApart: boolean;
  readonly groups: 'before' | 'wrapped' | 'letters';
}

export function flowStyle(random: Random): FlowStyle {
  return {
    labelWidth: random.pick([24, 30, 38, 60]),
    figures: random.pick(['same', 'same', 'next', 'between', 'before']),
    glued: random.chance(0.15),
    lastApart: random.chance(0.3),
    groups: random.pick(['before', 'wrapped', 'letters']),
  };
}

/** The sheet in reading order: header cells in lines, each row's label and then its figures. */
export function flowed(random: Random, sheet: Sheet, style: FlowStyle): string[] {
  const lines: string[] = [];
  const figureRows = new Set(sheet.cells.filter((cell) => cell.figure).map((cell) => cell.row));
  for (let row = 0; row < sheet.rows; row++) {
    const own = sheet.cells.filter((cell) => cell.row === row);
    if (!figureRows.has(row)) {
      for (const cell of own) {
        const pieces =
          cell.text.length > 3 && cell.columnSpan === 1 && random.chance(0.5) ? wrap(cell.text, 4) : [cell.text];
        lines.push(...pieces);
      }
      continue;
    }
    const labels = own.filter((cell) => !cell.figure);
    const label = labels
      .filter((cell) => cell.rowSpan === 1)
      .map((cell) => cell.text)
      .join('');
    for (const group of labels.filter((cell) => cell.rowSpan > 1))
      lines.push(...(style.groups === 'before' ? [group.text] : wrap(group.text, style.groups === 'wrapped' ? 8 : 2)));
    const wrapped = label === '' ? [] : wrap(label, style.labelWidth);
    const figures = own.filter((cell) => cell.figure && cell.text !== '').map((cell) => cell.text);
    const apart = style.lastApart && wrapped.length > 1 && figures.length > 1;
    const run = [(apart ? figures.slice(0, -1) : figures).join(' '), ...(apart ? [figures.at(-1)!] : [])].filter(
      (text) => text !== '',
    );
    if (style.figures === 'between' && wrapped.length > 1)
      lines.push(...wrapped.slice(0, 1), ...run, ...wrapped.slice(1));
    else if (style.figures === 'same' && wrapped.length > 0 && run.length > 0)
      lines.push(...wrapped.slice(0, -1), `${wrapped.at(-1)}${style.glued ? '' : ' '}${run[0]}`, ...run.slice(1));
    else if (style.figures === 'before') lines.push(...run, ...wrapped);
    else lines.push(...wrapped, ...run);
  }
  return lines;
}

/** One cell a line; blank cells leave nothing. */
export function cellByCell(sheet: Sheet): string[] {
  return sheet.cells.map((cell) => cell.text).filter((text) => text !== '');
}
