/** The routes to a total and the kinds of body, as the store numbers them. */
import type { Scope } from '../form/draft';
import { findKind, KINDS, type KindDef } from '../form/kinds';
import { Problem } from '../form/problem';

/**
 * COMPUTED: the sum of the own reports of the subtree. FILED: the region's own consolidated report. BEST: the consolidated
 * report where there is one, otherwise own reports and the children's best.
 */
export const BASES = ['COMPUTED', 'FILED', 'BEST'] as const;
export type Basis = (typeof BASES)[number];

export const REGION_LEVELS = ['NATION', 'PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** Number of a basis in `rollup.basis`. */
export function basisNumber(basis: Basis): number {
  return BASES.indexOf(basis);
}

/** Number of a scope in `report.scope`. */
export function scopeNumber(scope: Scope): number {
  return scope === 'OWN' ? 0 : 1;
}

/** Number that means all kinds. */
export const ALL_KINDS = 0;

/** Number of a kind in `kind_id`: its place in `KINDS`, from 1. */
export function kindNumber(kind: KindDef): number {
  return KINDS.indexOf(kind) + 1;
}

/** The kind with this number. Throws on a number that is none. */
export function kindOf(number: number): KindDef {
  const kind = KINDS[number - 1];
  if (!kind) throw new Error(`no kind ${number}`);
  return kind;
}

/** The number of a kind given by its code. @throws UNKNOWN_KIND */
export function kindByCode(code: string): number {
  const kind = findKind(code);
  if (!kind) throw new Problem('UNKNOWN_KIND', `没有“${code}”这一机关类别`, `There is no kind of department "${code}"`);
  return kindNumber(kind);
}

/** Single kinds are folded into `rollup` down to the city; below, a kind of a region is about one body: read from `report`. */
export function kindIsFolded(level: RegionLevel): boolean {
  return level === 'NATION' || level === 'PROVINCE' || level === 'CITY';
}

/** A consolidated report has no kinds in it: only COMPUTED totals can be asked by kind or by department. @throws BAD_INPUT */
export function refuseKindsOf(basis: Basis): void {
  if (basis === 'COMPUTED') return;
  throw new Problem(
    'BAD_INPUT',
    `按机关类别或机关的合计只能用 COMPUTED：汇总报告不分机关类别，${basis} 无法拆分`,
    `Totals by kind or by department are COMPUTED only: a consolidated report is not broken down, so ${basis} has no such parts`,
  );
}
