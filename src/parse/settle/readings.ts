/**
 * Rows with fewer figures than columns (blanks were lost), with one too many, or with figures run together have several readings.
 * The form's own sums choose among them: a reading is taken where exactly one makes every sum hold.
 */
import type { Value } from '../printed/values';

/** One column's value in a reading: a value, or null for a blank. */
export type Reading = readonly (Value | null)[];

const number = (value: Value | null): number => value?.count ?? 0;
const isNumeric = (reading: Reading): boolean =>
  reading.every((value) => value === null || value.state !== 'UNREADABLE');

/** Whether the last column is the sum of the others; a blank total follows from them. */
export function rowHolds(reading: Reading): boolean {
  if (!isNumeric(reading)) return false;
  const total = reading[reading.length - 1]!;
  if (total === null) return true;
  return reading.slice(0, -1).reduce((sum, value) => sum + number(value), 0) === number(total);
}

/** Whether a total is the sum of several figures. */
export function addsUpInParts(reading: Reading): boolean {
  return rowHolds(reading) && reading.slice(0, -1).filter((value) => value?.count).length > 1;
}

/** Every way to put the values, in order, into so many columns; fewer values leave blanks, one too many loses one. */
export function placements(values: readonly Value[], columns: number): Reading[] {
  if (values.length === columns) return [values];
  if (values.length === columns + 1) return values.map((_, drop) => values.filter((__, index) => index !== drop));
  if (values.length > columns) return [];
  const found: Reading[] = [];
  const choose = (column: number, next: number, so: (Value | null)[]) => {
    if (column === columns) {
      if (next === values.length) found.push([...so]);
      return;
    }
    if (values.length - next < columns - column) choose(column + 1, next, [...so, null]);
    if (next < values.length) choose(column + 1, next + 1, [...so, values[next]!]);
  };
  choose(0, 0, []);
  return found;
}

/**
 * A row of which one cell was lost, nobody knows where: what all places of it have in common, also where its sum is added up wrong. A cell on
 * which they differ, and the lost one, is unreadable. `printed` is what the row prints. `full`: no cell of the table is blank, so that
 * the lost one had the figure that its row lacks.
 */
export function withLostCell(values: readonly Value[], printed: string, full = false): Reading {
  const lost: Value = { state: 'UNREADABLE', printed };
  const total = values.length;
  const possible: { reading: Reading; missing: number | undefined }[] = [];
  for (let at = 0; at <= total; at++) {
    const reading = [...values.slice(0, at), lost, ...values.slice(at)];
    const parts = reading.slice(0, total).map(number);
    const others = parts.reduce((sum, part) => sum + part, 0);
    const last = reading[total]!;
    const isSummed = full && values.every((value) => value.state === 'REPORTED');
    // A total that is lost may have been added up wrong.
    possible.push({ reading, missing: isSummed && at < total ? last.count! - others : undefined });
  }
  return Array.from({ length: total + 1 }, (_, column) => {
    const known = possible.map(({ reading }) => reading[column]!).find((value) => value !== lost);
    const same = possible.every(({ reading, missing }) =>
      reading[column] === lost
        ? missing !== undefined && missing === known?.count
        : sameReading([reading[column]!], [known ?? null]),
    );
    return same && known ? known : lost;
  });
}

/** The same figures in the same columns. */
export function sameReading(a: Reading, b: Reading): boolean {
  return a.every((value, i) => {
    const other = b[i]!;
    return value === null || other === null
      ? value === other
      : value.state === other.state && value.count === other.count && value.printed === other.printed;
  });
}

/** Distinct readings. */
export function distinct(readings: readonly Reading[]): Reading[] {
  const found: Reading[] = [];
  for (const each of readings) if (!found.some((other) => sameReading(each, other))) found.push(each);
  return found;
}

const MOST_SUMS = 20_000;

/**
 * Chooses one reading a row so that the signed sum of all rows is zero in every column. `rows` have their readings and their
 * sign. Gives the choices, at most `most`: more than one means that the sums do not decide. Undefined where there are too many
 * to try. A reading whose last column is blank is counted there with the sum of its others.
 */
export function balance(
  rows: readonly { readings: readonly Reading[]; sign: 1 | -1 }[],
  most: number,
): number[][] | undefined {
  let sums = new Map<string, { vector: number[]; choices: number[][] }>();
  const width = rows[0]?.readings[0]?.length ?? 0;
  sums.set('', { vector: new Array(width).fill(0), choices: [[]] });
  for (const row of rows) {
    const next = new Map<string, { vector: number[]; choices: number[][] }>();
    for (const { vector, choices } of sums.values())
      for (const [index, reading] of row.readings.entries()) {
        const figures = reading.map(number);
        if (reading[width - 1] === null) figures[width - 1] = figures.reduce((sum, figure) => sum + figure, 0);
        const sum = vector.map((total, column) => total + row.sign * figures[column]!);
        const key = sum.join(',');
        const more = choices.map((choice) => [...choice, index]);
        const known = next.get(key);
        if (known) known.choices = [...known.choices, ...more].slice(0, most);
        else next.set(key, { vector: sum, choices: more.slice(0, most) });
        if (next.size > MOST_SUMS) return undefined;
      }
    sums = next;
  }
  const even = [...sums.values()].find(({ vector }) => vector.every((sum) => sum === 0));
  return even?.choices ?? [];
}

/** Whether a row has figures and no total. */
export function lacksTotal(reading: Reading): boolean {
  return reading.some((value) => value?.count) && reading.at(-1)?.state !== 'REPORTED';
}
