/**
 * When reports are due. 《政府信息公开条例》 Art. 49: departments of county-level governments and above publish by 31 January of
 * the year after, governments by 31 March; townships are not named. A region may set other dates for itself and all below it.
 */
import { findKind, type KindDef } from './kinds';

/** Whom a rule is for: every body, those of one part of Art. 49, or one kind by its code. */
export type DueFor = string;

/** The parts of Art. 49, as a rule names them. */
export const DUE_CLASSES: readonly KindDef['deadline'][] = ['DEPARTMENT', 'GOVERNMENT', 'TOWNSHIP'];
export const DUE_FOR_ALL = 'ALL';

/** A date that a region sets. */
export interface DueRule {
  readonly for: DueFor;
  /** First year of the reports that it is for. */
  readonly from: number;
  /** Month and day in the year after, "01-20"; null: there is no deadline. */
  readonly due: string | null;
  /** What says so: the document's number or title. */
  readonly basis: string | null;
}

const DAY: Readonly<Record<Exclude<KindDef['deadline'], 'TOWNSHIP'>, string>> = {
  DEPARTMENT: '01-31',
  GOVERNMENT: '03-31',
};

/** Whether a rule may be for this. */
export function isDueFor(text: string): boolean {
  return text === DUE_FOR_ALL || (DUE_CLASSES as readonly string[]).includes(text) || findKind(text) !== undefined;
}

/** Whether this is a month and a day that every year has, "01-20". */
export function isDueDay(text: string): boolean {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [month, day] = [Number(match[1]), Number(match[2])];
  // 2023 is no leap year: a deadline exists every year.
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2023, month, 0)).getUTCDate();
}

/** ISO date in the year after the report's. */
export function dueOn(due: string, year: number): string {
  return `${year + 1}-${due}`;
}

/** ISO date until which a body of this kind publishes its report of a year by law; undefined where the law sets none. */
export function lawfulDeadline(kind: KindDef, year: number): string | undefined {
  return kind.deadline === 'TOWNSHIP' ? undefined : dueOn(DAY[kind.deadline], year);
}

/**
 * Of the rules of one region the one that is for a kind and year: that for the very kind before that for its part of Art. 49
 * before that for all, and of those the one that began last.
 */
export function ruleFor(rules: readonly DueRule[], kind: KindDef, year: number): DueRule | undefined {
  for (const group of [kind.code, kind.deadline, DUE_FOR_ALL]) {
    let found: DueRule | undefined;
    for (const rule of rules)
      if (rule.for === group && rule.from <= year && (!found || rule.from > found.from)) found = rule;
    if (found) return found;
  }
  return undefined;
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
