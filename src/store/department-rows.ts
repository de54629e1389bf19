/** Rows of `department` as transactions read and write them. */
import type { KindDef } from '../form/kinds';
import { Problem } from '../form/problem';
import { kindOf } from '../plan/basis';
import { askTable, type Dialect, inList, orderedJoin } from '../plan/statement';
import type { Connection, InsertTable } from './connection';
import type { ExpectationChanges, Span } from './expectations';
import type { Transaction } from './journal';
import { nextIds } from './next-ids';

export interface Department {
  readonly id: number;
  readonly regionId: number;
  /** Place of the kind in `KINDS`, from 1. */
  readonly kindId: number;
  readonly kind: KindDef;
  readonly name: string;
  /** The name without the region's. */
  readonly nameKey: string;
  /** Years in which its own report is expected: undefined from: in none; undefined to: open-ended. */
  readonly expectedFrom?: number;
  readonly expectedTo?: number;
  /** Years outside of these in which it reported for itself all the same; only of a registered body. */
  readonly beside: readonly number[];
  /** The years come from a register. */
  readonly registered: boolean;
}

export interface DepartmentRow {
  id: number;
  region_id: number;
  kind_id: number;
  name: string;
  name_key: string;
  expected_from: number | null;
  expected_to: number | null;
  reported_beside: string | null;
  registered: number;
}

/** The years of `department.reported_beside`. */
export function yearsBeside(packed: string | null): number[] {
  return packed ? packed.split(',').map(Number) : [];
}

/** A whole row of `department`. */
export function departmentOf(row: DepartmentRow): Department {
  return {
    id: row.id,
    regionId: row.region_id,
    kindId: row.kind_id,
    kind: kindOf(row.kind_id),
    name: row.name,
    nameKey: row.name_key,
    expectedFrom: row.expected_from ?? undefined,
    expectedTo: row.expected_to ?? undefined,
    beside: yearsBeside(row.reported_beside),
    registered: row.registered === 1,
  };
}

/** The span of expectation of a department. */
function spanOf(department: Pick<Department, 'regionId' | 'kindId' | 'expectedFrom' | 'expectedTo' | 'beside'>): Span {
  const { regionId, kindId, expectedFrom, expectedTo, beside } = department;
  return { regionId, kindId, from: expectedFrom ?? null, to: expectedTo ?? null, beside };
}

/** The body that a region has by this key, as the connection sees it. */
export async function departmentByKey(
  connection: Connection,
  regionId: number,
  nameKey: string,
): Promise<Department | undefined> {
  const row = await connection.get<DepartmentRow>('SELECT * FROM department WHERE region_id = ? AND name_key = ?', [
    regionId,
    nameKey,
  ]);
  return row && departmentOf(row);
}

/** Bodies by their regions and keys. */
function departmentsByKey(dialect: Dialect): string {
  const list =
    dialect === 'sqlite'
      ? 'SELECT value ->> 0 AS region_id, value ->> 1 AS name_key FROM json_each(?)'
      : 'SELECT (value ->> 0)::integer AS region_id, value ->> 1 AS name_key FROM jsonb_array_elements(?::jsonb)';
  return `SELECT d.* FROM (${list}) ask ${orderedJoin(dialect)} department d
    ON d.region_id = ask.region_id AND d.name_key = ask.name_key`;
}

const DEPARTMENT: InsertTable = {
  name: 'department',
  columns: [
    { name: 'id', type: 'integer' },
    { name: 'region_id', type: 'integer' },
    { name: 'kind_id', type: 'integer' },
    { name: 'name', type: 'text' },
    { name: 'name_key', type: 'text' },
  ],
};

/** The first years of own reports, of those bodies that have any. */
function firstReports(dialect: Dialect): string {
  return `WITH ${askTable(dialect, ['id'])}
    SELECT ask.id, MIN(r.year) AS first FROM ask
    JOIN report r ON r.department_id = ask.id AND r.scope = 0 AND r.withdrawn = 0 GROUP BY ask.id`;
}

/** A registered body `d` has a current own report `r` of a year in which its register does not expect it. */
export const BESIDE = `d.registered = 1 AND r.scope = 0 AND r.withdrawn = 0
      AND (d.expected_from IS NULL OR r.year < d.expected_from OR r.year > COALESCE(d.expected_to, 9999))`;

function reportedBeside(dialect: Dialect): string {
  return `WITH ${askTable(dialect, ['id'])}
    SELECT ask.id, r.year FROM ask
    JOIN department d ON d.id = ask.id
    JOIN report r ON r.department_id = d.id AND ${BESIDE}
    ORDER BY ask.id, r.year`;
}

function expectFrom(dialect: Dialect): string {
  return `WITH ${askTable(dialect, ['id', 'year'])}
    UPDATE department SET expected_from = ask.year FROM ask WHERE department.id = ask.id`;
}

/** What a new department is made of. */
export type NewRow = Pick<Department, 'regionId' | 'kindId' | 'name' | 'nameKey'>;

export class DepartmentRows {
  private readonly known = new Map<number, Department>();

  constructor(private readonly transaction: Transaction) {}

  /** Reads many at once, and waits until no other transaction writes anything of them. */
  async lock(ids: readonly number[]): Promise<void> {
    const { dialect } = this.transaction;
    const sql = `SELECT * FROM department WHERE id ${inList(dialect)} ORDER BY id`;
    const rows = await this.transaction.all<DepartmentRow>(dialect === 'postgres' ? `${sql} FOR UPDATE` : sql, [
      JSON.stringify(ids),
    ]);
    for (const row of rows) this.known.set(row.id, departmentOf(row));
  }

  /** The regions of those that were read. */
  regions(): Set<number> {
    return new Set([...this.known.values()].map(({ regionId }) => regionId));
  }

  /** The department with this id. @throws NOT_FOUND */
  async required(id: number): Promise<Department> {
    const known = this.known.get(id);
    if (known) return known;
    const row = await this.transaction.get<DepartmentRow>('SELECT * FROM department WHERE id = ?', [id]);
    if (row) return departmentOf(row);
    throw new Problem('NOT_FOUND', `没有编号为 ${id} 的机关`, `There is no department ${id}`);
  }

  /** Gives a department another region, kind or years of expectation. */
  async change(before: Department, after: Partial<Department>, expectations: ExpectationChanges): Promise<Department> {
    const changed = { ...before, ...after };
    const { regionId, kindId, nameKey, expectedFrom, expectedTo, beside, registered } = changed;
    await this.transaction.run(
      `UPDATE department SET region_id = ?, kind_id = ?, name_key = ?, expected_from = ?, expected_to = ?,
         reported_beside = ?, registered = ?
       WHERE id = ?`,
      [
        regionId,
        kindId,
        nameKey,
        expectedFrom ?? null,
        expectedTo ?? null,
        beside.length > 0 ? beside.join() : null,
        registered ? 1 : 0,
        before.id,
      ],
    );
    this.known.set(before.id, changed);
    expectations.replace(spanOf(before), spanOf(changed));
    return changed;
  }

  /**
   * Bodies that no register names are expected from their first own reports on.
   * @returns the regions of those that are expected from another year on than before
   */
  async expectFromFirstReports(ids: readonly number[], expectations: ExpectationChanges): Promise<number[]> {
    const rows = await this.transaction.all<{ id: number; first: number | null }>(
      firstReports(this.transaction.dialect),
      [JSON.stringify(ids.map((id) => [id]))],
    );
    const firsts = new Map(rows.map((row) => [row.id, row.first ?? undefined]));
    const changed: Department[] = [];
    for (const id of ids) {
      const before = await this.required(id);
      const expectedFrom = firsts.get(id);
      if (before.registered || before.expectedFrom === expectedFrom) continue;
      const after = { ...before, expectedFrom };
      this.known.set(id, after);
      expectations.replace(spanOf(before), spanOf(after));
      changed.push(after);
    }
    if (changed.length > 0)
      await this.transaction.run(expectFrom(this.transaction.dialect), [
        JSON.stringify(changed.map(({ id, expectedFrom }) => [id, expectedFrom ?? null])),
      ]);
    return changed.map(({ regionId }) => regionId);
  }

  /** Registered bodies that reported in a year in which no register expects them count as expected then. */
  async expectBeside(ids: readonly number[], expectations: ExpectationChanges): Promise<void> {
    const rows = await this.transaction.all<{ id: number; year: number }>(reportedBeside(this.transaction.dialect), [
      JSON.stringify(ids.map((id) => [id])),
    ]);
    for (const id of ids) {
      const before = await this.required(id);
      const beside = rows.filter((row) => row.id === id).map((row) => row.year);
      if (beside.join() !== before.beside.join()) await this.change(before, { beside }, expectations);
    }
  }

  /** Those of some regions and keys that there are, in no order. */
  async byKeys(bodies: readonly Pick<Department, 'regionId' | 'nameKey'>[]): Promise<Department[]> {
    if (bodies.length === 0) return [];
    const list = JSON.stringify(bodies.map(({ regionId, nameKey }) => [regionId, nameKey]));
    const sql = departmentsByKey(this.transaction.dialect);
    return (await this.transaction.all<DepartmentRow>(sql, [list])).map(departmentOf);
  }

  /** Makes departments. */
  async insertAll(made: readonly NewRow[]): Promise<Department[]> {
    const ids = await nextIds(this.transaction, 'department', made.length);
    const departments = made.map((each, at) => ({
      id: ids[at]!,
      ...each,
      kind: kindOf(each.kindId),
      beside: [],
      registered: false,
    }));
    const rows = departments.map(({ id, regionId, kindId, name, nameKey }) => [id, regionId, kindId, name, nameKey]);
    await this.transaction.insertAll(DEPARTMENT, rows);
    return departments;
  }
}
