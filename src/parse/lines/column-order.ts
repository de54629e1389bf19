/**
 * The order of table 3's columns in running text: the form's, unless the header names the organisations in another one, or the
 * rows' sums show that the total stands first.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { isNumbering, lettersOf } from '../printed/characters';
import type { Token } from '../printed/tokens';
import { addsUp } from './doubt';
import { orderByLines } from './header-lines';
import type { LineRow } from './rows';

const LABELS = APPLICANT_COLUMNS.map((column) => lettersOf(column.zh));
/**
 * How the kinds of organisation begin, in the form's order: they stand in one row of the header, so that their order in the
 * text is that of the columns. What follows may be wrapped to the next line.
 */
const STEMS = [
  { stem: '商业', column: 1 },
  { stem: '科研', column: 2 },
  { stem: '社会', column: 3 },
  { stem: '法律', column: 4 },
  { stem: '其他', column: 5 },
];
/** The first and the last kind of organisation whose name is no other label's. */
const FIRST = 1;
const LAST = 4;
const OTHER = 5;
const TOTAL = 6;
/** Rows that show the total in the first column, by sums that are more than zeros. */
const FEWEST_PROOFS = 3;

/**
 * The rows with their figures in the form's order. `header` are the tokens before the first row; `drawn` where they stand on
 * their lines as they do on paper.
 */
export function inFormOrder(rows: readonly LineRow[], header: readonly Token[], drawn: boolean): LineRow[] {
  const order = columnOrder(rows, header, drawn);
  if (order === undefined) return rows.map((row) => (row.figures.length > 0 ? { ...row, ambiguous: true } : row));
  if (order.every((column, place) => column === place)) return [...rows];
  return rows.map((row) => {
    if (row.figures.length === 0) return row;
    if (row.figures.length !== order.length) return { ...row, ambiguous: true };
    return { ...row, figures: LABELS.map((_, column) => row.figures[order.indexOf(column)]!) };
  });
}

interface Letter {
  readonly letter: string;
  readonly row: number;
  /** Where it stands on its line. */
  readonly place: number;
}

/** By place in the text, the column of the form that stands there; undefined where the header shows an order in part only. */
function columnOrder(rows: readonly LineRow[], header: readonly Token[], drawn: boolean): number[] | undefined {
  const all = header.flatMap(lettersOfToken);
  const text = all.map(({ letter }) => letter).join('');
  const start = Math.max(
    0,
    text.lastIndexOf('申请人情况'),
    text.lastIndexOf('法人或其他组织') + '法人或其他组织'.length,
  );
  const named = STEMS.flatMap(({ stem, column }) => {
    const at = text.indexOf(stem, start);
    return at < 0 ? [] : [{ column, at, ...all[at]! }];
  });
  const order = LABELS.map((_, column) => column);
  const isInOrder = (organisations: readonly { column: number }[]) =>
    organisations
      .filter((each) => each.column !== OTHER)
      .every((each, i, all) => i === 0 || each.column > all[i - 1]!.column);
  const inText = [...named].sort((a, b) => a.at - b.at);
  // Labels of one row of cells stand on several lines of paper where some of them are wrapped.
  const isWrapped = drawn && new Set(named.map((each) => each.row)).size > 1;
  const organisations = named.filter((each) => each.column !== OTHER);
  const across = isWrapped ? (besideEachOther(organisations) ?? besideEachOther(organisations, STEM)) : inText;
  if (!isInOrder(across ?? inText)) {
    // Labels whose lines lie among those of others may come in any order, unless it is known where they stand on paper.
    const areWhole = named.every(({ column, at }) => text.startsWith(LABELS[column]!, at));
    const whole = isWrapped ? besideEachOther(named) : areWhole ? inText : undefined;
    const columns = whole?.length === STEMS.length ? whole.map(({ column }) => column) : orderByLines(header);
    if (!columns) return undefined;
    for (const [i, column] of columns.entries()) order[i + 1] = column;
  }
  return totalIsFirst(rows) ? [TOTAL, ...order.slice(0, TOTAL)] : order;
}

const SHORTEST_NAME = 2;

/** The column that a piece of text names, wholly or by the first line of its name; undefined where it names none. */
export function columnOf(token: Token): number | undefined {
  if (token.type !== 'piece' || token.symbols.some(isNumbering)) return undefined;
  const letters = token.symbols.join('');
  if (letters.length < SHORTEST_NAME) return undefined;
  const column = LABELS.findIndex((label) => label.startsWith(letters));
  return column < 0 ? undefined : column;
}

/**
 * Whether labels of organisations contradict the form's order in text whose lines are out of their order: labels on one line, or
 * two whole labels one after the other. Labels that are wrapped stand on lines among those of others.
 */
export function contradictsForm(tokens: readonly Token[]): boolean {
  const named = tokens.flatMap((token) => {
    if (token.type !== 'piece') return [];
    const letters = lettersOfToken(token)
      .map(({ letter }) => letter)
      .join('');
    const found = STEMS.find(({ stem, column }) => column !== OTHER && letters.startsWith(stem));
    const label = found && LABELS[found.column]!;
    return label?.startsWith(letters) ? [{ column: found!.column, row: token.row, isWhole: label === letters }] : [];
  });
  return named.some((each, i) => {
    const before = named[i - 1];
    if (!before || each.column >= before.column) return false;
    // The header again.
    if (before.column === LAST && each.column === FIRST) return false;
    return each.row === before.row || (each.isWhole && before.isWhole);
  });
}

function lettersOfToken(token: Token): Letter[] {
  if (token.type !== 'piece') return [];
  const { symbols, row, from, to } = token;
  return symbols.flatMap((letter, i) =>
    isNumbering(letter) ? [] : [{ letter, row, place: from + ((to - from) * i) / symbols.length }],
  );
}

/** Digits that lie between the beginnings of two columns at least. */
const NARROWEST = 3;

/** Letters of a stem: of labels that begin so far apart, none stands below another, though their places may not be exact. */
const STEM = 2;

/** From left to right on paper; undefined where some stand one below the other. */
function besideEachOther<T extends Letter>(letters: readonly T[], narrowest = NARROWEST): T[] | undefined {
  const sorted = [...letters].sort((a, b) => a.place - b.place);
  return sorted.some((each, i) => i > 0 && each.place - sorted[i - 1]!.place < narrowest) ? undefined : sorted;
}

function totalIsFirst(rows: readonly LineRow[]): boolean {
  let proofs = 0;
  let against = 0;
  for (const { figures } of rows) {
    if (figures.length !== LABELS.length) continue;
    const [asPrinted, turned] = [addsUp(figures), addsUp([...figures.slice(1), figures[0]!])];
    // Zeros, and one applicant beside the total, hold in both directions.
    if (asPrinted && turned) continue;
    if (turned) proofs++;
    else against++;
  }
  // Reports hold errors of arithmetic, too.
  return proofs >= FEWEST_PROOFS && against <= proofs / 4;
}
