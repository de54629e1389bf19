/**
 * National deadlines of the reports, 《政府信息公开条例》 Art. 49: departments of county-level governments and above publish
 * by 31 January of the year after, governments by 31 March. Townships are not named.
 */
import type { KindDef } from './kinds';

const DAY: Readonly<Record<Exclude<KindDef['deadline'], 'TOWNSHIP'>, string>> = {
  DEPARTMENT: '01-31',
  GOVERNMENT: '03-31',
};

/** ISO date until which a body of this kind publishes its report of a year; undefined where the law sets none. */
export function deadlineOf(kind: KindDef, year: number): string | undefined {
  return kind.deadline === 'TOWNSHIP' ? undefined : `${year + 1}-${DAY[kind.deadline]}`;
}

/** What is known of when a report came out; its place is the number in the store. */
export const FILINGS = ['UNKNOWN', 'ON_TIME', 'LATE'] as const;
export type Filing = (typeof FILINGS)[number];

/** Whether a report came out by its deadline, that day included; unknown where either is. ISO dates. */
export function filingOf(publishedOn: string | undefined, deadline: string | undefined): Filing {
  if (publishedOn === undefined || deadline === undefined) return 'UNKNOWN';
  return publishedOn <= deadline ? 'ON_TIME' : 'LATE';
}

const DAY_MS = 86_400_000;

/** Days from a deadline to the date of publication after it. ISO dates. */
export function daysLate(publishedOn: string, deadline: string): number {
  return Math.round((Date.parse(publishedOn) - Date.parse(deadline)) / DAY_MS);
}
