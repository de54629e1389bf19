/** How the reports of a body follow on from one another, and where in a region they do not. */
import { CONTINUITY_LINES, type ContinuityLine, followedBy, type Known } from '../check/continuity';
import { CELLS, type Cell } from '../form/cells';
import type { Scope } from '../form/draft';
import { unpackStates } from '../form/figures';
import { scopeNumber } from '../plan/basis';
import { type BreaksAsk, breakColumn, planBreaks } from '../plan/continuity';
import { identityOf, type Key } from '../plan/cursor';
import { count, type Holding, type Row } from '../plan/holding';
import { type Measured, measured } from '../plan/measured';
import type { GraphContext } from './context';
import type { DepartmentRecord } from './loaders/records';
import { metricOfCell } from './metric-of-cell';
import { type Connection, connectionOf, type PageArgs, readPage } from './types/connection';
import { ContinuityYear } from './types/continuity';

export type ContinuityOutcome = 'HOLDS' | 'BROKEN' | 'FORM_CHANGED' | 'NOT_ASSESSABLE';

/** One line of a body's year, with the figures that it is made of. */
export interface FollowedYear {
  readonly line: ContinuityLine;
  readonly base: Measured;
  readonly added?: Measured;
  readonly removed?: Measured;
  readonly found: Measured;
  readonly outcome: ContinuityOutcome;
  readonly expected?: number;
}

const CELLS_READ: readonly Cell[] = [
  ...new Set(
    CONTINUITY_LINES.flatMap(({ base, added, removed, found }) =>
      [base, added, removed, found].filter((cell) => cell !== undefined),
    ),
  ),
].sort((a, b) => a.index - b.index);

/** A figure that is printed, or derived from all of its parts. */
function known({ status, sum }: Measured): number | undefined {
  return status === 'REPORTED' || status === 'DERIVED' ? Number(sum) : undefined;
}

/** How a body's report of a year follows on from that of the year before. */
export async function followedYear(
  context: GraphContext,
  body: DepartmentRecord,
  year: number,
  scope: Scope,
): Promise<FollowedYear[]> {
  const basis = scope === 'OWN' ? 'COMPUTED' : 'FILED';
  const [before, now] = await Promise.all([
    context.figures.department(body, year - 1, basis, CELLS_READ),
    context.figures.department(body, year, basis, CELLS_READ),
  ]);
  return followed(before, now);
}

/** How the figures of a year follow on from those of the year before. */
export function followed(before: Holding, now: Holding): FollowedYear[] {
  return CONTINUITY_LINES.map((line) => {
    const of = (cell: Cell | undefined): Measured | undefined => cell && measured(now, metricOfCell(cell.index));
    const base = measured(before, metricOfCell(line.base.index));
    const found = of(line.found)!;
    const follows = followedBy(
      line,
      (index) => known(measured(before, metricOfCell(index))),
      (index) => known(measured(now, metricOfCell(index))),
    );
    return {
      line,
      base,
      added: of(line.added),
      removed: of(line.removed),
      found,
      outcome: outcomeOf(base, found, follows),
      expected: follows?.expected,
    };
  });
}

function outcomeOf(base: Measured, found: Measured, follows: ReturnType<typeof followedBy>): ContinuityOutcome {
  if (follows) return follows.expected === follows.found ? 'HOLDS' : 'BROKEN';
  return [base, found].some(({ status }) => status === 'NOT_ON_THIS_FORM') ? 'FORM_CHANGED' : 'NOT_ASSESSABLE';
}

/** The figures of a row of `planBreaks` that are more than lower bounds. */
function knownIn(row: Row, year: 'now' | 'before'): Known {
  const states = row[`${year}_states`] as string | null;
  const partial = new Set(
    states === null ? [] : unpackStates(states).flatMap(([index, state]) => (state === 'PARTIAL' ? [index] : [])),
  );
  return (index) => {
    const value = row[breakColumn(year, CELLS[index]!)];
    return value === null || value === undefined || partial.has(index) ? undefined : Number(value);
  };
}

function isBroken(row: Row): boolean {
  const [before, now] = [knownIn(row, 'before'), knownIn(row, 'now')];
  return CONTINUITY_LINES.some((line) => {
    const follows = followedBy(line, before, now);
    return follows !== undefined && follows.expected !== follows.found;
  });
}

const keyOf = (row: Row): Key => [count(row.region_id), count(row.department_id), count(row.year)];

/** Reads from behind a key until there are enough that are broken beyond doubt. */
async function brokenAfter(
  context: GraphContext,
  ask: BreaksAsk,
  after: Key | undefined,
  limit: number,
): Promise<Row[]> {
  const { reading } = context;
  const found: Row[] = [];
  for (let behind = after; found.length < limit; ) {
    const rows = await reading.scan(planBreaks(reading.dialect, ask, CONTINUITY_LINES, behind, limit));
    found.push(...rows.filter(isBroken));
    if (rows.length < limit) break;
    behind = keyOf(rows.at(-1)!);
  }
  return found.slice(0, limit);
}

/** Rows that are counted at a time. */
const COUNTED = 5000;

/** The reports of a region that do not follow on from those of the year before. */
export async function listBreaks(
  context: GraphContext,
  ask: Omit<BreaksAsk, 'scope'> & { readonly scope: Scope },
  page: PageArgs,
): Promise<Connection<ContinuityYear>> {
  const asked = { ...ask, scope: scopeNumber(ask.scope) };
  const read = await readPage<Row>(page, identityOf(['breaks', asked]), keyOf, (after, limit) =>
    brokenAfter(context, asked, after, limit),
  );
  const bodies = await Promise.all(read.items.map((row) => context.records.departments.load(count(row.department_id))));
  const items = read.items.map((row, at) => new ContinuityYear(bodies[at]!, count(row.year), ask.scope));
  return connectionOf(
    { ...read, items },
    (item) => item,
    async () => {
      let total = 0;
      for (let behind: Key | undefined; ; ) {
        const rows = await brokenAfter(context, asked, behind, COUNTED);
        total += rows.length;
        if (rows.length < COUNTED) return total;
        behind = keyOf(rows.at(-1)!);
      }
    },
  );
}
