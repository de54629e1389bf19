/**
 * How roll-ups are made anew from reports and the roll-ups below them. Each is one question about one region and year. SQLite
 * answers it as often as there are regions, by prepared statements that cost next to nothing; PostgreSQL answers it for all
 * regions of a level in one statement, since each statement is a way to the server and back.
 */
import { ALL_KINDS, basisNumber } from '../plan/basis';
import { askTable, type Dialect } from '../plan/statement';
import { ROLLUP_COLUMNS } from './columns';
import type { Connection } from './connection';

/** A roll-up to be made anew. */
export interface FoldKey {
  readonly kind: number;
  readonly year: number;
  readonly region: number;
  /** Last id of the region's subtree. */
  readonly end: number;
}

type Part = keyof FoldKey;

/** SQL of the sums of a roll-up; `part` stands for a part of its key. */
export type FoldQuestion = (part: (name: Part) => string, dialect: Dialect) => string;

const COLUMNS: Readonly<Record<Part, string>> = {
  kind: 'kind_id',
  year: 'year',
  region: 'region_id',
  end: 'range_end',
};
const PARTS: readonly Part[] = ['kind', 'year', 'region', 'end'];
const INSERT = `INSERT INTO rollup (basis, kind_id, year, region_id, ${ROLLUP_COLUMNS.join(', ')})`;

const asked = askTable(
  'postgres',
  PARTS.map((part) => COLUMNS[part]),
);

function listed(keys: readonly FoldKey[]): string {
  return JSON.stringify(keys.map((key) => PARTS.map((part) => key[part])));
}

/** The roll-ups of one basis by one question. */
export class Fold {
  private readonly order: Part[] = [];
  private readonly one: string;
  private readonly all: string;

  constructor(
    private readonly basis: number,
    question: FoldQuestion,
  ) {
    const places = (name: Part): string => {
      this.order.push(name);
      return '?';
    };
    this.one = `${INSERT} ${question(places, 'sqlite').replace('SELECT', `SELECT ${basis}, ?, ?, ?,`)}`;
    const ofAsked = question((name) => `ask.${COLUMNS[name]}`, 'postgres');
    this.all = `WITH ${asked} ${INSERT} SELECT ${basis}, ask.kind_id, ask.year, ask.region_id, sums.*
      FROM ask CROSS JOIN LATERAL (${ofAsked}) AS sums`;
  }

  /** Makes roll-ups anew; where nothing is to be summed there is none. */
  async run(connection: Connection, keys: readonly FoldKey[]): Promise<void> {
    if (keys.length === 0) return;
    await removeSums(connection, this.basis, keys);
    if (connection.dialect === 'postgres') {
      await connection.run(this.all, [listed(keys)]);
      return;
    }
    for (const key of keys) {
      const params = this.order.map((part) => key[part]);
      await connection.run(this.one, [key.kind, key.year, key.region, ...params]);
    }
  }
}

const REMOVE = 'DELETE FROM rollup WHERE basis = ? AND kind_id = ? AND year = ? AND region_id = ?';
const REMOVE_ALL = `WITH ${asked} DELETE FROM rollup r USING ask
  WHERE r.basis = ? AND r.kind_id = ask.kind_id AND r.year = ask.year AND r.region_id = ask.region_id`;

/** Removes the roll-ups of a basis that there are. */
export async function removeSums(connection: Connection, basis: number, keys: readonly FoldKey[]): Promise<void> {
  if (connection.dialect === 'postgres') await connection.run(REMOVE_ALL, [listed(keys), basis]);
  else for (const { kind, year, region } of keys) await connection.run(REMOVE, [basis, kind, year, region]);
}

/** A region and year with what is known of its consolidated reports. */
export interface FiledState {
  /** It has one itself. */
  readonly own: boolean;
  /** It, or a region in it, has one. */
  readonly within: boolean;
}

const FILED = basisNumber('FILED');
const filedWithin = (region: string, end: string, year: string): string =>
  `EXISTS (SELECT 1 FROM rollup f WHERE f.basis = ${FILED} AND f.kind_id = ${ALL_KINDS} AND f.year = ${year}
    AND f.region_id BETWEEN ${region} AND ${end})`;

/** What is known of the consolidated reports of regions and years, in their order. */
export async function filedStates(
  connection: Connection,
  places: readonly Pick<FoldKey, 'year' | 'region' | 'end'>[],
): Promise<FiledState[]> {
  if (places.length === 0) return [];
  const sql = `WITH ${askTable(connection.dialect, ['at', 'year', 'region_id', 'range_end'])}
    SELECT ask.at, CASE WHEN ${filedWithin('ask.region_id', 'ask.region_id', 'ask.year')} THEN 1 ELSE 0 END AS own,
      CASE WHEN ${filedWithin('ask.region_id', 'ask.range_end', 'ask.year')} THEN 1 ELSE 0 END AS within
    FROM ask ORDER BY ask.at`;
  const list = JSON.stringify(places.map(({ year, region, end }, at) => [at, year, region, end]));
  const rows = await connection.all<{ own: number; within: number }>(sql, [list]);
  return rows.map(({ own, within }) => ({ own: own === 1, within: within === 1 }));
}
