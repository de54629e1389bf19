/** Who filed in time: the list of bodies, and the table by region and kind. */
import { KINDS } from '../form/kinds';
import { kindNumber, kindOf } from '../plan/basis';
import { identityOf } from '../plan/cursor';
import { type FilingAsk, planFilingCount, planFilingCounts, planFilings } from '../plan/filing';
import { count, type Row } from '../plan/holding';
import type { Region } from '../store/regions';
import type { GraphContext } from './context';
import { type Connection, connectionOf, type PageArgs, readPage } from './types/connection';
import { FilingEntry, Timeliness } from './types/timeliness';

/** The expected bodies of a region, with what became of their reports. */
export async function listFilings(
  context: GraphContext,
  ask: FilingAsk,
  page: PageArgs,
): Promise<Connection<FilingEntry>> {
  const { reading, records } = context;
  const read = await readPage<Row>(
    page,
    identityOf(['filings', ask]),
    (row) => [count(row.region_id), count(row.id)],
    (after, limit) => reading.scan(planFilings(reading.dialect, ask, after, limit)),
  );
  const bodies = await Promise.all(read.items.map((row) => records.departments.load(count(row.id))));
  const { deadlines } = context.store.regions;
  const items = read.items.map((row, at) => {
    const body = bodies[at]!;
    return new FilingEntry(row, ask.year, body, deadlines.dateOf(body.region, kindOf(body.kind), ask.year));
  });
  return connectionOf(
    { ...read, items },
    (item) => item,
    async () => count((await reading.scan(planFilingCount(reading.dialect, ask)))[0]!.total),
  );
}

/** How the bodies of a region, of all kinds or of one, filed for a year by their own reports. */
export async function timelinessOf(
  context: GraphContext,
  region: Region,
  kind: number,
  year: number,
): Promise<Timeliness> {
  const counts = await context.figures.region(region, kind, year, 'COMPUTED', []);
  return new Timeliness(region, { kind, year, scope: 'OWN' }, counts);
}

/**
 * How the governments of a region's subtree filed their consolidated reports.
 * @param within a region above it, of which others are asked as well: all of them are read at once
 */
export async function consolidatedTimeliness(
  context: GraphContext,
  region: Region,
  kind: number,
  year: number,
  within = region,
): Promise<Timeliness> {
  const { reading } = context;
  const ask = { range: { low: within.id, high: within.rangeEnd }, kind, year, scope: 'CONSOLIDATED' } as const;
  const rows = await context.once(JSON.stringify(['filed', ask]), () =>
    reading.scan(planFilingCounts(reading.dialect, ask)),
  );
  const counts = { expected: 0, reports: 0, onTime: 0, late: 0 };
  for (const row of rows) {
    const place = count(row.region_id);
    if (place < region.id || place > region.rangeEnd) continue;
    counts.expected += count(row.expected);
    counts.reports += count(row.reports);
    counts.onTime += count(row.on_time);
    counts.late += count(row.late);
  }
  return new Timeliness(region, ask, counts);
}

/** The same of each kind that any body is expected or reported of. @param kinds all of them unless given */
export async function timelinessByKind(
  context: GraphContext,
  region: Region,
  year: number,
  kinds: readonly number[] | undefined,
): Promise<{ kind: number; timeliness: Timeliness }[]> {
  const wanted = kinds ?? KINDS.map(kindNumber);
  const rows = await Promise.all(
    wanted.map(async (kind) => ({ kind, timeliness: await timelinessOf(context, region, kind, year) })),
  );
  return rows.filter(({ timeliness }) => timeliness.expected > 0 || timeliness.reports > 0);
}
