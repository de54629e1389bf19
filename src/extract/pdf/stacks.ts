/** Words of a PDF page each of whose characters has a line of its own, as in a cell as narrow as one: "三、本年度办理结果" beside the rows of a table. */
import type { Glyph } from './page';

/** Fewer may be a heading of a narrow column, whose lines are those of the headings beside it. */
const FEWEST = 7;
/** Shares of their size: the characters stand below each other, so far apart, and nothing is near at their sides. */
const BELOW = 0.25;
const NEXT = { from: 0.8, to: 2.5 };
const BESIDE = 0.8;
/** Characters stand on one line whose tops are nearer than this share of their size. */
const ON_LINE = 0.5;
const CHARACTER = /[\p{Script=Han}、]/u;
/** Larger characters, in points, are no label's; nor are those that are so much wider than high. A damaged file may have any. */
const LARGEST = 48;
const WIDEST = 2;
/** A page with more characters is a drawing. */
const MOST = 20_000;
/** Side of a square of the page, in points, in which those at its sides are looked for. */
const SQUARE = 16;

/** Such words, their characters from top to bottom. */
export function stacksOf(glyphs: readonly Glyph[]): Glyph[][] {
  if (glyphs.length > MOST) return [];
  const squares = new Map<string, Glyph[]>();
  const [across, down] = [(x: number) => Math.floor(x / SQUARE), (y: number) => Math.floor(y / SQUARE)];
  for (const glyph of glyphs) {
    const key = `${across(glyph.left)} ${down(glyph.top)}`;
    const square = squares.get(key);
    if (square) square.push(glyph);
    else squares.set(key, [glyph]);
  }
  const isApart = (glyph: Glyph): boolean => {
    const [left, right] = [glyph.left - (1 + BESIDE) * glyph.size, glyph.right + BESIDE * glyph.size];
    for (let x = across(left); x <= across(right); x++)
      for (let y = down(glyph.top - glyph.size); y <= down(glyph.bottom); y++)
        for (const other of squares.get(`${x} ${y}`) ?? [])
          if (other !== glyph && other.left < right && other.right > left + glyph.size && areOnLine(glyph, other))
            return false;
    return true;
  };
  const isUsual = ({ size, left, right }: Glyph) => size <= LARGEST && right - left <= WIDEST * size;
  const apart = glyphs.filter((glyph) => CHARACTER.test(glyph.text) && isUsual(glyph) && isApart(glyph));
  return columnsOf(apart)
    .flatMap(partsOf)
    .filter(({ length }) => length >= FEWEST);
}

/** Characters at one place across, by columns. */
function columnsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const columns: Glyph[][] = [];
  for (const glyph of [...glyphs].sort((a, b) => a.left - b.left)) {
    const first = columns.at(-1)?.[0];
    if (first && glyph.left - first.left < BELOW * first.size) columns.at(-1)!.push(glyph);
    else columns.push([glyph]);
  }
  return columns;
}

/** A column's characters from top to bottom, those that follow each other as one. */
function partsOf(column: readonly Glyph[]): Glyph[][] {
  const parts: Glyph[][] = [];
  for (const glyph of [...column].sort((a, b) => a.top - b.top)) {
    const last = parts.at(-1)?.at(-1);
    const apart = last && (glyph.top - last.top) / last.size;
    if (apart !== undefined && apart > NEXT.from && apart < NEXT.to) parts.at(-1)!.push(glyph);
    else parts.push([glyph]);
  }
  return parts;
}

function areOnLine(a: Glyph, b: Glyph): boolean {
  return Math.abs(a.top - b.top) < ON_LINE * Math.min(a.size, b.size);
}
