/** The bodies that file: found, resolved from printed names, made where they are new, and registered as expected. */
import { classify, findKind, type KindDef } from '../form/kinds';
import { Problem } from '../form/problem';
import { REPORT_YEARS } from '../form/year';
import { kindByCode, kindNumber } from '../plan/basis';
import { likeText } from '../plan/lists';
import { oneOf, where } from '../plan/statement';
import type { Connection } from './connection';
import {
  type Department,
  type DepartmentRow,
  DepartmentRows,
  departmentByKey,
  departmentOf,
  type NewRow,
} from './department-rows';
import type { Journal, Transaction } from './journal';
import { type Mended, misprinted } from './misprints';
import { branchOf, isNational, keyOf, type NamedRegion, regionsNamed, tidy, withoutNationalPrefix } from './names';
import { OwnChecks } from './own-checks';
import { Refiling } from './refiling';
import type { Region, Regions } from './regions';
import type { TouchedTotals } from './rollups';
import { newUnsettled, settle, type Unsettled } from './settle';

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

export class Departments {
  constructor(
    private readonly journal: Journal,
    private readonly regions: Regions,
    /** Sees what is committed. */
    private readonly reader: Connection,
  ) {}

  /** The departments with these ids, in their order; undefined where there is none. */
  async get(ids: readonly number[]): Promise<(Department | undefined)[]> {
    const filter = where([oneOf(this.reader.dialect, 'id', ids)]);
    const rows = await this.reader.all<DepartmentRow>(`SELECT * FROM department ${filter.sql}`, filter.params);
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
      conditions.push("name LIKE ? ESCAPE '!'");
      params.push(`%${likeText(tidy(filter.name))}%`);
    }
    const rows = await this.reader.all<DepartmentRow>(
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
    return this.resolveNow(printed, this.reader);
  }

  /** The department of this region by this name or another spelling of it; made where it is new. @throws UNKNOWN_REGION, UNKNOWN_KIND, BODY_MISSING */
  async ensure(body: NewDepartment): Promise<Department> {
    return (await this.ensureAll([body]))[0]!;
  }

  /** The same for many, in one transaction. */
  async ensureAll(bodies: readonly NewDepartment[]): Promise<Department[]> {
    return this.journal.write((transaction) => this.ensureNow(transaction, bodies));
  }

  /**
   * Registers the bodies that are expected to report: from then on their years of expectation follow the register and not
   * their reports. @throws UNKNOWN_REGION, UNKNOWN_KIND, BODY_MISSING, AMBIGUOUS_BODY, BAD_INPUT; nothing is written then
   */
  async register(rows: readonly RegisterRow[]): Promise<Department[]> {
    // Whose reports are expected where concerns everybody who writes reports there.
    return this.journal.writeAlone(async (transaction) => {
      const unsettled = newUnsettled(transaction, this.regions);
      const ids: number[] = [];
      for (const row of rows) ids.push(await this.registerNow(transaction, row, unsettled));
      const stored = new DepartmentRows(transaction);
      await stored.expectBeside([...new Set(ids)], unsettled.expectations);
      const departments: Department[] = [];
      for (const id of ids) departments.push(await stored.required(id));
      for (const { regionId } of departments) unsettled.oversight.expected(regionId);
      await settle(transaction, unsettled);
      if (rows.length > 0) transaction.bump();
      return departments;
    });
  }

  private async ensureNow(transaction: Transaction, bodies: readonly NewDepartment[]): Promise<Department[]> {
    const wanted = bodies.map((body) => this.rowOf(body));
    const rows = new DepartmentRows(transaction);
    const known = new Map((await rows.byKeys(wanted)).map((each) => [bodyKey(each), each]));
    const fresh = new Map<string, NewRow>();
    for (const each of wanted)
      if (!known.has(bodyKey(each)) && !fresh.has(bodyKey(each))) fresh.set(bodyKey(each), each);
    if (fresh.size > 0) {
      transaction.bump();
      for (const each of await rows.insertAll([...fresh.values()])) known.set(bodyKey(each), each);
    }
    return wanted.map((each) => known.get(bodyKey(each))!);
  }

  /** A department as it would be made. */
  private rowOf({ regionId, name, kind: given }: NewDepartment): NewRow {
    const region = this.regions.get(regionId);
    if (!region) throw new Problem('UNKNOWN_REGION', `没有编号为 ${regionId} 的区划`, `There is no region ${regionId}`);
    const plain = tidy(name);
    if (plain === '') throw bodyMissing(name);
    const nameKey = keyOf(plain, region, this.regions);
    const kindId = given === undefined ? kindNumber(kindFor(nameKey, region)) : kindByCode(given);
    return { regionId, kindId, name: plain, nameKey };
  }

  private async registerNow(
    transaction: Transaction,
    row: RegisterRow,
    { expectations, totals, findings, oversight }: Unsettled,
  ): Promise<number> {
    const { from = REPORT_YEARS.first, to } = row;
    if (to !== undefined && to < from)
      throw new Problem(
        'BAD_INPUT',
        `${row.name}：截止年度 ${to} 早于起始年度 ${from}`,
        `${row.name}: the last year ${to} is before the first one ${from}`,
      );
    const body = await this.resolveNow({ region: row.region, body: row.name, kind: row.kind }, transaction);
    const wanted = { regionId: body.region.id, name: body.name, kind: row.kind };
    const before = (await this.ensureNow(transaction, [wanted]))[0]!;
    const kindId = row.kind === undefined ? before.kindId : kindByCode(row.kind);
    if (kindId !== before.kindId) {
      await changeKindOfReports(transaction, before, kindId, totals);
      await new Refiling(transaction, this.regions.deadlines, totals).ofBody(before.id);
      const checks = new OwnChecks(transaction, findings, this.regions);
      for (const report of await checks.ofBody(before.id, before.nameKey)) await oversight.changed(report, report);
    }
    const after = { kindId, expectedFrom: from, expectedTo: to, registered: true };
    await new DepartmentRows(transaction).change(before, after, expectations);
    return before.id;
  }

  private async resolveNow(
    { region: code, body, kind: given }: { region?: string; body: string; kind?: string },
    connection: Connection,
  ): Promise<ResolvedBody> {
    if (given !== undefined) kindByCode(given);
    const name = tidy(body);
    if (name === '') throw bodyMissing(body);
    const { region, key, mended } = await this.placeOf(name, code, connection);
    const department = await departmentByKey(connection, region.id, key);
    const kind = (given === undefined ? department?.kind : findKind(given)) ?? kindFor(key, region);
    return { region, name: mended ?? name, nameKey: key, kind, department };
  }

  private async placeOf(name: string, code: string | undefined, connection: Connection): Promise<PlacedBody> {
    const top = code === undefined ? undefined : this.regions.required(code);
    const named = regionsNamed(name, this.regions, top).filter((each) => each.key !== '');
    const [plain, behind] = [withoutNationalPrefix(name), branchOf(name)];
    const rest = plain === name ? behind : plain;
    const branch = named.length > 0 ? named : regionsNamed(rest, this.regions, top);
    if (branch.length > 1)
      throw ambiguous(
        name,
        branch.map((each) => each.region.fullName),
      );
    const [only] = branch;
    if (!only && !top && isNational(name))
      return { region: this.regions.nation, key: keyOf(name, this.regions.nation, this.regions) };
    const misprint = this.misprintOf(only?.key ?? name, only?.region ?? top, top);
    if (misprint) return misprint;
    const region = only?.region ?? top;
    if (region) return { region, key: keyOf(name, region, this.regions) };
    return this.placeOfKnownName(name, connection);
  }

  /**
   * The body of a region whose name is misprinted (沐阳县 for 沭阳县): proposed, and taken where the caller names that very region.
   * @throws BODY_MISSING with the proposal
   */
  private misprintOf(rest: string, within: Region | undefined, said: Region | undefined): PlacedBody | undefined {
    const found = misprinted(rest, this.regions, within);
    const confirmed = found.find(({ region }) => region === said);
    if (confirmed) {
      const { region, name } = confirmed;
      return { region, key: keyOf(name, region, this.regions), mended: name };
    }
    if (found.length > 0) throw proposed(rest, found);
    return undefined;
  }

  /** A name that begins with no region's, of a body that the store has. */
  private async placeOfKnownName(name: string, connection: Connection): Promise<NamedRegion> {
    const statement = 'SELECT region_id, name_key FROM department WHERE name = ? LIMIT 10';
    const rows = await connection.all<{ region_id: number; name_key: string }>(statement, [name]);
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

async function changeKindOfReports(
  transaction: Transaction,
  department: Department,
  kindId: number,
  touched: TouchedTotals,
): Promise<void> {
  const reports = await transaction.all<{ year: number; scope: number }>(
    'SELECT year, scope FROM report WHERE department_id = ?',
    [department.id],
  );
  await transaction.run('UPDATE report SET kind_id = ? WHERE department_id = ?', [kindId, department.id]);
  for (const { year, scope } of reports) {
    if (scope === 1) touched.filed(department.regionId, year);
    else for (const kind of [department.kindId, kindId]) touched.own(department.regionId, year, kind);
  }
}

/** Where a body belongs, and its name as it should be where its region's is misprinted. */
interface PlacedBody extends NamedRegion {
  readonly mended?: string;
}

function bodyKey({ regionId, nameKey }: Pick<NewRow, 'regionId' | 'nameKey'>): string {
  return `${regionId}/${nameKey}`;
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

function proposed(name: string, found: readonly Mended[]): Problem {
  const [{ printed }] = found as [Mended];
  const places = found.map(({ region }) => ({ name: region.fullName, code: region.code }));
  return new Problem(
    'BODY_MISSING',
    `没有名为“${printed}”的行政区划。“${name}”是否属于${places.map((each) => `${each.name}（${each.code}）`).join('或')}？如是，请用 --region ${places[0]!.code} 确认`,
    `No region is called "${printed}". Is "${name}" of ${places.map((each) => `${each.name} (${each.code})`).join(' or of ')}? If so, confirm it by --region ${places[0]!.code}`,
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
