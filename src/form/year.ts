/**
 * Years that a report can be about. The regulation on government information disclosure is in force since 2008; the upper
 * bound only keeps typing errors (20233) out.
 */
export const REPORT_YEARS = { first: 2008, last: 2099 } as const;

/** Whether a report can be about this year. */
export function isReportYear(year: number): boolean {
  return Number.isInteger(year) && year >= REPORT_YEARS.first && year <= REPORT_YEARS.last;
}
