/** What a year's report must follow on from: each figure that the form carries over from the report of the year before. */
import { type Cell, cell } from '../form/cells';
import { APPLICANT_COLUMNS } from '../form/rows';

export const CONTINUITY_CHECKS = ['CARRIED_OVER', 'IN_FORCE'] as const;
export type ContinuityCheck = (typeof CONTINUITY_CHECKS)[number];

/** The year before's `base`, plus what was added and less what was removed, is this year's `found`. */
export interface ContinuityLine {
  readonly check: ContinuityCheck;
  readonly base: Cell;
  readonly added?: Cell;
  readonly removed?: Cell;
  readonly found: Cell;
}

/** 结转下年度继续办理 of the year before is 上年结转 of the year, per applicant column; on every form. */
export const CARRIED_OVER: readonly ContinuityLine[] = APPLICANT_COLUMNS.map(({ id }) => ({
  check: 'CARRIED_OVER',
  base: cell(`carriedForward.${id}`),
  found: cell(`carriedIn.${id}`),
}));

/** 现行有效件数 of the year before, plus 制发, less 废止, is that of the year; on the form of 2021. */
export const IN_FORCE: readonly ContinuityLine[] = ['regulations', 'normativeDocuments'].map((row) => ({
  check: 'IN_FORCE',
  base: cell(`${row}.inForce`),
  added: cell(`${row}.issued`),
  removed: cell(`${row}.repealed`),
  found: cell(`${row}.inForce`),
}));

export const CONTINUITY_LINES: readonly ContinuityLine[] = [...CARRIED_OVER, ...IN_FORCE];

/** A figure by cell index; undefined where none is known for certain. */
export type Known = (index: number) => number | undefined;

/** What follows from the year before, and what the year has; undefined where a figure of either is not known. */
export function followedBy(
  { base, added, removed, found }: ContinuityLine,
  earlier: Known,
  later: Known,
): { readonly expected: number; readonly found: number } | undefined {
  const last = earlier(base.index);
  const now = later(found.index);
  const plus = added ? later(added.index) : 0;
  const minus = removed ? later(removed.index) : 0;
  if (last === undefined || now === undefined || plus === undefined || minus === undefined) return undefined;
  return { expected: last + plus - minus, found: now };
}
