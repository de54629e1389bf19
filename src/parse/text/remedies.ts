/**
 * Table 4 from running text: three blocks of five under a header of three levels, which extractors spread in many ways. The
 * table is known by the letters of its header; its figures by their order.
 */
import { LOST_CELL } from '../../extract/document';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { remediesOfFlow } from '../flow/remedies';
import { hasMarks } from '../lines/doubt';
import { withRest, withRestOfTotal } from '../paper/broken-line';
import { areAligned, atRightOfColumns, underHeadings } from '../paper/heading-places';
import { keepsBlanks } from '../paper/kept-blanks';
import { remedyHeadings } from '../paper/remedy-headings';
import { isNumbering, plain } from '../printed/characters';
import { isFurniture } from '../printed/labels';
import type { Figure, Piece, Token } from '../printed/tokens';
import { figureValue, type Value } from '../printed/values';
import { type Reading, rowHolds } from '../settle/readings';
import { type RowRead, type TableRead, tableRead } from '../settle/table';

const OUTCOMES = OUTCOME_COLUMNS.length;
const ALL = TABLE4_BLOCKS.length * OUTCOMES;
const COLUMNS = OUTCOME_COLUMNS.map((column) => column.id);

/** A stretch of text that holds the header of table 4. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Reads table 4 from the tokens after `start`; undefined where it is not there. */
export function readRemedyLines(tokens: readonly Token[], start: number): TableRead | undefined {
  const flow = remediesOfFlow(tokens.slice(start), isHeaderPiece);
  const stretch = findHeader(tokens, start) ?? (flow && { from: tokens.length, to: tokens.length });
  if (!stretch) return undefined;
  const part = tokens.slice(stretch.from, stretch.to);
  const figures = part.filter((token): token is Figure => token.type === 'figure');
  const values = figures.map(figureValue);
  const isKnown = flow?.every((value) => value !== undefined) ?? false;
  const blocks =
    interleaved(part) ??
    inPlaces(part, figures, tokens) ??
    (isKnown ? blocksOf(flow as readonly Value[]) : undefined) ??
    (figures.length === 0 && (hasFiguresBeside(tokens, stretch) || hasWordsBehind(tokens, stretch.to))
      ? undefined
      : inOrder(part, values, isCellByCell(tokens)));
  const place = figures[0] ?? flow?.find((value) => value !== undefined);
  const again = findHeader(tokens, stretch.to);
  const isRepeated =
    headersIn(part) > 1 || (again !== undefined && textOf(tokens.slice(again.from, again.to)) !== textOf(part));
  // Where blank cells are marked, another number of cells has lost some, or has others.
  const isOdd = hasMarks(figures) && (figures.length !== ALL || figures.some(({ text }) => text === LOST_CELL));
  const reads = TABLE4_BLOCKS.map((block, i): RowRead => {
    // Of a table that is printed again with other figures nothing says which is the report's.
    const reading =
      isRepeated || isOdd || isTotalFirst(part)
        ? undefined
        : (blocks?.[i] ?? partOf(flow?.slice(i * OUTCOMES, (i + 1) * OUTCOMES)));
    return {
      row: block.id,
      columns: COLUMNS,
      readings: reading ? [reading] : [],
      isPartial: reading?.some((value) => value === UNKNOWN) ?? false,
      readBy: 'LABEL',
      confidence: 0.95,
      printed: blocks ? '' : figures.map((figure) => figure.text).join(' '),
      ...(place ? { line: place.line } : {}),
      ...(place?.page === undefined ? {} : { page: place.page }),
    };
  });
  const chosen = new Map(
    reads
      .filter((read) => read.readings.length === 1)
      .map((read) => [read, { reading: read.readings[0]!, readBy: read.readBy }] as const),
  );
  const read = tableRead(4, '2021', reads, chosen, true);
  return { ...read, found: TABLE4_BLOCKS.length };
}

const TOTALS = new Set(['总计', '合计']);

/**
 * Whether the header names the total before the outcomes: the form's order is not that of the figures. One total too many, where the last is
 * in its place, is the end of another table's header.
 */
function isTotalFirst(part: readonly Token[]): boolean {
  const names = part.flatMap((token) => (token.type === 'piece' ? [lettersOf(token)] : []));
  const first = names.findIndex((name) => TOTALS.has(name));
  const isOther =
    TOTALS.has(names.at(-1) ?? '') && names.filter((name) => TOTALS.has(name)).length > TABLE4_BLOCKS.length;
  return (
    first >= 0 &&
    !isOther &&
    !names.slice(0, first).some((name) => /结|维|纠|尚|审/.test(name)) &&
    names.slice(first).some((name) => /维持/.test(name))
  );
}

/** Nothing shows which of the table's figures the cell has. */
const UNKNOWN: Value = { state: 'UNREADABLE', printed: '' };

/** A block of which some cells are known; undefined where none are. */
function partOf(values: readonly (Value | undefined)[] | undefined): Reading | undefined {
  return values?.some((value) => value) ? values.map((value) => value ?? UNKNOWN) : undefined;
}

function lettersOf(piece: Piece): string {
  return piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');
}

/** A letter of 尚未审结 that no other heading has: labels may be wrapped, and the lines of their halves lie among each other. */
const PENDING = /尚/g;

/** How many times the whole header stands in a stretch: each has one heading of pending cases a block. */
function headersIn(tokens: readonly Token[]): number {
  const letters = tokens.map((token) => (isHeaderPiece(token) ? lettersOf(token as Piece) : '')).join('');
  return Math.floor((letters.match(PENDING)?.length ?? 0) / TABLE4_BLOCKS.length);
}

const LONGEST_WORD = 3;

/** Whether words stand where the figures should be ("暂无", "见附件"), which is no blank table. */
function hasWordsBehind(tokens: readonly Token[], to: number): boolean {
  const next = tokens[to];
  if (next?.type !== 'piece' || next.symbols.some(isNumbering)) return false;
  return next.symbols.length <= LONGEST_WORD && tokens[to + 1]?.type === 'piece';
}

const textOf = (tokens: readonly Token[]): string =>
  tokens.flatMap((token) => (token.type === 'figure' ? [token.text.trim()] : [])).join(' ');

/** The first stretch of furniture and figures whose letters are those of the header. */
function findHeader(tokens: readonly Token[], start: number): Stretch | undefined {
  for (let from = start; from < tokens.length; from++) {
    if (!isHeaderPiece(tokens[from]!)) continue;
    let to = from;
    let foreign = 0;
    let seen = false;
    for (; to < tokens.length; to++) {
      const token = tokens[to]!;
      if (token.type === 'figure') {
        seen = true;
        continue;
      }
      if (isHeaderPiece(token)) continue;
      // Once figures were seen, other text ends the table; before that, a little of it is forgiven.
      foreign += lettersOf(token).length;
      if (seen || foreign > 6 || lettersOf(token).length > 3) break;
    }
    const letters = tokens
      .slice(from, to)
      .map((token) => (token.type === 'piece' ? lettersOf(token) : ''))
      .join('');
    if (isHeader(letters)) return { from, to };
    from = Math.max(from, to - 1);
  }
  return undefined;
}

/** Lines of the figures below each header of table 4, however often it is printed. */
export function remedyLines(tokens: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (let stretch = findHeader(tokens, 0); stretch; stretch = findHeader(tokens, stretch.to)) {
    const figures = tokens.slice(stretch.from, stretch.to).filter((token) => token.type === 'figure');
    // More are another table's, out of their place.
    if (figures.length <= ALL) for (const { line } of figures) found.add(line);
  }
  return found;
}

function isHeaderPiece(token: Token): boolean {
  if (token.type !== 'piece') return false;
  const letters = lettersOf(token);
  // Headings of narrow columns run into each other ("结果维结果纠其他结").
  return (
    letters !== '' &&
    (isFurniture(letters, 4) || /^[结果维持纠正其他尚未审总计合行政复议诉讼直接起经后]+$/.test(letters))
  );
}

function isHeader(letters: string): boolean {
  const count = (letter: string) => letters.split(letter).length - 1;
  return (
    ['维持', '纠正', '尚未', '审结'].every((word) => count(word[0]!) >= 2 && count(word[1]!) >= 2) && count('诉') >= 1
  );
}

/** Tokens before and behind the header among which the figures may stand, where an extractor took them out of it. */
const BESIDE = 10;

function hasFiguresBeside(tokens: readonly Token[], { from, to }: Stretch): boolean {
  const beside = [...tokens.slice(to, to + BESIDE), ...tokens.slice(Math.max(0, from - BESIDE), from)];
  // Figures of a sentence or of another table's row stand beside words.
  const worded = new Set(beside.filter((token) => token.type === 'piece').map((token) => token.row));
  const figures = beside.filter((token) => token.type === 'figure' && !worded.has(token.row));
  // One alone is a page's number, unless all figures of the table run together in it.
  return figures.length > 1 || figures.some(({ text }) => plain(text).replace(/\D/g, '').length >= ALL);
}

/** Rows of table 3 on its shorter edition, and figures of each. */
const ROWS = 23;
const APPLICANTS = APPLICANT_COLUMNS.length;

/**
 * Whether the text has one cell a line, none lost and none added: figures on lines of their own follow each other by seven in every row
 * of table 3, but for one at the end of a page, and by no other number but that of table 4 and the few of a row of table 2.
 */
function isCellByCell(tokens: readonly Token[]): boolean {
  const runs: number[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.type !== 'figure' || !token.alone) continue;
    const before = tokens[i - 1];
    if (before?.type === 'figure' && before.alone) runs[runs.length - 1]!++;
    else runs.push(1);
  }
  const long = runs.filter((length) => length > 3);
  const whole = long.filter((length) => length === APPLICANTS).length;
  const odd = long.filter((length) => length !== APPLICANTS && length !== ALL);
  return whole + odd.length >= ROWS && odd.length <= 1 && odd.every((length) => length <= APPLICANTS + 1);
}

const LABELS = /结果维持|结果纠正|其他结果|尚未审结|总计|合计/g;

type Blocks = readonly Reading[];

const blocksOf = (all: Reading): Blocks => TABLE4_BLOCKS.map((_, i) => all.slice(i * OUTCOMES, (i + 1) * OUTCOMES));

/**
 * Each label with its figure behind it: fifteen labels, each with one figure or none. A figure right below several labels may be of any of
 * these.
 */
function interleaved(part: readonly Token[]): Blocks | undefined {
  const groups: { letters: string; near: string; figures: Figure[] }[] = [];
  for (const [i, token] of part.entries()) {
    const isApart = token.line > (part[i - 1]?.line ?? token.line) + 1;
    if (token.type === 'piece') {
      const last = groups.at(-1);
      const letters = lettersOf(token);
      if (last && last.figures.length === 0) {
        last.letters += letters;
        last.near = isApart ? letters : last.near + letters;
      } else groups.push({ letters, near: letters, figures: [] });
    } else {
      const last = groups.at(-1);
      if (isApart && last?.figures.length === 0) last.near = '';
      last?.figures.push(token);
    }
  }
  if (groups.some(({ near, figures }) => figures.length > 0 && (near.match(LABELS)?.length ?? 0) > 1)) return undefined;
  if (groups.filter((group) => group.figures.length === 1).length < 6) return undefined;
  const blocks: (Value | null)[][] = [];
  for (const group of groups) {
    // Labels without a figure run into the next one's.
    const labels = group.letters.match(LABELS) ?? [];
    for (const [i, label] of labels.entries()) {
      const column = label === '合计' ? OUTCOMES - 1 : OUTCOME_COLUMNS.findIndex((each) => each.zh === label);
      if (column === 0) blocks.push([]);
      const block = blocks.at(-1);
      if (!block || block.length !== column) return undefined;
      const own = i === labels.length - 1 ? group.figures : [];
      if (own.length > 1) return undefined;
      block.push(own[0] ? figureValue(own[0]) : null);
    }
    if (labels.length === 0 && group.figures.length > 0) return undefined;
  }
  return blocks.length === TABLE4_BLOCKS.length && blocks.every((block) => block.length === OUTCOMES)
    ? blocks
    : undefined;
}

/** Figures that stand in their columns in the same manner show the places of all, so that a sum which fails is printed so. */
const FEWEST_EXACT = 8;

/**
 * Fewer figures than fifteen on one line, each below the heading of its column, of which no block contradicts its sum, and one proves it, or all
 * of them stand there in the same manner, or those of table 3 do. Many that stand so may be added up wrong in one block.
 */
function inPlaces(part: readonly Token[], figures: readonly Figure[], tokens: readonly Token[]): Blocks | undefined {
  if (figures.length === 0 || figures.length >= ALL || new Set(figures.map((figure) => figure.row)).size > 1)
    return undefined;
  const headings = remedyHeadings(part);
  const cells = headings && (underHeadings(figures, headings) ?? atRightOfColumns(figures, headings));
  if (!cells) return undefined;
  const values = cells.map((figure) => (figure ? figureValue(figure) : null));
  const blocks = TABLE4_BLOCKS.map((_, i) => values.slice(i * OUTCOMES, (i + 1) * OUTCOMES));
  const failed = blocks.filter((block) => {
    const [sum, total] = [sumOf(block.slice(0, -1)), block.at(-1)];
    return total && block.includes(null) && sum > (total.count ?? 0);
  }).length;
  const proves = blocks.some((block) => block.at(-1) && rowHolds(block) && sumOf(block) > 0);
  const aligned = areAligned([{ cells, headings }]);
  const agree = failed <= (aligned && figures.length >= FEWEST_EXACT ? 1 : 0);
  return agree && (proves || aligned || keepsBlanks(tokens)) ? blocks : undefined;
}

const sumOf = (block: Reading): number => block.reduce((sum, value) => sum + (value?.count ?? 0), 0);

/** Whether no blank line parts the figures of a block: an extractor that does may have taken one before those left of it. */
function areTogether(figures: readonly Figure[]): boolean {
  return figures.every((figure, i) => {
    const before = figures[i - 1];
    return !before || i % OUTCOMES === 0 || figure.line <= before.line + 1;
  });
}

/**
 * Fifteen figures in the form's order; no figure at all is a blank table. Figures on several lines may have been taken out of
 * their order, or be no figures of the table: there every block's sum has to hold, unless the whole text is cell by cell.
 */
function inOrder(part: readonly Token[], values: readonly Value[], cellByCell: boolean): Blocks | undefined {
  const figures = part.filter((token): token is Figure => token.type === 'figure');
  if (values.length === ALL) {
    const lines = new Set(figures.map((figure) => figure.row)).size;
    const blocks = blocksOf(values);
    const alone = cellByCell && figures.every((figure) => figure.alone);
    return lines === 1 || alone || (blocks.every(rowHolds) && areTogether(figures)) ? blocks : undefined;
  }
  if (values.length === 0) return blocksOf(new Array(ALL).fill(null));
  const read = (all: readonly Figure[]) => blocksOf(all.map(figureValue));
  const holds = (all: readonly Figure[]) => read(all).every(rowHolds);
  const joined = withRest(figures, ALL, holds) ?? withRestOfTotal(figures, ALL, holds);
  if (joined) return read(joined);
  if (values.length === ALL + 1) {
    // One too many: a page number on a line of its own, if the sums say so. One that stands beside another may be too many as well.
    const ways = figures.flatMap((_, drop) => {
      const blocks = blocksOf(values.filter((__, i) => i !== drop));
      return blocks.every(rowHolds) ? [{ drop, blocks }] : [];
    });
    const [only] = ways;
    const same = ways.every(({ blocks }) => JSON.stringify(blocks) === JSON.stringify(only?.blocks));
    return only && same && figures[only.drop]!.alone ? only.blocks : undefined;
  }
  return undefined;
}
