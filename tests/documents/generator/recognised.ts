/**
 * Reports as text recognition gives them: Markdown with pipe tables or HTML tables, formulas where figures are, spans written
 * out or forgotten, cells lost, digits taken for letters.
 */
import { cut, type Sheet, type SheetCell } from './layout';
import type { Pieces } from './pieces';
import type { Random } from './random';
import { damagedCells, type Unshown } from './shown';

export interface Recognised {
  readonly text: string;
  /** Something was lost or misread that the page printed. */
  readonly damaged: boolean;
  readonly unshown: Unshown;
}

/** Digits as recognition takes them for other signs. */
const MISREAD: Readonly<Record<string, readonly string[]>> = {
  '0': ['O', 'o', '〇', 'D', '。'],
  '1': ['l', 'I', '丨', '!'],
  '2': ['Z', 'z'],
  '5': ['S', 's'],
  '6': ['b', 'G'],
  '8': ['B', '&'],
  '9': ['g', 'q'],
};

export function recognisedPage(random: Random, { pieces }: Pieces): Recognised {
  const manner = random.pick(['pipes', 'html', 'html'] as const);
  const damage = random.chance(0.35) ? random.pick(['cell', 'digit', 'both'] as const) : undefined;
  const formulas = random.chance(0.25) ? random.pick([0.1, 0.9]) : 0;
  const repeats = random.chance(0.4);
  const trims = random.chance(0.3);
  const headless = random.chance(0.1);
  const bare = random.chance(0.15);
  const newline = random.pick(['<br>', '<br/>', '\\n', '']);
  const pages = random.chance(0.5);
  const parts: string[] = [];
  const unshown = new Set<string>();
  for (const [i, piece] of pieces.entries()) {
    if (piece.type === 'line') {
      parts.push(
        i === 0 || /^[一二三四五六]、/.test(piece.text) ? `${i === 0 ? '#' : '##'} ${piece.text}` : piece.text,
      );
      continue;
    }
    const split = piece.sheet.rows > 20 && random.chance(0.4);
    const sheets = split ? cut(piece.sheet, random.integer(5, piece.sheet.rows - 3)) : [piece.sheet];
    for (const [k, sheet] of sheets.entries()) {
      if (k > 0 && pages)
        parts.push(random.pick([`— ${i} —`, '---', `![](images/page_${i}.jpg)`, `<!-- page ${i} -->`]));
      const whole = wrapped(random, withFormulas(random, sheet, formulas), newline);
      const prepared = damaged(random, whole, damage);
      for (const id of damagedCells(whole, prepared)) unshown.add(id);
      parts.push(manner === 'html' ? htmlTable(prepared) : pipes(random, prepared, { repeats, trims, headless, bare }));
    }
  }
  return { text: parts.join('\n\n'), damaged: damage !== undefined, unshown };
}

function withFormulas(random: Random, sheet: Sheet, share: number): Sheet {
  if (share === 0) return sheet;
  const of = (cell: SheetCell): SheetCell => {
    if (!random.chance(share)) return cell;
    if (cell.figure && /^\d+$/.test(cell.text))
      return { ...cell, text: random.pick([`$${cell.text}$`, `$ ${cell.text} $`, `\\(${cell.text}\\)`]) };
    if (!cell.figure && /^\d\./.test(cell.text)) return { ...cell, text: cell.text.replace(/^(\d)\./, '$1\\.') };
    return cell;
  };
  return { ...sheet, cells: sheet.cells.map(of) };
}

/** Labels over several lines of their cell. */
function wrapped(random: Random, sheet: Sheet, newline: string): Sheet {
  return {
    ...sheet,
    cells: sheet.cells.map((cell) => {
      if (cell.figure || cell.text.length < 6 || !random.chance(0.25)) return cell;
      const at = random.integer(2, cell.text.length - 2);
      return { ...cell, text: cell.text.slice(0, at) + newline + cell.text.slice(at) };
    }),
  };
}

/** Tables in HTML whose labels and headings span other rows and columns than on the page: one or two of them, or a third. */
export function misspannedPage(random: Random, { pieces }: Pieces): Recognised {
  const share = random.pick(['few', 'few', 'many'] as const);
  const damage = random.chance(0.3) ? random.pick(['cell', 'digit', 'both'] as const) : undefined;
  const split = random.chance(0.2);
  const unshown = new Set<string>();
  const parts = pieces.flatMap((piece) => {
    if (piece.type === 'line') return [piece.text];
    const { rows } = piece.sheet;
    const sheets = split && rows > 20 ? cut(piece.sheet, random.integer(5, rows - 3)) : [piece.sheet];
    return sheets.map((sheet) => {
      const made = damaged(random, sheet, damage);
      for (const id of damagedCells(sheet, made)) unshown.add(id);
      return htmlTable(misspanned(random, made, share));
    });
  });
  return { text: parts.join('\n\n'), damaged: true, unshown };
}

function misspanned(random: Random, sheet: Sheet, share: 'few' | 'many'): Sheet {
  const spanning = sheet.cells.filter((cell) => !cell.figure && cell.rowSpan * cell.columnSpan > 1);
  if (spanning.length === 0) return sheet;
  const few = new Set([random.pick(spanning), random.pick(spanning)]);
  const off = (span: number) => Math.max(1, span + random.pick([-1, 1, -1, 1, -2]));
  const cells = sheet.cells.map((cell): SheetCell => {
    if (!spanning.includes(cell) || !(share === 'few' ? few.has(cell) : random.chance(0.3))) return cell;
    if (cell.rowSpan > 1 && (cell.columnSpan === 1 || random.chance(0.5)))
      return { ...cell, rowSpan: off(cell.rowSpan) };
    return { ...cell, columnSpan: off(cell.columnSpan) };
  });
  return { ...sheet, cells };
}

/** One row loses a figure's cell; some digits are taken for other signs. */
function damaged(random: Random, sheet: Sheet, damage: 'cell' | 'digit' | 'both' | undefined): Sheet {
  let cells = [...sheet.cells];
  if (damage === 'digit' || damage === 'both')
    cells = cells.map((cell) => {
      if (!cell.figure || !random.chance(0.03)) return cell;
      const at = random.integer(0, Math.max(0, cell.text.length - 1));
      const signs = MISREAD[cell.text[at] ?? ''];
      return signs ? { ...cell, text: cell.text.slice(0, at) + random.pick(signs) + cell.text.slice(at + 1) } : cell;
    });
  if ((damage === 'cell' || damage === 'both') && sheet.columns > 5) {
    const lost = random.pick(cells.filter((cell) => cell.figure));
    cells = cells
      .filter((cell) => cell !== lost)
      .map((cell) =>
        cell.row === lost.row && cell.column > lost.column ? { ...cell, column: cell.column - 1 } : cell,
      );
  }
  return { ...sheet, cells };
}

function htmlTable(sheet: Sheet): string {
  const rows = Array.from({ length: sheet.rows }, (_, row) =>
    sheet.cells
      .filter((cell) => cell.row === row)
      .sort((a, b) => a.column - b.column)
      .map(
        ({ rowSpan, columnSpan, text }) =>
          `<td${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}>${text}</td>`,
      )
      .join(''),
  );
  return `<html><body><table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table></body></html>`;
}

interface PipeManner {
  /** A spanned cell's text stands in each place. */
  readonly repeats: boolean;
  /** Blank cells at a row's end are left out. */
  readonly trims: boolean;
  /** The header's last row is taken for all of it. */
  readonly headless: boolean;
  /** No line below the header. */
  readonly bare: boolean;
}

function pipes(random: Random, sheet: Sheet, { repeats, trims, headless, bare }: PipeManner): string {
  const rows: string[][] = Array.from({ length: sheet.rows }, () => []);
  for (const cell of sheet.cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        rows[row]![column] =
          (row === cell.row && column === cell.column) || repeats ? cell.text.replaceAll('|', '\\|') : '';
  const widest = sheet.columns;
  const line = (texts: readonly string[]) => {
    const cells = Array.from(texts, (text) => text ?? '');
    while (trims && cells.length > 1 && cells.at(-1) === '') cells.pop();
    return `| ${cells.join(' | ')} |`;
  };
  const shown = headless && sheet.header > 1 ? rows.slice(sheet.header - 1) : rows;
  const rule = `|${random.pick([' --- |', ':-:|', '---|']).repeat(widest)}`;
  return [line(shown[0]!), ...(bare ? [] : [rule]), ...shown.slice(1).map(line)].join('\n');
}
