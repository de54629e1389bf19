/**
 * Table 2 of which every figure is printed, in text that follows the flow of a page (poppler's order). It has no sums, and an
 * extractor may come to any column first: a paragraph is read where as many figures follow the headings of its columns, in every
 * column, as these have rows; or where figures and headings of its columns come in turns, or cells one by one behind all of them,
 * before anything of another paragraph.
 */
import { type EditionId, edition } from '../../form/editions';
import { TABLE2_COLUMNS } from '../../form/rows';
import { isNumbering, lettersOf, plain } from '../printed/characters';
import { type Figure, type Piece, stretchNumbers, type Token } from '../printed/tokens';

const TITLE = /主动公开政府信息情况/;
const NEXT_SECTION = /收到和?处理/;
/** Columns whose headings may be told by how they begin or end only. */
const SHORTEST = 4;

/** Figures that follow each other in a stretch between blank lines, with the headings that stand directly before them. */
interface Run {
  readonly heads: readonly Head[];
  readonly figures: readonly Figure[];
  /** Headings that stand before it, in the whole text. */
  readonly seen: readonly Head[];
  /** No text stands between the run before it and this one. */
  readonly next: boolean;
}

/** A heading of the table: that of a column of a paragraph. */
interface Head {
  readonly paragraph: number;
  readonly column: number;
  /** The stretch that it stands in. */
  readonly stretch: number;
  /** The paragraph whose title stands above it there. */
  readonly under: number | undefined;
}

/** By row, the figures of its columns in the order of the form; only rows that are known in full. */
export function proactiveOfFlow(tokens: readonly Token[], form: EditionId): ReadonlyMap<string, readonly Figure[]> {
  const known = new Map<string, readonly Figure[]>();
  const paragraphs = edition(form).table2.map((block) => ({
    rows: block.rows.map(({ id }) => id),
    columns: block.columns.map(({ id }) => id),
  }));
  const part = partOf(tokens);
  if (!part) return known;
  const size = paragraphs.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
  // A figure too many or too few may be of any place.
  if (part.filter((token) => token.type === 'figure').length !== size) return known;
  const heads = headsOf(part, paragraphs);
  if (!heads) return known;
  const runs = runsOf(part, heads);
  const all = [...heads.values()];
  // Figures before all headings are above their own; those behind a heading are then the next paragraph's.
  const standAbove = runs[0]?.seen.length === 0;
  const put = (rows: readonly string[], cells: Cells | undefined) => {
    if (cells) for (const [i, row] of rows.entries()) known.set(row, cells[i]!);
  };
  for (const [paragraph, { rows, columns }] of paragraphs.entries()) {
    const own = all.filter((head) => head.paragraph === paragraph);
    const isSure = !standAbove && own.every((head) => isKnown(head, columns[head.column]!, all, paragraphs));
    if (isSure) put(rows, named(paragraph, rows.length, columns.length, runs));
  }
  const { rows, columns } = paragraphs[0]!;
  const rest = paragraphs.slice(1);
  const hasColumnsInTurn = rest.every((each) => each.columns.length === 1);
  if (!known.has(rows[0]!)) {
    if (hasColumnsInTurn) put(rows, columnsInTurn(rows.length, columns.length, runs));
    put(rows, cellsInTurn(rows.length, columns.length, runs, all));
  }
  // What is left stands in one column, from top to bottom.
  const first = rows.flatMap((row) => known.get(row) ?? []);
  if (first.length > 0 && hasColumnsInTurn) {
    const left = part.filter((token): token is Figure => token.type === 'figure' && !first.includes(token));
    const ids = rest.flatMap((each) => each.rows);
    const starts = rest.map((each) => ids.indexOf(each.rows[0]!));
    const isBelow = left[0]!.row > Math.max(...first.map(({ row }) => row));
    const agrees = runs.every(
      ({ heads: [head], figures }) => !head || head.paragraph === 0 || left[starts[head.paragraph - 1]!] === figures[0],
    );
    if (isBelow && agrees)
      put(
        ids,
        left.map((figure) => [figure]),
      );
  }
  return known;
}

type Cells = readonly (readonly Figure[])[];

interface Paragraph {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** Whether a heading is plainly its paragraph's: no other has this name, or all of these follow each other, or its title is above it. */
function isKnown(head: Head, column: string, all: readonly Head[], paragraphs: readonly Paragraph[]): boolean {
  if (head.under === head.paragraph) return true;
  const same = all.filter((each) => paragraphs[each.paragraph]!.columns[each.column] === column);
  return (
    same.every((each) => each.stretch === head.stretch) ||
    (same.length === 2 &&
      column === 'decisions' &&
      head.under === undefined &&
      paragraphs[head.paragraph]!.columns.length === 1)
  );
}

const lettersIn = (piece: Piece): string => piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');

/** The letters of the section; none where it is not there. */
export function sectionLetters(tokens: readonly Token[]): string {
  return (partOf(tokens) ?? []).map((token) => (token.type === 'piece' ? lettersIn(token) : '')).join('');
}

/** The tokens between the title of the section and that of the next one. */
function partOf(tokens: readonly Token[]): readonly Token[] | undefined {
  const isTitle = (token: Token, title: RegExp) => token.type === 'piece' && title.test(lettersIn(token));
  const next = tokens.findLastIndex((token) => isTitle(token, NEXT_SECTION) && token.type === 'piece');
  const start = tokens.slice(0, Math.max(0, next)).findLastIndex((token) => isTitle(token, TITLE));
  return start < 0 ? undefined : tokens.slice(start + 1, next);
}

/** The numerals of the paragraphs of the law by which the table is parted. */
const NUMERALS = '一五六八九';

/** By token, the headings that stand there; undefined where one is missing, or stands twice. */
function headsOf(part: readonly Token[], paragraphs: readonly Paragraph[]): ReadonlyMap<Token, Head> | undefined {
  const spellings = new Map(
    TABLE2_COLUMNS.map(({ id, zh, variants }) => [id, [zh, ...(variants ?? [])].map((each) => lettersOf(each))]),
  );
  const open = paragraphs.flatMap(({ columns }, paragraph) =>
    columns.map((id, column) => ({ paragraph, column, spellings: spellings.get(id)! })),
  );
  const heads = new Map<Token, Head>();
  const stretches = stretchNumbers(part);
  let under: number | undefined;
  for (const [i, token] of part.entries()) {
    if (stretches[i] !== stretches[i - 1]) under = undefined;
    if (token.type !== 'piece') continue;
    const title = /[(]([一五六八九])[)]项/.exec(plain(token.text))?.[1];
    if (title) under = NUMERALS.indexOf(title);
    const letters = lettersIn(token);
    const isHead = (each: string) => letters.length >= SHORTEST && letters.startsWith(each);
    // Headings of the same name come from top to bottom.
    const at = open.findIndex((each) => each.spellings.some(isHead));
    if (at >= 0) {
      const { paragraph, column } = open[at]!;
      heads.set(token, { paragraph, column, stretch: stretches[i]!, under });
      open.splice(at, 1);
    } else if ([...spellings.values()].some((each) => each.some(isHead))) return undefined;
  }
  return open.length === 0 ? heads : undefined;
}

function runsOf(part: readonly Token[], heads: ReadonlyMap<Token, Head>): Run[] {
  const runs: { heads: readonly Head[]; figures: Figure[]; seen: readonly Head[]; next: boolean }[] = [];
  const stretches = stretchNumbers(part);
  let above: Head[] = [];
  const seen: Head[] = [];
  for (const [i, token] of part.entries()) {
    const isNew = stretches[i] !== stretches[i - 1];
    if (isNew) above = [];
    const isNext = part[i - 1]?.type === 'figure';
    const head = heads.get(token);
    if (head) {
      above.push(head);
      seen.push(head);
    }
    if (token.type !== 'figure') continue;
    if (!isNew && isNext) runs.at(-1)!.figures.push(token);
    else runs.push({ heads: above, figures: [token], seen: [...seen], next: isNext });
    above = [];
  }
  return runs;
}

/** A paragraph of which every column is named directly above its figures. */
function named(paragraph: number, rows: number, columns: number, runs: readonly Run[]): Cells | undefined {
  const cells: Figure[][] = Array.from({ length: rows }, () => []);
  let found = 0;
  for (const [i, { heads, figures }] of runs.entries()) {
    if (!heads.some((head) => head.paragraph === paragraph)) continue;
    // More figures without a heading of theirs, behind the label of another row perhaps.
    if (runs[i + 1]?.heads.length === 0) return undefined;
    if (heads.some((head) => head.paragraph !== paragraph) || figures.length !== rows * heads.length) return undefined;
    if (heads.some((head, i) => i > 0 && head.column !== heads[i - 1]!.column + 1)) return undefined;
    if (!isByRows(figures, rows, heads.length)) return undefined;
    for (const [i, figure] of figures.entries())
      cells[Math.floor(i / heads.length)]![heads[i % heads.length]!.column] = figure;
    found += heads.length;
  }
  return found === columns ? cells : undefined;
}

/** The first paragraph column by column, from left to right: no heading stands directly above figures, and each beside its own. */
function columnsInTurn(rows: number, columns: number, runs: readonly Run[]): Cells | undefined {
  const own = runs.slice(0, columns);
  const areColumns = own.every(
    ({ heads, figures, seen }, i) =>
      heads.length === 0 &&
      (figures.length === rows || (i === columns - 1 && figures.length > rows)) &&
      (seen.length === i || seen.length === i + 1) &&
      seen.every((head) => head.paragraph === 0),
  );
  if (!areColumns || own.length < columns) return undefined;
  return Array.from({ length: rows }, (_, row) => own.map((run) => run.figures[row]!));
}

/** The first paragraph cell by cell, behind all of its headings and with no other text among them, if row by row is the same as column by column. */
function cellsInTurn(rows: number, columns: number, runs: readonly Run[], heads: readonly Head[]): Cells | undefined {
  const own = runs.slice(0, rows * columns);
  const areCells = own.every(
    ({ heads: above, figures, seen, next }, i) =>
      above.length === 0 &&
      figures.length === 1 &&
      (i === 0 ? seen.length === columns && seen.every((head) => head.paragraph === 0) : next),
  );
  // An extractor that parts one heading from the others may take its figures before theirs.
  const parts = new Set(heads.filter((head) => head.paragraph === 0).map(({ stretch }) => stretch)).size;
  if (!areCells || own.length < rows * columns || (parts > 1 && parts < columns)) return undefined;
  const cells = own.map((run) => run.figures[0]!);
  if (!isByRows(cells, rows, columns)) return undefined;
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
}

/**
 * Whether figures are known to come by rows: each row is a line, or they are the same by columns. Extractors that come to labels before
 * all figures go through these by rows or by columns.
 */
function isByRows(figures: readonly Figure[], rows: number, columns: number): boolean {
  const lineOf = (row: number) => figures[row * columns]!.row;
  const areLines = figures.every(({ row }, i) => row === lineOf(Math.floor(i / columns)));
  if (areLines && new Set(figures.map(({ row }) => row)).size === rows) return true;
  return figures.every(({ text }, i) => text === figures[(i % columns) * rows + Math.floor(i / columns)]!.text);
}
