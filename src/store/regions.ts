/** The tree of administrative divisions, whole in memory. */
import type { DataSource } from 'typeorm';
import { Problem } from '../form/problem';
import { REGION_LEVELS, type RegionLevel } from '../plan/basis';
import type { Connection } from './connection';
import { CODE_CHANGES, type CodeChange } from './data/code-changes';
import table from './data/regions.json';
import { Deadlines, readRules } from './deadlines';
import { DeadlineEntity, RegionEntity } from './entities';
import type { Journal, Transaction } from './journal';
import { shortNames } from './short-names';

export interface Region {
  /** The code as a number of nine digits: 410307 is 410307000, the nation 0. A subtree is the range `id..rangeEnd`. */
  readonly id: number;
  /** GB/T 2260, six digits; nine for a township; 000000 for the nation. */
  readonly code: string;
  readonly name: string;
  /** 河南省洛阳市偃师区 */
  readonly fullName: string;
  readonly level: RegionLevel;
  /** Null for the nation. */
  readonly parentId: number | null;
  readonly rangeEnd: number;
}

/** A region to be added: a township, or a made-up division. Its level and parent follow from its code unless given. */
export interface NewRegion {
  readonly code: string;
  readonly name: string;
  readonly level?: RegionLevel;
  /** Code of the parent. */
  readonly parent?: string;
}

/** A name that a region goes or went by. */
export interface RegionName {
  readonly region: Region;
  /** The region went into another one that has bodies of its own: its bodies keep the old name. */
  readonly merged: boolean;
}

const NATION: Region = {
  id: 0,
  code: '000000',
  name: '全国',
  fullName: '全国',
  level: 'NATION',
  parentId: null,
  rangeEnd: 999_999_999,
};

/** Ids in a region's range, by level. */
const SPAN: Readonly<Record<RegionLevel, number>> = {
  NATION: 1_000_000_000,
  PROVINCE: 10_000_000,
  CITY: 100_000,
  COUNTY: 1000,
  TOWNSHIP: 1,
};

const SELECT = `SELECT id, code, name, full_name AS "fullName", level, parent_id AS "parentId", range_end AS "rangeEnd"
  FROM region ORDER BY id`;

const changed = new Map(CODE_CHANGES.map((change) => [change.oldCode, change.code]));

/** Codes in force, with what became them. */
const became = new Map<string, CodeChange[]>();
for (const change of CODE_CHANGES) became.set(change.code, [...(became.get(change.code) ?? []), change]);

/** The id that a code of six or nine digits stands for; undefined where it is none. */
function idOf(code: string): number | undefined {
  if (/^0+$/.test(code)) return 0;
  if (/^\d{6}$/.test(code)) return Number(code) * 1000;
  return /^\d{9}$/.test(code) ? Number(code) : undefined;
}

function levelOf(id: number): RegionLevel {
  if (id % 1000 !== 0) return 'TOWNSHIP';
  if (id % 100_000 !== 0) return 'COUNTY';
  return id % 10_000_000 === 0 ? 'PROVINCE' : 'CITY';
}

/** Characters of a name by which most texts are told not to begin with one. */
const BEGINNING = 2;

export class Regions {
  private readonly byId = new Map<number, Region>();
  private readonly offspring = new Map<number, Region[]>();
  /** By name, and nothing by the beginnings of names. */
  private readonly named = new Map<string, RegionName[]>();
  /** Lists by level, made when they are first asked for; the same list as long as no region is added. */
  private readonly levels = new Map<string, readonly Region[]>();
  /** When the reports of bodies are due. */
  deadlines = new Deadlines(this);

  private constructor(private readonly journal: Journal) {}

  /** Reads the tree; a new store gets the divisions of the country first. */
  static async load(source: DataSource, journal: Journal): Promise<Regions> {
    const regions = new Regions(journal);
    const stored = await source.getRepository(RegionEntity).find({ order: { id: 'ASC' } });
    for (const row of stored) regions.enter({ ...row, level: REGION_LEVELS[row.level]! });
    journal.onForeignChange = (connection) => regions.refresh(connection);
    const rules = await source.getRepository(DeadlineEntity).find();
    regions.deadlines = new Deadlines(
      regions,
      rules.map(({ dueFor, fromYear, ...rule }) => ({ ...rule, for: dueFor, from: fromYear })),
    );
    if (stored.length === 0) {
      const country = table.regions.map((line) => ({ code: line.slice(0, 6), name: line.slice(7) }));
      await journal.write((transaction) => regions.insert(transaction, [NATION, ...regions.place(country, [NATION])]));
    }
    return regions;
  }

  /** The tree as a store holds it now, apart from this one. */
  async reread(connection: Connection): Promise<Regions> {
    const regions = new Regions(this.journal);
    for (const row of await connection.all<RegionEntity>(SELECT))
      regions.enter({ ...row, level: REGION_LEVELS[row.level]! });
    regions.deadlines = new Deadlines(regions, await readRules(connection));
    return regions;
  }

  /** Takes the place of this tree. */
  become(other: Regions): void {
    for (const [mine, theirs] of [
      [this.byId, other.byId],
      [this.offspring, other.offspring],
      [this.named, other.named],
      [this.levels, other.levels],
    ] as [Map<unknown, unknown>, Map<unknown, unknown>][]) {
      mine.clear();
      for (const [key, value] of theirs) mine.set(key, value);
    }
    this.deadlines = other.deadlines;
  }

  /** Takes up the regions and deadlines that another process has added. */
  async refresh(connection: Connection): Promise<void> {
    this.deadlines = new Deadlines(this, await readRules(connection));
    const { n } = (await connection.get<{ n: number }>('SELECT COUNT(*) AS n FROM region'))!;
    if (n === this.byId.size) return;
    const rows = await connection.all<RegionEntity>(SELECT);
    for (const row of rows) if (!this.byId.has(row.id)) this.enter({ ...row, level: REGION_LEVELS[row.level]! });
  }

  get nation(): Region {
    return this.byId.get(0)!;
  }

  get(id: number): Region | undefined {
    return this.byId.get(id);
  }

  /** The region with this code of six or nine digits; for a code no longer in force the region that it became. */
  byCode(code: string): Region | undefined {
    const id = idOf(code.trim());
    if (id === undefined) return undefined;
    const found = this.byId.get(id);
    if (found) return found;
    const code6 = id % 1000 === 0 ? changed.get(String(id / 1000)) : undefined;
    return code6 === undefined ? undefined : this.byId.get(Number(code6) * 1000);
  }

  /** The region with this code. @throws UNKNOWN_REGION */
  required(code: string): Region {
    const found = this.byCode(code);
    if (found) return found;
    throw new Problem(
      'UNKNOWN_REGION',
      `没有代码为“${code}”的行政区划（GB/T 2260，六位；乡镇九位）`,
      `There is no administrative division with the code "${code}" (GB/T 2260: six digits, nine for a township)`,
    );
  }

  /** In the order of their codes. */
  children(id: number): readonly Region[] {
    return this.offspring.get(id) ?? [];
  }

  parent(id: number): Region | undefined {
    const parentId = this.byId.get(id)?.parentId;
    return parentId === null || parentId === undefined ? undefined : this.byId.get(parentId);
  }

  /** The region itself, then those around it up to the nation. */
  *upwards(id: number): Generator<number> {
    for (let at = this.byId.get(id); at; at = this.parent(at.id)) yield at.id;
  }

  /** From the nation down to the parent. */
  ancestors(id: number): readonly Region[] {
    const found: Region[] = [];
    for (let at = this.parent(id); at; at = this.parent(at.id)) found.unshift(at);
    return found;
  }

  /** The children of the parent, the region itself included; the nation alone. */
  siblings(id: number): readonly Region[] {
    const region = this.byId.get(id);
    if (!region) return [];
    return region.parentId === null ? [region] : this.children(region.parentId);
  }

  /** The regions of a level, of the country or within a region (itself included), in the order of their codes. */
  atLevel(level: RegionLevel, within = 0): readonly Region[] {
    const top = this.byId.get(within);
    if (!top) return [];
    if (top.level === level) return [top];
    if (REGION_LEVELS.indexOf(top.level) > REGION_LEVELS.indexOf(level)) return [];
    const id = `${level}/${within}`;
    const known = this.levels.get(id);
    if (known) return known;
    const found = this.children(within).flatMap((child) => this.atLevel(level, child.id));
    this.levels.set(id, found);
    return found;
  }

  /** Regions whose name or full name holds the text, or that once went by the name: exact names first, then by level. */
  search(name: string): readonly Region[] {
    const text = name.trim();
    if (text === '') return [];
    const exact = new Set((this.named.get(text) ?? []).map((each) => each.region));
    const rest = [...this.byId.values()].filter((region) => !exact.has(region) && region.fullName.includes(text));
    const byLevel = (a: Region, b: Region): number =>
      REGION_LEVELS.indexOf(a.level) - REGION_LEVELS.indexOf(b.level) || a.id - b.id;
    return [...[...exact].sort(byLevel), ...rest.sort(byLevel)];
  }

  /** The regions that go or went by exactly this name. */
  withName(name: string): readonly RegionName[] {
    return this.named.get(name) ?? [];
  }

  /** Whether any region goes or went by a name that begins as this text does. */
  mayBeginWithName(text: string): boolean {
    return this.named.has(text.slice(0, BEGINNING));
  }

  /** Whether a region lies in another one or is it. */
  within(id: number, top: Region): boolean {
    return id >= top.id && id <= top.rangeEnd;
  }

  /**
   * Adds regions, parents before their children or after. A region that is there by the same code and name is passed over.
   * @throws BAD_INPUT where a code is none, is taken by another name or lies outside its parent's
   */
  async add(regions: readonly NewRegion[]): Promise<readonly Region[]> {
    return this.journal.write(async (transaction) => {
      const added = this.place(regions, []);
      const fresh = added.filter((region) => !this.byId.has(region.id));
      if (fresh.length > 0) {
        await this.insert(transaction, fresh);
        transaction.bump();
      }
      return added;
    });
  }

  private enter(region: Region): void {
    this.levels.clear();
    this.byId.set(region.id, region);
    for (const name of [region.name, ...shortNames(region.name)]) this.name(name, region, false);
    for (const change of became.get(region.code) ?? [])
      if (change.oldName !== region.name) this.name(change.oldName, region, change.merged);
    if (region.parentId === null) return;
    const children = this.offspring.get(region.parentId) ?? [];
    const before = children.findIndex((child) => child.id > region.id);
    if (before < 0) children.push(region);
    else children.splice(before, 0, region);
    this.offspring.set(region.parentId, children);
  }

  private name(name: string, region: Region, merged: boolean): void {
    const names = this.named.get(name);
    if (names) names.push({ region, merged });
    else this.named.set(name, [{ region, merged }]);
    const beginning = name.slice(0, BEGINNING);
    if (!this.named.has(beginning)) this.named.set(beginning, []);
  }

  private async insert(transaction: Transaction, regions: readonly Region[]): Promise<void> {
    for (const { id, code, name, fullName, level, parentId, rangeEnd } of regions)
      await transaction.run(
        'INSERT INTO region (id, code, name, full_name, level, parent_id, range_end) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [id, code, name, fullName, REGION_LEVELS.indexOf(level), parentId, rangeEnd],
      );
    transaction.committed(() => {
      for (const region of regions) this.enter(region);
    });
  }

  /** The regions with their places in the tree, in the order of their codes. `roots` are about to be added beside them. */
  private place(regions: readonly NewRegion[], roots: readonly Region[]): Region[] {
    const fresh = new Map(roots.map((region) => [region.id, region]));
    const at = (id: number): Region | undefined => fresh.get(id) ?? this.byId.get(id);
    const sorted = [...regions].sort((a, b) => (idOf(a.code) ?? 0) - (idOf(b.code) ?? 0));
    return sorted.map(({ code, name, level: given, parent: parentCode }) => {
      const id = idOf(code);
      if (!id || name.trim() === '')
        throw refused(code, '代码应为六位或九位数字，并有名称', 'a code of six or nine digits and a name are needed');
      const existing = at(id);
      if (existing?.name === name) return existing;
      if (existing) throw refused(code, `代码已属于${existing.fullName}`, `the code is that of ${existing.fullName}`);
      const level = given ?? levelOf(id);
      const rangeEnd = id + SPAN[level] - 1;
      const parent = parentCode === undefined ? enclosing(id, at) : at(idOf(parentCode) ?? -1);
      if (!parent || id <= parent.id || rangeEnd > parent.rangeEnd)
        throw refused(code, '代码不在上级区划的范围内', 'the code lies outside the one of its parent');
      const fullName = parent.level === 'NATION' ? name : parent.fullName + name;
      const region: Region = {
        id,
        code: id % 1000 === 0 ? code.slice(0, 6) : code,
        name,
        fullName,
        level,
        parentId: parent.id,
        rangeEnd,
      };
      fresh.set(id, region);
      return region;
    });
  }
}

/** The smallest region around an id: its county, city or province, or the nation. */
function enclosing(id: number, at: (id: number) => Region | undefined): Region | undefined {
  for (const span of [1000, 100_000, 10_000_000]) {
    const top = id - (id % span);
    const found = top === id ? undefined : at(top);
    if (found) return found;
  }
  return at(0);
}

function refused(code: string, zh: string, en: string): Problem {
  return new Problem('BAD_INPUT', `不能添加区划 ${code}：${zh}`, `The region ${code} cannot be added: ${en}`);
}
