/**
 * Table 3 in text that follows the flow of a page (poppler's order): its figures in stretches between blank lines, with the headings
 * and labels that stand before them.
 */
import { cellsOn } from '../../form/cells';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import type { Found, SymbolText } from '../lines/align';
import { columnOf, contradictsForm } from '../lines/column-order';
import { isNumbering, plain } from '../printed/characters';
import { proactiveEdition } from '../printed/labels';
import type { Figure, Piece, Token } from '../printed/tokens';
import { readValue } from '../printed/values';

const COLUMNS = APPLICANT_COLUMNS.length;
const TOTAL = COLUMNS - 1;
/** Figures of table 4. */
const REMEDIES = TABLE4_BLOCKS.length * OUTCOME_COLUMNS.length;
/** Tokens between the heading of the section and the first label. */
const LONGEST_BEFORE = 300;
const PROACTIVE = /主动公开政府信息情况/;
const HEADING = /收到和?处理|公开申请.{0,3}情况/;
const NEXT_SECTION = /行政复议|行政诉讼|存在.{0,4}问题|其他需要/;
/** Rows between a figure and the label that is read before it. */
const NEAR_LABEL = 1;

/** Figures that stand between two blank lines, with the row of the form that is named before each, where one is. */
export interface Stretch {
  /** Its first token. */
  readonly at: number;
  readonly page: number | undefined;
  /** Columns that are named above its figures. */
  readonly named: number[];
  readonly figures: {
    readonly figure: Figure;
    readonly value: number;
    readonly label: number | undefined;
  }[];
}

export interface FlowTable {
  /** From the heading of the section to the end of the text. */
  readonly stretches: readonly Stretch[];
  /** So many of them stand before the next section. */
  readonly own: number;
  /** The tables before and behind it lack figures, which may be among them. */
  readonly mixed: boolean;
  /** Columns that are named in several stretches, with figures or without. */
  readonly repeated: ReadonlySet<number>;
}

/** The stretches of the table; undefined where its headings contradict the form, or some of its cells are blank. */
export function flowTableOf(
  { tokens, token }: SymbolText,
  found: readonly Found[],
  rows: readonly string[],
): FlowTable | undefined {
  const start = startOf(tokens, token[found[0]!.from]!);
  const labels = new Map(found.map((each) => [token[each.from]!, rows.indexOf(each.row)]));
  const end = endOf(tokens, start);
  if (contradictsForm(tokens.slice(start, end))) return undefined;
  const all = stretchesOf(tokens, start, end, labels);
  const stretches = all.filter(({ figures }) => figures.length > 0).map(withLabels);
  const own = stretches.filter(({ at }) => at < end).length;
  if (isShort(stretches, own, rows.length * COLUMNS)) return undefined;
  const mixed = !hasAllBefore(tokens.slice(0, start + 1)) || sizeOf(stretches.slice(own)) < REMEDIES;
  const names = all.flatMap(({ named }) => [...new Set(named)]);
  return { stretches, own, mixed, repeated: new Set(names.filter((name, i) => names.indexOf(name) < i)) };
}

/**
 * Whether a table of zeros has not all of them before the next section, and behind its heading are no more than the figures of the table there:
 * some of its cells are blank, and no sum would tell zeros that are taken from that one.
 */
function isShort(stretches: readonly Stretch[], own: number, size: number): boolean {
  const figures = (some: readonly Stretch[]) => some.flatMap((stretch) => stretch.figures);
  const zeros = (some: readonly Stretch[]) => figures(some).filter(({ value }) => value === 0).length;
  const before = stretches.slice(0, own);
  const isZero = figures(before).length - zeros(before) <= MOST_PAGES;
  return isZero && zeros(before) < size && figures(stretches).length < size + REMEDIES + MOST_PAGES;
}

/** Numbers of pages among a table's figures. */
const MOST_PAGES = 4;

/** The highest number of a page. */
const LAST_PAGE = 99;

/** Whether the last figure of a stretch stands alone on its line and may be the number of a page. */
export function endsWithPageNumber({ figures }: Stretch): boolean {
  const { figure, value } = figures.at(-1)!;
  return figure.alone && value > 0 && value <= LAST_PAGE;
}

/** Whether section two has all figures of its table. */
function hasAllBefore(tokens: readonly Token[]): boolean {
  const from = tokens.findLastIndex((token) => token.type === 'piece' && PROACTIVE.test(lettersOf(token)));
  const section = tokens.slice(Math.max(0, from));
  const form = proactiveEdition(section.map((token) => (token.type === 'piece' ? lettersOf(token) : '')).join(''));
  const size = form && cellsOn(form, 2).length;
  return from >= 0 && size !== undefined && section.filter((token) => token.type === 'figure').length >= size;
}

const lettersOf = (piece: Piece): string => piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');

function startOf(tokens: readonly Token[], first: number): number {
  for (let at = first - 1; at >= Math.max(0, first - LONGEST_BEFORE); at--) {
    const token = tokens[at]!;
    if (token.type === 'piece' && HEADING.test(lettersOf(token))) return at;
  }
  return first;
}

function endOf(tokens: readonly Token[], start: number): number {
  const at = tokens.findIndex(
    (token, index) => index > start && token.type === 'piece' && NEXT_SECTION.test(lettersOf(token)),
  );
  return at < 0 ? tokens.length : at;
}

function stretchesOf(
  tokens: readonly Token[],
  start: number,
  end: number,
  labels: ReadonlyMap<number, number>,
): Stretch[] {
  const stretches: Stretch[] = [];
  let line: number | undefined;
  let label: number | undefined;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (line === undefined || at === end || token.line > line + 1 || token.page !== stretches.at(-1)!.page) {
      stretches.push({ at, page: token.page, named: [], figures: [] });
      label = undefined;
    }
    line = token.line;
    const stretch = stretches.at(-1)!;
    if (labels.has(at)) label = labels.get(at);
    const column = stretch.figures.length > 0 || labels.has(at) ? undefined : columnOf(token);
    if (column !== undefined) stretch.named.push(column);
    if (token.type !== 'figure' || isNumber(token, tokens[at + 1])) continue;
    const value = readValue(token.text, 'COUNT').count ?? Number.NaN;
    stretch.figures.push({ figure: token, value, label });
  }
  return stretches;
}

/** Labels of which each has its figures tell where these are; a label before those of many rows does not. */
function withLabels(stretch: Stretch): Stretch {
  const counts = new Map<number | undefined, number>();
  for (const { label } of stretch.figures) counts.set(label, (counts.get(label) ?? 0) + 1);
  if ([...counts].every(([label, count]) => label === undefined || count <= COLUMNS)) return stretch;
  return {
    ...stretch,
    figures: stretch.figures.map((each) => ({ ...each, label: undefined })),
  };
}

/** Numbers of labels ("4.5."), and a year before the rest of a running head, or alone on its line. */
function isNumber(figure: Figure, next: Token | undefined): boolean {
  const text = plain(figure.text);
  return (
    /^\d\.\d$/.test(text) ||
    (/^20\d\d$/.test(text) && (figure.alone || (next?.type === 'piece' && next.symbols[0] === '年')))
  );
}

export const sizeOf = (page: readonly Stretch[]): number => page.reduce((sum, { figures }) => sum + figures.length, 0);

/** Whether so many columns from one on are those named above them, or some of these. */
export function isUnder(named: readonly number[], left: number, width: number): boolean {
  // The heading of the total stands higher than the others, so that figures of the column beside it may follow it.
  if (named.every((column) => column === TOTAL)) return true;
  const [first, last] = [Math.min(...named), Math.max(...named)];
  return new Set(named).size <= width
    ? left <= first && last < left + width
    : first <= left && left + width - 1 <= last;
}

/** Whether figures from a row on, so many side by side, stand near the labels that are read before them. */
export function isNearLabels(
  figures: readonly { readonly label: number | undefined }[],
  top: number,
  width: number,
): boolean {
  return figures.every(
    ({ label }, i) => label === undefined || Math.abs(top + Math.floor(i / width) - label) <= NEAR_LABEL,
  );
}
