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
