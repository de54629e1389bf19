/** The bodies that file: found, resolved from printed names, made where they are new, and registered as expected. */
import { classify, findKind, type KindDef } from '../form/kinds';
import { Problem } from '../form/problem';
import { REPORT_YEARS } from '../form/year';
import { kindByCode, kindNumber, kindOf } from '../plan/basis';
import { ExpectationChanges, type Span } from './expectations';
import type { Journal } from './journal';
import { isNational, keyOf, type NamedRegion, regionsNamed, tidy, withoutNationalPrefix } from './names';
import { Oversight } from './oversight';
import type { Reader } from './reader';
import type { Region, Regions } from './regions';
import { TouchedTotals } from './rollups';

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

/** Whose report it is, by the printed name. */
export interface ResolvedBody {
  readonly region: Region;
  readonly name: string;
  readonly nameKey: string;
  readonly kind: KindDef;
  /** The department, where the store has it already. */
  readonly department?: Department;
}

export interface NewDepartment {
  readonly regionId: number;
  readonly name: string;
  /** Code of the kind; classified from the name unless given. */
  readonly kind?: string;
}

/** One line of a register of expected bodies. */
export interface RegisterRow {
  /** Region code. */
  readonly region: string;
  readonly name: string;
  readonly kind?: string;
  /** First and last year in which a report is expected: the first year of all, and open-ended, unless given. */
  readonly from?: number;
  readonly to?: number;
}

export interface DepartmentFilter {
  /** Id of the region that it belongs to. */
  readonly regionId?: number;
  /** Id of a region whose subtree it belongs to. */
  readonly within?: number;
  /** Code of its kind. */
  readonly kind?: string;
  /** Part of its name. */
  readonly name?: string;
}

interface DepartmentRow {
  id: number;
  region_id: number;
  kind_id: number;
  name: string;
  name_key: string;
  expected_from: number | null;
  expected_to: number | null;
  registered: number;
}

function departmentOf(row: DepartmentRow): Department {
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

/** The rows of a statement: as committed, or as the running transaction has made them. */
type Look = <T>(sql: string, params: readonly unknown[]) => T[];

export class Departments {
  private readonly inTransaction: Look = <T>(sql: string, params: readonly unknown[]) =>
    this.journal.prepare(sql).all(...params) as T[];

  constructor(
    private readonly journal: Journal,
    private readonly regions: Regions,
    private readonly reader: Reader,
  ) {}

  /** The departments with these ids, in their order; undefined where there is none. */
  async get(ids: readonly number[]): Promise<(Department | undefined)[]> {
    const rows = this.reader.all<DepartmentRow>(
      'SELECT * FROM department WHERE id IN (SELECT value FROM json_each(?))',
      [JSON.stringify(ids)],
    );
    const byId = new Map(rows.map((row) => [row.id, departmentOf(row)]));
    return ids.map((id) => byId.get(id));
  }

  /** Departments by region, kind and name, in the order of their ids. @param after id of the last one of the page before */
  async find(filter: DepartmentFilter, limit = 100, after = 0): Promise<Department[]> {
    const conditions = ['id > ?'];
    const params: (number | string)[] = [after];
    if (filter.regionId !== undefined) {
      conditions.push('region_id = ?');
      params.push(filter.regionId);
    }
    if (filter.within !== undefined) {
      conditions.push('region_id BETWEEN ? AND ?');
      params.push(filter.within, this.regions.get(filter.within)?.rangeEnd ?? filter.within);
    }
    if (filter.kind !== undefined) {
      conditions.push('kind_id = ?');
      params.push(kindByCode(filter.kind));
    }
    if (filter.name !== undefined) {
      conditions.push('instr(name, ?) > 0');
      params.push(tidy(filter.name));
    }
    const rows = this.reader.all<DepartmentRow>(
      `SELECT * FROM department WHERE ${conditions.join(' AND ')} ORDER BY id LIMIT ?`,
      [...params, limit],
    );
    return rows.map(departmentOf);
  }

  /**
   * Whose report it is: the body's region, its key there and its kind, from its name as printed and the region's code where
   * one is given. Nothing is written.
   * @throws UNKNOWN_REGION, UNKNOWN_KIND, AMBIGUOUS_BODY where the name fits several regions, BODY_MISSING where it fits none
   */
  async resolve(printed: { region?: string; body: string; kind?: string }): Promise<ResolvedBody> {
    return this.resolveNow(printed, (sql, params) => this.reader.all(sql, params));
  }

  /** The department of this region by this name or another spelling of it; made where it is new. @throws UNKNOWN_REGION, UNKNOWN_KIND, BODY_MISSING */
  async ensure(body: NewDepartment): Promise<Department> {
    return (await this.ensureAll([body]))[0]!;
  }

  /** The same for many, in one transaction. */
  async ensureAll(bodies: readonly NewDepartment[]): Promise<Department[]> {
    return this.journal.write(() => bodies.map((body) => this.ensureNow(body)));
  }

  /**
   * Registers the bodies that are expected to report: from then on their years of expectation follow the register and not
   * their reports. @throws UNKNOWN_REGION, UNKNOWN_KIND, BODY_MISSING, AMBIGUOUS_BODY, BAD_INPUT; nothing is written then
   */
  async register(rows: readonly RegisterRow[]): Promise<Department[]> {
    return this.journal.write(() => {
      const expectations = new ExpectationChanges(this.regions);
      const touched = new TouchedTotals(this.journal, this.regions);
      const ids = rows.map((row) => this.registerNow(row, expectations, touched));
      expectations.write(this.journal);
      touched.expected(expectations);
      touched.recompute();
      const departments = ids.map((id) => this.required(id));
      const oversight = new Oversight(this.journal, this.regions);
      for (const { regionId } of departments) oversight.expected(regionId);
      oversight.run(touched);
      if (rows.length > 0) this.journal.bump();
      return departments;
    });
  }

  /** Within a transaction: the department with this id. @throws NOT_FOUND */
  required(id: number): Department {
    const row = this.journal.prepare('SELECT * FROM department WHERE id = ?').get(id) as DepartmentRow | undefined;
    if (row) return departmentOf(row);
    throw new Problem('NOT_FOUND', `没有编号为 ${id} 的机关`, `There is no department ${id}`);
  }

  /** Within a transaction: gives a department another region, kind or years of expectation. */
  change(before: Department, after: Partial<Department>, expectations: ExpectationChanges): Department {
    const changed = { ...before, ...after };
    const { regionId, kindId, nameKey, expectedFrom, expectedTo, registered } = changed;
    this.journal
      .prepare(
        `UPDATE department SET region_id = ?, kind_id = ?, name_key = ?, expected_from = ?, expected_to = ?, registered = ?
         WHERE id = ?`,
      )
      .run(regionId, kindId, nameKey, expectedFrom ?? null, expectedTo ?? null, registered ? 1 : 0, before.id);
    expectations.replace(spanOf(before), spanOf(changed));
    return changed;
  }

  /** Within a transaction: the department that a region has by this key. */
  byKey(regionId: number, nameKey: string): Department | undefined {
    const row = this.journal
      .prepare('SELECT * FROM department WHERE region_id = ? AND name_key = ?')
      .get(regionId, nameKey) as DepartmentRow | undefined;
    return row && departmentOf(row);
  }

  private ensureNow({ regionId, name, kind: given }: NewDepartment): Department {
    const region = this.regions.get(regionId);
    if (!region) throw new Problem('UNKNOWN_REGION', `没有编号为 ${regionId} 的区划`, `There is no region ${regionId}`);
    const plain = tidy(name);
    if (plain === '') throw bodyMissing(name);
    const nameKey = keyOf(plain, region, this.regions);
    const existing = this.byKey(regionId, nameKey);
    if (existing) return existing;
    const kindId = given === undefined ? kindNumber(kindFor(nameKey, region)) : kindByCode(given);
    const { lastInsertRowid } = this.journal
      .prepare('INSERT INTO department (region_id, kind_id, name, name_key) VALUES (?, ?, ?, ?)')
      .run(regionId, kindId, plain, nameKey);
    this.journal.bump();
    return {
      id: Number(lastInsertRowid),
      regionId,
      kindId,
      kind: kindOf(kindId),
      name: plain,
      nameKey,
      registered: false,
    };
  }

  private registerNow(row: RegisterRow, expectations: ExpectationChanges, touched: TouchedTotals): number {
    const { from = REPORT_YEARS.first, to } = row;
    if (to !== undefined && to < from)
      throw new Problem(
        'BAD_INPUT',
        `${row.name}：截止年度 ${to} 早于起始年度 ${from}`,
        `${row.name}: the last year ${to} is before the first one ${from}`,
      );
    const body = this.resolveNow({ region: row.region, body: row.name, kind: row.kind }, this.inTransaction);
    const before = this.ensureNow({ regionId: body.region.id, name: body.name, kind: row.kind });
    const kindId = row.kind === undefined ? before.kindId : kindByCode(row.kind);
    if (kindId !== before.kindId) this.changeKindOfReports(before, kindId, touched);
    this.change(before, { kindId, expectedFrom: from, expectedTo: to, registered: true }, expectations);
    return before.id;
  }

  private changeKindOfReports(department: Department, kindId: number, touched: TouchedTotals): void {
    const reports = this.journal
      .prepare('SELECT year, scope FROM report WHERE department_id = ?')
      .all(department.id) as { year: number; scope: number }[];
    this.journal.prepare('UPDATE report SET kind_id = ? WHERE department_id = ?').run(kindId, department.id);
    for (const { year, scope } of reports) {
      if (scope === 1) touched.filed(department.regionId, year);
      else for (const kind of [department.kindId, kindId]) touched.own(department.regionId, year, kind);
    }
  }

  private resolveNow(
    { region: code, body, kind: given }: { region?: string; body: string; kind?: string },
    look: Look,
  ): ResolvedBody {
    if (given !== undefined) kindByCode(given);
    const name = tidy(body);
    if (name === '') throw bodyMissing(body);
    const { region, key } = this.placeOf(name, code, look);
    const statement = 'SELECT * FROM department WHERE region_id = ? AND name_key = ?';
    const [row] = look<DepartmentRow>(statement, [region.id, key]);
    const department = row && departmentOf(row);
    const kind = (given === undefined ? department?.kind : findKind(given)) ?? kindFor(key, region);
    return { region, name, nameKey: key, kind, department };
  }

  private placeOf(name: string, code: string | undefined, look: Look): NamedRegion {
    const top = code === undefined ? undefined : this.regions.required(code);
    const named = regionsNamed(name, this.regions, top).filter((each) => each.key !== '');
    const branch = named.length > 0 ? named : regionsNamed(withoutNationalPrefix(name), this.regions, top);
    if (branch.length === 1) return { region: branch[0]!.region, key: keyOf(name, branch[0]!.region, this.regions) };
    if (branch.length > 1)
      throw ambiguous(
        name,
        branch.map((each) => each.region.fullName),
      );
    if (top) return { region: top, key: keyOf(name, top, this.regions) };
    if (isNational(name)) return { region: this.regions.nation, key: keyOf(name, this.regions.nation, this.regions) };
    return this.placeOfKnownName(name, look);
  }

  /** A name that begins with no region's, of a body that the store has. */
  private placeOfKnownName(name: string, look: Look): NamedRegion {
    const statement = 'SELECT region_id, name_key FROM department WHERE name = ? LIMIT 10';
    const rows = look<{ region_id: number; name_key: string }>(statement, [name]);
    if (rows.length > 1)
      throw ambiguous(
        name,
        rows.map((row) => this.regions.get(row.region_id)!.fullName),
      );
    const row = rows[0];
    if (!row) throw bodyMissing(name);
    return { region: this.regions.get(row.region_id)!, key: row.name_key };
  }
}

/** The government of a township is a township. */
function kindFor(key: string, region: Region): KindDef {
  const kind = classify(key);
  return kind.code === 'government' && region.level === 'TOWNSHIP' ? findKind('township')! : kind;
}

function bodyMissing(name: string): Problem {
  return new Problem(
    'BODY_MISSING',
    `从“${name}”看不出属于哪个行政区划，请给出区划代码（--region）`,
    `Nothing says which region "${name}" belongs to: give the region's code (--region)`,
  );
}

function ambiguous(name: string, candidates: readonly string[]): Problem {
  const some = candidates.slice(0, 10);
  const more = candidates.length - some.length;
  return new Problem(
    'AMBIGUOUS_BODY',
    `“${name}”可以是：${some.join('、')}${more > 0 ? `等 ${candidates.length} 处` : ''}，请给出区划代码（--region）`,
    `"${name}" may be of ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}: give the region's code (--region)`,
  );
}
