/**
 * Tables of a PDF with rules across and none down, of which each cell has its own rule above and below it, as programs draw them that
 * compose a page cell by cell: on paper these are one line, but in the file columns begin and end where they do. Where cells that
 * meet share a rule, it may be cut at the borders of columns, and cells over several columns do not show: nothing follows there.
 */
import type { Meter } from '../limits';
import { cellAtPoint, type Lattice, latticesOf } from './grid';
import type { Glyph } from './page';
import type { Rule } from './rules';
import { rowsOf } from './text';

/** Rules of cells that meet are no further apart, in points, with the room that a program leaves between cells. */
const NEAR = 3.5;
/** What is shorter is a dot or a dash. */
const SHORTEST = 8;
/** A page with more is a drawing. */
const MOST_RULES = 3000;
/** Rules that are side by side at one height show columns. */
const FEWEST_COLUMNS = 2;
/** Characters of one word are no further apart, and those of one cell, as shares of their size. */
const IN_WORD = 0.2;
const IN_CELL = 2;

export interface RuledPage {
  readonly rules: readonly Rule[];
  readonly glyphs: readonly Glyph[];
}

/** By page, the sides of cells that only the ends of their rules show: of all tables of a file, or of none. */
export function openSides(pages: readonly RuledPage[], meter: Meter): Rule[][] {
  const none = pages.map(() => []);
  const sides: Rule[][] = [];
  let meeting = false;
  for (const page of pages) {
    const tables = tablesOf(page, meter);
    if (!tables) return none;
    sides.push(tables.flatMap((table) => table.sides));
    meeting ||= tables.some(({ rows }) => rows > 1);
  }
  // Rows that do not meet may share their rules with what is between them.
  return meeting ? sides : none;
}

/** Rules at one height. */
interface Level {
  readonly at: number;
  readonly rules: readonly Rule[];
}

interface Table {
  readonly rows: number;
  readonly sides: readonly Rule[];
}

/** The tables of a page; undefined where rules side by side are not those of cells. */
function tablesOf({ rules, glyphs }: RuledPage, meter: Meter): Table[] | undefined {
  const across = rules.filter((rule) => rule.horizontal && rule.to - rule.from >= SHORTEST);
  if (across.length > MOST_RULES) return undefined;
  const down = rules.filter((rule) => !rule.horizontal && rule.to - rule.from >= SHORTEST);
  const levels = levelsOf(across);
  const tables: Table[] = [];
  for (let i = 0; i < levels.length; i++) {
    const found = cellsFrom(levels, i, meter);
    const { at } = levels[i]!;
    if (!found) {
      const isAlone = !down.some(({ from, to }) => from <= at + NEAR && to >= at - NEAR);
      if (isAlone && levels[i]!.rules.length >= FEWEST_COLUMNS) return undefined;
      continue;
    }
    const { cells, end } = found;
    const bottom = levels[end]!.at;
    i = end;
    // Tables with rules down show their sides themselves.
    if (down.some(({ from, to }) => from < bottom + NEAR && to > at - NEAR)) continue;
    if (cells.length < FEWEST_COLUMNS) continue;
    const sides = cells.flatMap(({ left, right, top, bottom }) =>
      [left, right].map((x): Rule => ({ horizontal: false, at: x, from: top, to: bottom })),
    );
    const own = across.filter((rule) => rule.at > at - NEAR && rule.at < bottom + NEAR);
    const [lattice, ...others] = latticesOf([...own, ...sides], meter);
    if (!lattice || others.length > 0 || !holdsText(lattice, glyphs)) return undefined;
    tables.push({ rows: new Set(cells.map(({ top }) => top)).size, sides });
  }
  return tables;
}

function levelsOf(across: readonly Rule[]): Level[] {
  const levels: Rule[][] = [];
  for (const rule of [...across].sort((a, b) => a.at - b.at)) {
    const level = levels.at(-1);
    if (level && rule.at - level[0]!.at <= NEAR) level.push(rule);
    else levels.push([rule]);
  }
  return levels.map((rules) => ({ at: rules.reduce((sum, { at }) => sum + at, 0) / rules.length, rules }));
}

interface OpenCell {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

interface Cell extends OpenCell {
  readonly bottom: number;
}

/**
 * The cells of the table whose first rules are at a level, and the level of its last ones. At each level the rules that are as long as a
 * cell above end it; on all others cells begin, side by side with those that go on. Undefined where they do not fit.
 */
function cellsFrom(levels: readonly Level[], start: number, meter: Meter): { cells: Cell[]; end: number } | undefined {
  const cells: Cell[] = [];
  let open: OpenCell[] = [];
  for (let i = start; i < levels.length; i++) {
    const { at, rules } = levels[i]!;
    meter.checkTime();
    const left = [...rules];
    const takes = (cell: OpenCell) => {
      const own = left.findIndex(
        ({ from, to }) => Math.abs(from - cell.left) <= NEAR && Math.abs(to - cell.right) <= NEAR,
      );
      if (own >= 0) left.splice(own, 1);
      return own >= 0;
    };
    const ended = open.filter(takes);
    for (const cell of ended) cells.push({ ...cell, bottom: at });
    const extent = [...cells, ...open];
    const [first, last] = [Math.min(...extent.map((cell) => cell.left)), Math.max(...extent.map((cell) => cell.right))];
    open = open.filter((cell) => !ended.includes(cell));
    // Left of the table so far: the last piece of a cell over several rows, which began on the page before.
    const torn = i > start ? left.filter(({ to }) => to <= first + NEAR) : [];
    for (const { from, to } of torn.slice(0, 1)) {
      cells.push({ left: from, right: to, top: levels[start]!.at, bottom: at });
      left.splice(
        left.findIndex((rule) => rule.from === from && rule.to === to),
        1,
      );
    }
    if (left.length === 0 && (open.length === 0 || (i === levels.length - 1 && ended.length > 0)))
      return { cells: [...cells, ...open.map((cell) => ({ ...cell, bottom: at }))], end: i };
    open.push(...left.map(({ from, to }) => ({ left: from, right: to, top: at })));
    open.sort((a, b) => a.left - b.left);
    const isWhole = open.every((cell, k) => k === 0 || Math.abs(cell.left - open[k - 1]!.right) <= NEAR);
    const isWide = i === start || open.at(-1)!.right >= last - NEAR;
    if (!isWhole || !isWide) return undefined;
  }
  return undefined;
}

/** Whether the text of a table stands within its cells: none goes over a side, and no two pieces far apart in one cell. */
function holdsText(lattice: Lattice, glyphs: readonly Glyph[]): boolean {
  const cellOf = ({ left, right, top, bottom }: Glyph, place = 0.5) =>
    cellAtPoint(lattice, left + (right - left) * place, (top + bottom) / 2);
  const isCut = (glyph: Glyph) => cellOf(glyph, 0.2) !== cellOf(glyph, 0.8);
  const inside = glyphs.filter((glyph) => cellOf(glyph) >= 0);
  if (inside.some(isCut)) return false;
  return rowsOf(inside.filter(({ direction }) => direction === 'right')).every((row) =>
    row.every((glyph, i) => {
      const before = row[i - 1];
      if (!before) return true;
      const gap = (glyph.left - before.right) / Math.max(glyph.size, before.size);
      return cellOf(before) === cellOf(glyph) ? gap < IN_CELL : gap > IN_WORD;
    }),
  );
}
