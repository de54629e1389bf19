/**
 * Sheets as HTML tables with the noise of real pages, and as grids of converters that do not know spans.
 */
import type { Grid, GridCell } from '../../../src/extract/document';
import type { Sheet } from './layout';
import type { Random } from './random';

const FONTS = ['仿宋_GB2312', 'FangSong', '宋体', 'Times New Roman'];

export function htmlTable(random: Random, sheet: Sheet, noise: number, faults = 0): string {
  const rows: string[] = [];
  for (let row = 0; row < sheet.rows; row++) {
    const cells = sheet.cells
      .filter((cell) => cell.row === row)
      .map((cell) => {
        // Hand-made pages forget spans; a browser then draws the row's cells further left.
        const forgotten = !cell.figure && cell.columnSpan > 1 && cell.row >= sheet.header && random.chance(faults);
        const spans = `${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}${cell.columnSpan > 1 && !forgotten ? ` colspan="${cell.columnSpan}"` : ''}`;
        const text =
          cell.text === '' ? random.pick(['&nbsp;', '', '<p>&nbsp;</p>', '<span> </span>']) : markup(cell.text);
        return `<td${spans}${random.chance(noise) ? ` style="width:${random.integer(20, 90)}px;border:1px solid"` : ''}>${wrapNoise(random, text, noise)}</td>`;
      });
    rows.push(`<tr>${cells.join('')}</tr>`);
  }
  return `<table border="1"><tbody>${rows.join('\n')}</tbody></table>`;
}

function markup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function wrapNoise(random: Random, text: string, noise: number): string {
  if (!random.chance(noise)) return text;
  const font = `<span style="font-family:${random.pick(FONTS)};font-size:${random.integer(9, 16)}pt">`;
  // Word splits a run wherever the language or font changes.
  if (text.length > 3 && !text.startsWith('<') && !text.includes('&') && random.chance(0.5)) {
    const at = random.integer(1, text.length - 1);
    return `<p>${font}${text.slice(0, at)}</span>${font}${text.slice(at)}</span></p>`;
  }
  return `<p align="center">${font}${text}</span></p>`;
}

export function htmlPage(random: Random, title: string, parts: readonly string[], date: string): string {
  const body = parts.map((part) => (part.startsWith('<table') ? part : `<p>${markup(part)}</p>`)).join('\n');
  const table = random.chance(0.4)
    ? `<table><tr><td>索引号：</td><td>00${random.integer(1000, 9999)}/2023-0001</td><td>发布日期：</td><td>${date}</td></tr></table>`
    : `<p>发布日期：${date}</p>`;
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body><div class="nav"><a href="/">首页</a> &gt; <a href="/xxgk">政府信息公开年报</a></div><h1>${title}</h1>${table}<div class="content">${body}</div></body></html>`;
}

/** The sheet as converters write it that do not know spans: a spanned cell's text stands once, or again in each place. */
export function spanless(sheet: Sheet, repeat: boolean, line: number): Grid {
  const cells: GridCell[] = [];
  for (const cell of sheet.cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const first = row === cell.row && column === cell.column;
        cells.push({
          text: first || repeat ? cell.text : '',
          row,
          column,
          rowSpan: 1,
          columnSpan: 1,
          line: line + row,
        });
      }
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { type: 'grid', cells, rows: sheet.rows, columns: sheet.columns, line };
}

export function spanned(sheet: Sheet, line: number): Grid {
  return {
    type: 'grid',
    cells: sheet.cells.map(({ text, row, column, rowSpan, columnSpan }) => ({
      text,
      row,
      column,
      rowSpan,
      columnSpan,
      line: line + row,
    })),
    rows: sheet.rows,
    columns: sheet.columns,
    line,
  };
}

/** A spanless grid as a pipe table of Markdown. */
export function pipeTable(grid: Grid): string {
  const rows: string[][] = Array.from({ length: grid.rows }, () => new Array<string>(grid.columns).fill(''));
  for (const cell of grid.cells) rows[cell.row]![cell.column] = cell.text.replaceAll('|', '\\|');
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  return [line(rows[0]!), line(rows[0]!.map(() => '---')), ...rows.slice(1).map(line)].join('\n');
}
