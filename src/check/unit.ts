/** Amounts in the wrong unit: 万元 and 元 are ten thousand times apart. */

const UNIT = 10_000;
/** What is compared varies by less than this factor by itself, or the unit could not be told from it. */
const VARIES = 4;

/** Whether two amounts above zero are about ten thousand times apart. */
export function isUnitSlip(one: number, other: number): boolean {
  if (one <= 0 || other <= 0) return false;
  const times = Math.max(one, other) / Math.min(one, other);
  return times >= UNIT / VARIES && times <= UNIT * VARIES;
}
