/**
 * A whole store as lines of JSON: a manifest, then for each table its rows and a line with their number and checksum, then the
 * end with the checksum of all. The text of a row is canonical: the same values give the same bytes, whichever database they
 * come from, so that equal checksums mean equal tables.
 */
import { createHash } from 'node:crypto';
import { Problem } from '../../form/problem';
import type { CarriedTable } from './tables';

/** Grows when a file can no longer be read by an older program. */
export const FORMAT = 1;

/** What a file is recognised by. */
export const BEGINNING = '{"gongkai":"store"';

export interface Manifest {
  readonly gongkai: 'store';
  readonly format: number;
  /** Migrations of the store that it was written from, in their order. */
  readonly migrations: readonly string[];
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly rows: number }[];
  /** The highest id that was ever given out, by table: one of something that is gone is not given again. */
  readonly lastIds: Readonly<Record<string, number>>;
}

/** What a table came to. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over the lines of its rows, hexadecimal. */
  readonly sha256: string;
}

/** A value as a database gives it: whole numbers as numbers, exact, or in decimals. */
export type Stored = number | bigint | string | null;

/** Adds up the rows of a table. */
export class Summing {
  private rows = 0;
  private readonly hash = createHash('sha256');

  constructor(private readonly table: string) {}

  /** @param text whole lines */
  add(text: string, rows: number): void {
    this.rows += rows;
    this.hash.update(text);
  }

  sum(): TableSum {
    return { table: this.table, rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/** The checksum of all tables together. */
export function sumOfAll(sums: readonly TableSum[]): string {
  const hash = createHash('sha256');
  for (const { table, rows, sha256 } of sums) hash.update(`${table} ${rows} ${sha256}\n`);
  return hash.digest('hex');
}

/** The canonical line of a row. */
export function lineOf(table: CarriedTable, row: readonly Stored[]): string {
  const values = table.columns.map(({ type }, at) => {
    const value = row[at]!;
    if (value === null) return 'null';
    return type === 'text' ? JSON.stringify(value) : whole(value);
  });
  return `[${values.join(',')}]\n`;
}

/** A number, where a double holds it, and otherwise its decimals as a text, so that JSON readers take it exactly. */
function whole(value: number | bigint | string): string {
  const decimals = String(value);
  if (!WHOLE.test(decimals)) throw new Error(`not a whole number: ${decimals}`);
  return decimals.length < 16 || Number.isSafeInteger(Number(decimals)) ? decimals : `"${decimals}"`;
}

const WHOLE = /^(0|-?[1-9]\d{0,18})$/;

/** The values of a row's line. @throws DAMAGED_FILE where they do not fit the table */
export function rowOf(table: CarriedTable, line: string): (number | string | null)[] {
  const row = parsed(line);
  if (!Array.isArray(row) || row.length !== table.columns.length) throw unreadable();
  table.columns.forEach(({ type }, at) => {
    const value: unknown = row[at];
    if (value === null) return;
    if (type === 'text' ? typeof value !== 'string' : !isWhole(value, type)) throw unreadable();
  });
  return row;
}

function isWhole(value: unknown, type: 'integer' | 'bigint'): boolean {
  if (typeof value === 'number') return type === 'bigint' ? Number.isSafeInteger(value) : (value | 0) === value;
  if (type === 'integer' || typeof value !== 'string' || !WHOLE.test(value)) return false;
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

/** The value of a line. @throws DAMAGED_FILE where it is no JSON */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw unreadable();
  }
}

/** @throws DAMAGED_FILE, or BAD_STORE where another version of the program wrote it */
export function manifestOf(line: string, tables: readonly CarriedTable[], migrations: readonly string[]): Manifest {
  const manifest = parsed(line) as Partial<Manifest> | null;
  if (manifest?.gongkai !== 'store' || typeof manifest.format !== 'number') throw unreadable();
  if (manifest.format > FORMAT || !sameList(manifest.migrations, migrations)) throw otherVersion();
  const fits = tables.every(({ name, columns }, at) => {
    const table = manifest.tables?.[at];
    const names = columns.map((column) => column.name);
    return table?.name === name && sameList(table.columns, names) && Number.isSafeInteger(table.rows);
  });
  if (!fits || manifest.tables?.length !== tables.length) throw unreadable();
  if (tables.some(({ name, counted }) => counted && !isWhole(manifest.lastIds?.[name], 'integer'))) throw unreadable();
  return manifest as Manifest;
}

function sameList(given: unknown, expected: readonly string[]): boolean {
  return Array.isArray(given) && given.length === expected.length && expected.every((each, at) => given[at] === each);
}

function otherVersion(): Problem {
  return new Problem(
    'BAD_STORE',
    '这份整库文件由另一版本的 gongkai 写成：请先用 gongkai migrate 把原库升级到此版本，再重新导出；或改用写成它的版本',
    'This file of a whole store was written by another version of gongkai: bring the store that it came from to this version with gongkai migrate and export it again, or use the version that wrote it',
  );
}

/** @param what what is wrong, in both languages */
export function damagedStore(what: { readonly zh: string; readonly en: string }): Problem {
  return new Problem(
    'DAMAGED_FILE',
    `整库文件已损坏或不完整：${what.zh}。数据库未作任何改动；请重新导出或重新传送该文件。`,
    `The file of a whole store is damaged or incomplete: ${what.en}. Nothing was written to the store; export or transfer the file again.`,
  );
}

export function unreadable(): Problem {
  return damagedStore({ zh: '有一行不符合格式', en: 'a line is not of its format' });
}
