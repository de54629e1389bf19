/** Which bodies' consolidated reports are those of their region. */
import { kindByCode } from './basis';

/**
 * Order in which the kinds of body speak for their region: a government's consolidated report is the region's; otherwise that
 * of its general office, or of the township that is the region. Others speak only for themselves.
 */
export const SPEAKERS: readonly number[] = ['government', 'township', 'office'].map(kindByCode);
const [GOVERNMENT, TOWNSHIP] = SPEAKERS as [number, number];

/** SQL over a body or report of such an alias: it speaks for its region. A township body of a county does not speak for the county. */
export function speaksFor(alias: string): string {
  return `${alias}.kind_id IN (${SPEAKERS.join(', ')}) AND (${alias}.kind_id <> ${TOWNSHIP} OR ${alias}.region_id % 1000 <> 0)`;
}

/** Whether a consolidated report of a kind counts for its region. */
export function speaks(kind: number, region: { readonly id: number }): boolean {
  return SPEAKERS.includes(kind) && (kind !== TOWNSHIP || region.id % 1000 !== 0);
}

/** SQL over a body: it is the government itself. */
export function isGovernment(alias: string): string {
  return `${alias}.kind_id = ${GOVERNMENT}`;
}

/** SQL over a body or report: it is that of the region's government, which in a township is the township. */
export function governs(alias: string): string {
  return `(${isGovernment(alias)} OR (${alias}.kind_id = ${TOWNSHIP} AND ${alias}.region_id % 1000 <> 0))`;
}

/**
 * SQL of the one consolidated report that is the filed one of a region and year, however many there are.
 */
export function filedReport(columns: string, region = '?', year = '?'): string {
  return `SELECT ${columns} FROM report r
    WHERE r.region_id = ${region} AND r.year = ${year} AND r.scope = 1 AND r.withdrawn = 0
      AND ${speaksFor('r')}
    ORDER BY ${speakerRank('r')}, r.department_id LIMIT 1`;
}

/** SQL over a report: its place in that order. */
export function speakerRank(alias: string): string {
  return `CASE ${alias}.kind_id ${SPEAKERS.map((kind, at) => `WHEN ${kind} THEN ${at}`).join(' ')} END`;
}
