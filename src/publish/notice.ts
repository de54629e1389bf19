/**
 * The draft of a notice (通报) on how the bodies of a region reported for a year: who is late, missing, failed the
 * checks, or copied.
 */
import { FILING_RULES } from '../check/rule';
import { daysLate } from '../form/deadline';
import type { Scope } from '../form/draft';
import { ALL_KINDS, basisNumber } from '../plan/basis';
import { planRollups } from '../plan/figures';
import { count, holdingOfRollup } from '../plan/holding';
import { planReportCount, planReportList, type ReportsAsk } from '../plan/lists';
import { planReportRecords } from '../plan/records';
import type { Region, Store } from '../store';
import { type CopiedTexts, copiedTexts } from './copied';
import { findingsInWords, rulesOf } from './findings';
import { missingBodies } from './missing';
import { type Body, bodiesOf, type DataState, readRows, scanCount, scanRows, stateOfData } from './reading';

export interface LateReport {
  readonly body: Body;
  readonly scope: Scope;
  /** ISO dates. */
  readonly publishedOn: string;
  readonly deadline: string;
  readonly daysLate: number;
}

export interface FailingBody {
  readonly body: Body;
  /** What was found, in words, of each open error. */
  readonly errors: readonly { readonly rule: string; readonly zh: string; readonly en: string }[];
}

/** A list that may be long: how many there are, and the first ones. */
export interface Listed<T> {
  readonly total: number;
  readonly shown: readonly T[];
}

export interface Notice {
  readonly region: Region;
  readonly year: number;
  /** Own reports: expected, there, published by their deadline, of unknown date. */
  readonly expected: number;
  readonly reporting: number;
  readonly onTime: number;
  readonly unknown: number;
  readonly late: Listed<LateReport>;
  readonly missing: Listed<Body>;
  /** `total` counts open errors, not bodies. */
  readonly failing: Listed<FailingBody>;
  readonly copied: CopiedTexts;
  readonly data: DataState;
}

/** Rows that a table of the notice has at most. */
export const NOTICE_ROWS = 1000;
/** Lateness has a table of its own, and so has who did not report. */
const LATENESS = ['PUBLISHED_LATE', ...FILING_RULES];

/** The notice of a region and year. @throws UNKNOWN_REGION */
export async function draftNotice(
  store: Store,
  ask: { readonly region: string; readonly year: number },
): Promise<Notice> {
  const region = store.regions.required(ask.region);
  const { year } = ask;
  const data = await stateOfData(store);
  const key = { basis: basisNumber('COMPUTED'), kind: ALL_KINDS, year, region: region.id };
  const [row] = await readRows(store, planRollups(store.dialect, [key], []));
  const { expected, reports, onTime, late } = holdingOfRollup(row!, key.basis, []);
  return {
    region,
    year,
    expected,
    reporting: reports,
    onTime,
    unknown: reports - onTime - late,
    late: await lateReports(store, region, year),
    missing: await missingBodies(store, region, year, 'COMPUTED', NOTICE_ROWS),
    failing: await failingBodies(store, region, year),
    copied: await copiedTexts(store, region, year, NOTICE_ROWS),
    data,
  };
}

async function lateReports(store: Store, { id, rangeEnd }: Region, year: number): Promise<Listed<LateReport>> {
  const ask: ReportsAsk = {
    within: { low: id, high: rangeEnd },
    years: { from: year, to: year },
    filing: 2,
    order: { by: 'REGION', sort: 'ASC' },
  };
  const listed = await scanRows(store, planReportList(store.dialect, ask, undefined, NOTICE_ROWS));
  const ids = listed.map((row) => count(row.id));
  const rows = await readRows(store, planReportRecords(store.dialect, ids));
  const byId = new Map(rows.map((row) => [count(row.id), row]));
  const bodies = await bodiesOf(
    store,
    rows.map((row) => count(row.department_id)),
  );
  const shown = ids.map((reportId): LateReport => {
    const row = byId.get(reportId)!;
    const body = bodies.get(count(row.department_id))!;
    const publishedOn = String(row.published_on);
    const deadline = store.regions.deadlines.dateOf(body.region.id, body.kind, year)!;
    const scope = count(row.scope) === 0 ? 'OWN' : 'CONSOLIDATED';
    return { body, scope, publishedOn, deadline, daysLate: daysLate(publishedOn, deadline) };
  });
  return { total: await scanCount(store, planReportCount(store.dialect, ask)), shown };
}

async function failingBodies(store: Store, { id, rangeEnd }: Region, year: number): Promise<Listed<FailingBody>> {
  const ask = { within: { low: id, high: rangeEnd }, years: { from: year, to: year }, status: 'OPEN' };
  const { total, shown } = await findingsInWords(store, ask, [rulesOf('ERROR', LATENESS)], NOTICE_ROWS);
  const byBody = new Map<number, { body: Body; errors: { rule: string; zh: string; en: string }[] }>();
  for (const { body, rule, zh, en } of shown) {
    const failing = byBody.get(body.id) ?? { body, errors: [] };
    failing.errors.push({ rule, zh, en });
    byBody.set(body.id, failing);
  }
  return {
    total,
    shown: [...byBody.values()].sort((a, b) => a.body.region.id - b.body.region.id || a.body.id - b.body.id),
  };
}
