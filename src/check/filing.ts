/** Checks across bodies: who is expected to report, and did not. */
import type { Finding } from './result';

/** A body of a region that is expected to report for a year. */
export interface ExpectedBody {
  readonly department: number;
  /** A register names it; otherwise it reported before. */
  readonly registered: boolean;
  /** It has a report of the year that is not withdrawn. */
  readonly filed: boolean;
}

/** A year's reports are in once this share of the bodies has filed; before that, a missing one is not missing yet. */
const UNDER_WAY = 0.5;

/** The bodies of a region that did not report for a year although others did, by department. */
export function checkFiling(year: number, bodies: readonly ExpectedBody[]): Map<number, Finding> {
  const filed = bodies.filter((body) => body.filed).length;
  const missing = new Map<number, Finding>();
  if (filed === 0 || filed < bodies.length * UNDER_WAY) return missing;
  const details = { year: String(year), bodies: String(bodies.length), filed: String(filed) };
  for (const { department, registered, filed: has } of bodies)
    if (!has) missing.set(department, { rule: registered ? 'NOT_FILED' : 'NOT_FILED_AGAIN', cells: [], details });
  return missing;
}
