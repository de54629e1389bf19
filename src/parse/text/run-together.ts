/** Figures of a row of table 3 that a program ran together, in text that leaves nothing between cells, or too little. */
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { Figure } from '../printed/tokens';
import { divisions, type Value } from '../printed/values';
import { distinct, type Reading, rowHolds } from '../settle/readings';

const COLUMNS = APPLICANT_COLUMNS.length;

/** Among more readings than this, sums that hold by chance prove nothing; and all of them are looked at. */
const MOST_READINGS = 10_000;

/** Readings of a row in which figures ran together ("0000000", "21 00000 21"), those whose sum holds. */
export function divided(figures: readonly Figure[], values: readonly Value[]): Reading[] {
  const digits = figures.map((figure) => figure.text);
  const suspicious =
    digits.some((text) => /^0\d|\d0{3,}/.test(text)) || (digits.length === 1 && digits[0]!.length >= COLUMNS);
  if (!suspicious || !digits.every((text) => /^\d+$/.test(text))) return [];
  // Among zeros one more may be another row's, which nothing tells.
  if (digits.length > 1 && digits.every((text) => /^0+$/.test(text))) return [];
  let readings: Value[][] = [[]];
  for (const [i, text] of digits.entries()) {
    const left = digits.length - i - 1;
    const next: Value[][] = [];
    for (const so of readings)
      for (let parts = 1; parts <= COLUMNS - so.length - left; parts++)
        for (const division of divisions(text, parts)) {
          const counts = division.map((count): Value => ({ ...values[i]!, state: 'REPORTED', printed: text, count }));
          next.push([...so, ...counts]);
        }
    if (next.length > MOST_READINGS) return [];
    readings = next;
  }
  return distinct(readings.filter((reading) => reading.length === COLUMNS).filter(rowHolds));
}

/** Readings of a row whose total stands so close behind the figure before it that a program took the two for one ("6309" for 6 and 309). */
export function endedByTotal(figures: readonly Figure[], values: readonly Value[]): Reading[] {
  const last = figures.at(-1)!.text;
  const isPlain = figures.every(({ text }) => /^\d+$/.test(text)) && values.every(({ state }) => state === 'REPORTED');
  if (values.length !== COLUMNS - 1 || !isPlain || last.length < 3) return [];
  return divisions(last, 2)
    .map((counts) => [
      ...values.slice(0, -1),
      ...counts.map((count): Value => ({ ...values.at(-1)!, state: 'REPORTED', printed: last, count })),
    ])
    .filter(rowHolds);
}
