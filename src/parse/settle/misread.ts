/**
 * Figures that recognition spoilt, as far as the form's sums prove them: digits taken for letters, and rows that lost a cell.
 */
import { plain } from '../printed/characters';
import type { Value } from '../printed/values';
import type { Reading } from './readings';

/** Signs that recognition makes of digits. */
const DIGITS: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  〇: '0',
  D: '0',
  '。': '0',
  U: '0',
  Q: '0',
  p: '0',
  n: '0',
  口: '0',
  门: '0',
  l: '1',
  I: '1',
  丨: '1',
  '!': '1',
  '|': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  b: '6',
  G: '6',
  B: '8',
  '&': '8',
  g: '9',
  q: '9',
};
const LONGEST = 8;

/** The count that an unreadable value is, if its letters are digits; undefined where they cannot be, or it is unreadable for another reason. */
export function misread(value: Value): number | undefined {
  if (value.state !== 'UNREADABLE' || value.isBeside) return undefined;
  const source = plain(value.printed).replace(/\s+/g, '');
  if (source.length > LONGEST || /^\d+$/.test(plain(value.printed))) return undefined;
  const digits = [...source].map((char) => (/\d/.test(char) ? char : (DIGITS[char] ?? '?'))).join('');
  return /^(?:0|[1-9]\d*)$/.test(digits) ? Number(digits) : undefined;
}

/** A row of counts, the last of which is the sum of the others. */
export interface CountedRow {
  readonly id: string;
  /** Its values; undefined where nobody knows which cells they are of. */
  readonly reading?: Reading;
  /** The values of a row that lost a cell, in order. */
  readonly lost?: readonly Value[];
}

/** Rows whose counts, with these signs, add up to zero in every column. */
export type ColumnSum = readonly { readonly id: string; readonly sign: 1 | -1 }[];

/** Whether a table prints something in each of its cells, as far as they are there: then a 0 is printed, too. */
export function isFull(rows: readonly CountedRow[]): boolean {
  return rows.every(({ reading, lost }) => [...(reading ?? []), ...(lost ?? [])].every(isPrinted));
}

const isPrinted = (value: Value | null) => value !== null && value.state !== 'BLANK';

/**
 * The readings of rows in which the sums prove figures that were not read: a figure with letters in it is the number that these are for
 * digits, where every sum that it is the only unknown part of says so; a row that lost a cell is the row that the sums of all columns ask
 * for. A lost cell itself stays unread, unless it is equal to the one beside it, so that nobody could tell which of them was lost.
 */
export function proven(rows: readonly CountedRow[], columns: number, sums: readonly ColumnSum[]): Map<string, Reading> {
  const total = columns - 1;
  const full = isFull(rows);
  const counts = new Map(
    rows.map(({ id, reading }) => [
      id,
      Array.from({ length: columns }, (_, column) => (reading ? countIn(reading, column, total) : undefined)),
    ]),
  );
  const found = new Map<string, Reading>();
  const inColumn = (id: string, column: number): number[] =>
    sums.flatMap((sum) => {
      const own = sum.find((each) => each.id === id);
      if (!own) return [];
      let rest = 0;
      for (const each of sum) {
        if (each === own) continue;
        const count = counts.get(each.id)?.[column];
        if (count === undefined) return [];
        rest += each.sign * count;
      }
      return [-own.sign * rest];
    });
  const inRow = (id: string, column: number): number[] => {
    const others = counts.get(id)!.filter((_, at) => at !== column && at !== total);
    if (column === total) return others.includes(undefined) ? [] : [sumOf(others as number[])];
    const whole = counts.get(id)![total];
    return whole === undefined || others.includes(undefined) ? [] : [whole - sumOf(others as number[])];
  };
  for (let more = true; more; ) {
    more = false;
    for (const row of rows) {
      const own = counts.get(row.id)!;
      if (row.lost && own[0] === undefined) {
        const asked = ofZeros(row.lost, full) ?? own.map((_, column) => agreed(inColumn(row.id, column)));
        if (asked.some((count, column) => inColumn(row.id, column).some((each) => each !== count))) continue;
        const reading = asked.includes(undefined) ? undefined : replaced(row.lost, asked as number[], full);
        if (!reading) continue;
        found.set(row.id, reading);
        counts.set(row.id, asked);
        more = true;
      }
      for (const [column, value] of (row.reading ?? []).entries()) {
        const count = value && own[column] === undefined ? misread(value) : undefined;
        if (count === undefined || (count === 0 && !full && isSpeck(value!))) continue;
        if (agreed([...inRow(row.id, column), ...inColumn(row.id, column)]) !== count) continue;
        own[column] = count;
        const reading = [...(found.get(row.id) ?? row.reading!)];
        reading[column] = { ...value!, state: 'REPORTED', count };
        found.set(row.id, reading);
        more = true;
      }
    }
  }
  return found;
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** A sign that could be dust in a blank cell. */
const isSpeck = ({ printed }: Value) => printed.trim() === '。';

/** A row of zeros, whichever of its cells it lost: a part or their sum. */
const ofZeros = (lost: readonly Value[], full: boolean): number[] | undefined =>
  full && lost.every(({ count }) => count === 0) ? [...lost.map(() => 0), 0] : undefined;

/** What all sums ask for, none of which may differ. */
const agreed = (asked: readonly number[]): number | undefined =>
  asked.length > 0 && asked.every((count) => count === asked[0]) ? asked[0] : undefined;

/** A value as a part of sums; a blank total says nothing. */
function countIn(reading: Reading, column: number, total: number): number | undefined {
  const value = reading[column] ?? null;
  if (value?.state === 'REPORTED') return value.count;
  if (value?.state === 'UNREADABLE') return undefined;
  return column === total ? undefined : 0;
}

/**
 * The values of a row that lost a cell where the counts of its columns put them; undefined where they do not fit. A blank cell may stand where
 * the sums ask for a figure that the report left out.
 */
function replaced(values: readonly Value[], counts: readonly number[], full: boolean): Reading | undefined {
  const total = counts.length - 1;
  if (sumOf(counts.slice(0, total)) !== counts[total]) return undefined;
  const figures = values.map((value) => (isPrinted(value) ? (value.count ?? misread(value)) : 'BLANK'));
  const places = counts
    .map((_, at) => at)
    .filter((lost) => figures.every((figure, i) => figure === 'BLANK' || figure === counts[i < lost ? i : i + 1]));
  if (places.length === 0) return undefined;
  const known = places.length > 1 && full;
  return counts.map((count, column): Value => {
    const possible = places
      // A sum that nothing else asks for may be added up wrong.
      .filter((place) => place !== column || !known || column === total)
      .map((place) => (place === column ? undefined : values[column < place ? column : column - 1]!));
    const value = possible[0];
    const same = possible.every((other) => other?.state === value?.state && other?.printed === value?.printed);
    if (!value || !same) return { state: 'UNREADABLE', printed: textOf(values) };
    return value.state === 'UNREADABLE' ? { ...value, state: 'REPORTED', count } : value;
  });
}

const textOf = (values: readonly Value[]) => values.map(({ printed }) => printed).join(' ');
