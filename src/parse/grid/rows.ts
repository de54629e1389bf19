/**
 * Which rows of grids are which rows of the form: labels compared cell by cell, the rows in the order of the form.
 */
import type { GridCell } from '../../extract/document';
import { TABLE3_GROUPS } from '../../form/rows';
import { isNumbering, lettersOf, plain, symbolsOf } from '../printed/characters';
import { heaviestChain } from '../printed/heaviest-chain';
import type { LabelPattern } from '../printed/labels';
import { likenessOf } from '../printed/likeness';
import type { Value } from '../printed/values';
import { cellValue, isBlankCell, type MatrixRow, splitRow, textsOf } from './matrix';

/** A row of a grid whose label is known. */
export interface NamedRow {
  readonly row: string;
  readonly at: MatrixRow;
  /** The row of the grid that the label goes on in (over a page break). */
  readonly rest?: MatrixRow;
  /** 0 to 1. */
  readonly likeness: number;
  readonly labels: readonly GridCell[];
  readonly after: readonly GridCell[];
  /** Cells that stand in several rows of the form. */
  readonly shared?: ReadonlySet<GridCell>;
  /** Its place tells which row it is, and what is left of its label does not contradict that. */
  readonly isPlaced?: true;
  /** Its label's cell holds another row's label, too: the figures beside it may be that row's. */
  readonly isTwofold: boolean;
  /** Nothing says which of its cells are its figures. */
  readonly isUnclear?: true;
}

const groupLetters = new Map(TABLE3_GROUPS.map((group) => [group.id, lettersOf(group.zh)]));

/** What of the label cells' texts could be the row's own label: the last, and with the ones before it. */
function endings(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (let from = texts.length - 1; from >= Math.max(0, texts.length - 3); from--)
    found.add(lettersOf(texts.slice(from).join('')));
  return [...found];
}

/** A shorter label may be a part of other words. */
const SHORTEST_LABEL = 4;

/** Whether the letters that a row's label ends hold another row's label before it: two rows in one cell. */
function isTwofold(letters: string, own: LabelPattern, patterns: readonly LabelPattern[]): boolean {
  const before = own.letters
    .filter((label) => label.length <= letters.length)
    .map((label) => letters.slice(0, -label.length));
  if (before.length === 0) return false;
  const shortest = before.reduce((a, b) => (a.length < b.length ? a : b));
  return (
    patterns.some(
      (other) =>
        other !== own && other.letters.some((label) => label.length >= SHORTEST_LABEL && shortest.includes(label)),
    ) ||
    (shortest.length >= SHORTEST_LABEL &&
      bestOf(
        [shortest],
        patterns.filter((other) => other !== own),
      ) >= PLAINLY)
  );
}

/** Whether a label ends with a number, while a figure is missing behind it: recognition put that in the label's cell. */
function holdsFigure(label: string, after: readonly GridCell[]): boolean {
  const [first] = after;
  const text = plain(label).trim();
  // Figures with something between them that is none are taken for a label's cell.
  const isFigures = lettersOf(text) === '' && /^\d[\d,.]*\s.*\d/s.test(text);
  return (!first || isBlankCell(first)) && (isFigures || /[㐀-鿿)”"]\s*\d[\d,.\s]*$/.test(text));
}

interface Candidate {
  readonly named: NamedRow;
  readonly order: number;
  readonly place: number;
  readonly score: number;
}

/** A row's cells divided so that words where a figure should be ("暂无", "见附件") are no part of the label. */
function labelled(row: MatrixRow, patterns: readonly LabelPattern[]): ReturnType<typeof splitRow> {
  const split = splitRow(row);
  const { labels, after } = split;
  if (labels.length < 2) return split;
  const specked = besideSpeck(row, labels, patterns);
  if (specked) return specked;
  const whole = endings(textsOf(labels));
  // Most labels are printed as the form has them.
  const exact = patterns.some((pattern) => pattern.letters.some((letters) => whole.includes(letters)));
  if (exact) return split;
  const likeness = best(labels, patterns);
  for (let count = Math.min(labels.length - 1, MOST_LABEL_CELLS); count > 0; count--) {
    const first = labels.slice(0, count);
    // A span that is written out repeats the label, perhaps misspelt.
    const isLabel = best(labels.slice(count), patterns) >= PLAINLY;
    if (isLabel || best(first, patterns) < Math.max(PLAINLY, likeness)) continue;
    const end = row.cells.indexOf(first.at(-1)!) + 1;
    const between = row.cells.slice(end, row.cells.length - after.length);
    const unit = between.findLastIndex(isUnit);
    const words = between.filter((cell, i) => !isUnit(cell) && !(i < unit && isBlankCell(cell)));
    return { labels: first, after: [...words, ...after] };
  }
  return split;
}

/** A number of labels, which stands in a figure's cell where recognition saw a speck behind it ("0."); the form's go to eight. */
const NUMBER = /^\d[\d,]*[.、．]$/;
const isNumberOfRow = (text: string): boolean => /^[1-8][.、．]$/.test(text);

/** The cells of a row whose label is followed by such a figure; a number of the form's is one where blank cells alone stand behind it. */
function besideSpeck(
  row: MatrixRow,
  labels: readonly GridCell[],
  patterns: readonly LabelPattern[],
): ReturnType<typeof splitRow> | undefined {
  const first = labels.findLastIndex((cell) => lettersOf(cell.text) !== '') + 1;
  const own = labels.slice(0, first);
  const texts = labels.slice(first).map((cell) => plain(cell.text).trim());
  if (first === 0 || texts.length === 0 || !texts.every((text) => NUMBER.test(text))) return undefined;
  const after = row.cells.slice(row.cells.indexOf(own.at(-1)!) + 1);
  const isSpecked = !texts.some(isNumberOfRow) || after.slice(texts.length).every(isBlankCell);
  return isSpecked && best(own, patterns) >= PLAINLY ? { labels: own, after } : undefined;
}

const PLAINLY = 0.9;
/** Cells of a label, those of its group before it, and of spans that are written out; a row of a thousand is none of the table. */
const MOST_LABEL_CELLS = 40;
/** What a row is counted in, in a column of its own. */
const UNIT = /^[（(]?(?:单位[:：]?)?(?:件次?|个|条|次|宗|项|份|人次|万?元)[）)]?$/;

const isUnit = ({ text }: GridCell): boolean => UNIT.test(text.trim());

function best(labels: readonly GridCell[], patterns: readonly LabelPattern[]): number {
  return bestOf(endings(textsOf(labels)), patterns);
}

function bestOf(candidates: readonly string[], patterns: readonly LabelPattern[]): number {
  return Math.max(...patterns.map((pattern) => likenessOf(candidates, pattern)));
}

/** Most rows of the grids that are kept for one row of the form, the likest: those of a file without end would be compared without end. */
const MOST_CANDIDATES = 250;

function likest(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length <= MOST_CANDIDATES) return candidates;
  const kept = new Map<number, number>();
  const byScore = [...candidates].sort((a, b) => b.score - a.score);
  const best = new Set(
    byScore.filter(({ order }) => {
      const count = (kept.get(order) ?? 0) + 1;
      kept.set(order, count);
      return count <= MOST_CANDIDATES;
    }),
  );
  return candidates.filter((each) => best.has(each));
}

/** Every row of the grids that could be one of the wanted rows. */
function candidatesOf(rows: readonly MatrixRow[], patterns: readonly LabelPattern[]): Candidate[] {
  const found: Candidate[] = [];
  const tails = new Set<MatrixRow>();
  for (const [place, row] of rows.entries()) {
    const { labels, after } = labelled(row, patterns);
    const texts = textsOf(labels);
    if (texts.length === 0 || tails.has(row)) continue;
    const own = texts.at(-1)!;
    const number = symbolsOf(own).find(isNumbering);
    let context = lettersOf(texts.slice(0, -1).join(''));
    const next = rows[place + 1];
    const rest = next && continuation(row, next);
    const whole = endings(texts);
    const joint = rest && endings(rest);
    const likenesses = patterns.map((pattern) => likenessOf(whole, pattern));
    const likest = Math.max(...likenesses);
    // A number that stands before figures is a part of the label below, however much this says without it.
    const isNumber = lettersOf(own) === '' || (next && tearsNumber(own, next));
    const isNumberOnly = isNumber && !after.every(isBlankCell);
    const alone = joint && !isNumberOnly ? endings(textsOf(splitRow(next!).labels)) : [];
    if (joint) {
      // What is a label only together with the row above is no row of its own.
      const whole = bestOf(joint, patterns);
      const below = isNumberOnly ? 0 : bestOf(alone, patterns) + 0.02;
      if (whole >= PLAINLY && whole > likest + 0.05 && whole > below) {
        tails.add(next!);
        context = lettersOf(rest.slice(0, -1).join(''));
      }
    }
    for (const [order, pattern] of patterns.entries()) {
      let likeness = likenesses[order]!;
      // A label that is plainly another row's is not a bad print of this one's.
      if (likeness < likest - 0.15) likeness = 0;
      let joined = false;
      if (joint && likeness < 0.98) {
        const more = likenessOf(joint, pattern);
        if (more > likeness + 0.05 && more > likenessOf(alone, pattern)) {
          likeness = more;
          joined = true;
        }
      }
      if (likeness === 0) continue;
      let score = 2 * likeness - 0.6;
      if (number && pattern.number) score += number === pattern.number ? 0.3 : -0.2;
      const group = pattern.group ? groupLetters.get(pattern.group)! : undefined;
      if (group && context.includes(group)) score += 0.4;
      const otherGroup = [...groupLetters].some(([id, letters]) => id !== pattern.group && context.endsWith(letters));
      if (otherGroup && pattern.group) score -= 0.4;
      const values = joined && after.every(isBlankCell) ? splitRow(next!).after : after;
      found.push({
        order,
        place,
        score,
        named: {
          row: pattern.row,
          at: row,
          ...(joined ? { rest: next! } : {}),
          likeness,
          labels,
          after: values,
          isTwofold: isTwofold(lettersOf(own), pattern, patterns),
          ...(holdsFigure(own, values) ? { isUnclear: true } : {}),
        },
      });
    }
  }
  return found;
}

/** Whether a label breaks off within its number ("（七" and "）总计" on the next page). */
function tearsNumber(label: string, next: MatrixRow): boolean {
  return (
    /^[（(]?[一二三四五六七八九十\d]{1,3}$/.test(label.trim()) &&
    /^\s*[）)、.．]/.test(textsOf(splitRow(next).labels).at(-1) ?? '')
  );
}

/**
 * The texts of the row's label cells, each with the text of the next row's cell in the same column, where the next row goes on
 * with this row's label (a row that a page break tears): no numbering of its own, figures in one of the two only.
 */
function continuation(row: MatrixRow, next: MatrixRow): string[] | undefined {
  const first = splitRow(row);
  if (
    next.matrix === row.matrix &&
    row.cells.some((cell) => next.cells.includes(cell) && !isBlankCell(cell) && cell === first.labels.at(-1))
  )
    return undefined;
  const own = splitRow(next);
  const below = own.labels.filter((cell) => cell.row === next.index && !isBlankCell(cell));
  if (below.length === 0 || textsOf(below.slice(-1)).some((text) => symbolsOf(text).some(isNumbering)))
    return undefined;
  if (!first.after.every(isBlankCell) && !own.after.every(isBlankCell)) return undefined;
  const columns = [...new Set([...first.labels, ...below].map((cell) => cell.column))].sort((a, b) => a - b);
  // Where the two rows have other columns, what stands below is all of the last label.
  if (!below.every((cell) => first.labels.some((each) => each.column === cell.column)))
    return [...textsOf(first.labels.slice(0, -1)), textsOf([...first.labels.slice(-1), ...below]).join('')];
  return columns.map((column) =>
    textsOf([
      ...first.labels.filter((cell) => cell.column === column),
      ...below.filter((cell) => cell.column === column),
    ]).join(''),
  );
}

/**
 * The rows found, in the order of the form; a row that is not found is left out. Rows in another order are looked for between those that are
 * in order, or in all of their grids.
 */
export function nameRows(
  rows: readonly MatrixRow[],
  patterns: readonly LabelPattern[],
  within: 'ROWS' | 'GRIDS' = 'ROWS',
): NamedRow[] {
  const candidates = likest(candidatesOf(rows, patterns));
  const chain = heaviestChain(candidates, (before, each) =>
    before.order >= each.order || before.place >= each.place
      ? undefined
      : GAP_COST * Math.max(0, each.place - before.place - FREE_GAP),
  ).map(({ named }) => named);
  return unshared([...chain, ...outOfOrder(candidates, chain, within)]);
}

/** What each row between two of the form costs, beyond those that a heading or a page break takes. */
const GAP_COST = 0.03;
const FREE_GAP = 8;

/** Rows that stand among the others in another order than the form's: their label is plain, and no other row has it. */
function outOfOrder(
  candidates: readonly Candidate[],
  chain: readonly NamedRow[],
  within: 'ROWS' | 'GRIDS',
): NamedRow[] {
  const used = new Set(chain.map((each) => each.at));
  const known = new Set(chain.map((each) => each.row));
  const places = candidates.filter((each) => chain.includes(each.named)).map((each) => each.place);
  const [first, last] = [Math.min(...places) - 1, Math.max(...places) + 1];
  const grids = new Set(chain.map(({ at }) => at.matrix));
  const open = candidates.filter(
    ({ named, place }) =>
      !known.has(named.row) &&
      !used.has(named.at) &&
      named.likeness >= PLAINLY &&
      ((place >= first && place <= last) || (within === 'GRIDS' && grids.has(named.at.matrix))),
  );
  return open
    .filter((each) => open.every((other) => other === each || other.named.row !== each.named.row))
    .map((each) => each.named)
    .filter((named, _, all) => all.every((other) => other === named || other.at !== named.at));
}

/** The rows with the cells that several of them share: what such a cell prints is the figure of none of them. */
export function unshared(rows: readonly NamedRow[]): NamedRow[] {
  const seen = new Set<GridCell>();
  const shared = new Set<GridCell>();
  for (const each of rows)
    for (const cell of each.after)
      if (cell.rowSpan > 1 && !isBlankCell(cell)) (seen.has(cell) ? shared : seen).add(cell);
  return rows.map((each) => ({ ...each, shared }));
}

/** A cell's text as a figure of a row, with its place. */
export function figureIn(
  named: NamedRow,
  cell: GridCell,
  row: MatrixRow,
  kind: Parameters<typeof cellValue>[2],
): Value {
  const value = cellValue(cell, row, kind);
  if (!named.shared?.has(cell)) return value;
  return { ...value, state: 'UNREADABLE' };
}
