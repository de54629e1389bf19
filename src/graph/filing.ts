/** Who filed in time: the list of bodies, and the table by region and kind. */
import { KINDS } from '../form/kinds';
import { kindNumber, kindOf } from '../plan/basis';
import { identityOf } from '../plan/cursor';
import { type FilingAsk, planFilingCount, planFilings } from '../plan/filing';
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

/** How the bodies of a region, of all kinds or of one, filed for a year. */
export async function timelinessOf(
  context: GraphContext,
  region: Region,
  kind: number,
  year: number,
): Promise<Timeliness> {
  return new Timeliness(region, kind, year, await context.figures.region(region, kind, year, 'COMPUTED', []));
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
