/** Rows of `department` as transactions read and write them. */
import type { KindDef } from '../form/kinds';
import { Problem } from '../form/problem';
import { kindOf } from '../plan/basis';
import type { Connection } from './connection';
import type { ExpectationChanges, Span } from './expectations';
import type { Transaction } from './journal';

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
  registered: number;
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
    registered: row.registered === 1,
  };
}

/** The span of expectation of a department. */
function spanOf(department: Pick<Department, 'regionId' | 'kindId' | 'expectedFrom' | 'expectedTo'>): Span {
  const { regionId, kindId, expectedFrom, expectedTo } = department;
  return { regionId, kindId, from: expectedFrom ?? null, to: expectedTo ?? null };
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

export class DepartmentRows {
  constructor(private readonly transaction: Transaction) {}

  /** The department with this id. @throws NOT_FOUND */
  async required(id: number): Promise<Department> {
    const row = await this.transaction.get<DepartmentRow>('SELECT * FROM department WHERE id = ?', [id]);
    if (row) return departmentOf(row);
    throw new Problem('NOT_FOUND', `没有编号为 ${id} 的机关`, `There is no department ${id}`);
  }

  /** Gives a department another region, kind or years of expectation. */
  async change(before: Department, after: Partial<Department>, expectations: ExpectationChanges): Promise<Department> {
    const changed = { ...before, ...after };
    const { regionId, kindId, nameKey, expectedFrom, expectedTo, registered } = changed;
    await this.transaction.run(
      `UPDATE department SET region_id = ?, kind_id = ?, name_key = ?, expected_from = ?, expected_to = ?, registered = ?
       WHERE id = ?`,
      [regionId, kindId, nameKey, expectedFrom ?? null, expectedTo ?? null, registered ? 1 : 0, before.id],
    );
    expectations.replace(spanOf(before), spanOf(changed));
    return changed;
  }

  /** Makes a department. */
  async insert(made: Pick<Department, 'regionId' | 'kindId' | 'name' | 'nameKey'>): Promise<Department> {
    const { regionId, kindId, name, nameKey } = made;
    const row = await this.transaction.get<{ id: number }>(
      'INSERT INTO department (region_id, kind_id, name, name_key) VALUES (?, ?, ?, ?) RETURNING id',
      [regionId, kindId, name, nameKey],
    );
    return { id: row!.id, ...made, kind: kindOf(kindId), registered: false };
  }
}
