/** Fills an empty store from the lines of a whole one, in one transaction: it is there as it was, or not at all. */
import { StringDecoder } from 'node:string_decoder';
import { Problem } from '../../form/problem';
import type { Connection, Value } from '../connection';
import type { Journal, Transaction } from '../journal';
import { rebuildNarratives } from '../narratives';
import type { Regions } from '../regions';
import { continueFrom } from './ids';
import {
  damagedStore,
  type Manifest,
  manifestOf,
  parsed,
  rowOf,
  Summing,
  sumOfAll,
  type TableSum,
  unreadable,
} from './lines';
import { type OnRows, summed } from './pack';
import { checkReferences } from './references';
import type { CarriedTable } from './tables';

/** Characters of the longest line that is read: a superseded state of a report with its findings is some thousands. */
const LONGEST = 64 * 1024 * 1024;
/** Rows, and characters of them, that are put in together. */
const MOST_ROWS = 1000;
const MOST_CHARACTERS = 8 * 1024 * 1024;

/**
 * @param bytes the lines in UTF-8
 * @returns what each table came to, read again from the store that was filled
 * @throws BAD_STORE where the store is not empty or of another version, DAMAGED_FILE
 */
export function unpack(
  journal: Journal,
  regions: Regions,
  tables: readonly CarriedTable[],
  migrations: readonly string[],
  bytes: AsyncIterable<Buffer>,
  onRows: OnRows = () => {},
): Promise<TableSum[]> {
  return journal.writeAlone(async (transaction) => {
    await expectEmpty(transaction, tables);
    try {
      const lines = new Lines(bytes);
      const manifest = manifestOf(await lines.next(), tables, migrations);
      const filling = new Filling(transaction, lines, manifest, onRows);
      const sums: TableSum[] = [];
      for (const [at, table] of tables.entries()) sums.push(await filling.fill(table, manifest.tables[at]!.rows));
      if ((parsed(await lines.next()) as { end?: unknown } | null)?.end !== sumOfAll(sums)) throw differs();
      await lines.expectEnd();
      await continueFrom(transaction, tables, manifest.lastIds);
      const stored = await summed(transaction, tables);
      if (sumOfAll(stored) !== sumOfAll(sums)) throw differs();
      await checkReferences(transaction);
      const carried = await regions.reread(transaction);
      await rebuildNarratives(transaction, carried);
      transaction.committed(() => regions.become(carried));
      return stored;
    } catch (error) {
      throw refusedByDatabase(error) ? unreadable() : error;
    }
  });
}

/** Empty is what a new store is, which holds the regions of the country and nothing else. */
async function expectEmpty(connection: Connection, tables: readonly CarriedTable[]): Promise<void> {
  for (const { name } of tables) {
    if (name === 'region') continue;
    if (await connection.get(`SELECT 1 AS one FROM ${name} LIMIT 1`))
      throw new Problem(
        'BAD_STORE',
        '整库文件只能导入空的数据库，这个数据库已有内容：请用 --database 指定一个新的文件或新建的 PostgreSQL 数据库',
        'A whole store is imported into an empty store only, and this one has content: name a new file, or a new PostgreSQL database, by --database',
      );
  }
  await connection.run('DELETE FROM region');
}

/** Whether a value or a row is one that the database does not take. Nothing else may have written what is in its way. */
function refusedByDatabase(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(2[23]...|SQLITE_CONSTRAINT.*|SQLITE_MISMATCH)$/.test(code);
}

function differs(): Problem {
  return damagedStore({ zh: '内容与其校验值不符', en: 'its content differs from its checksum' });
}

class Filling {
  private through = 0;
  private readonly total: number;

  constructor(
    private readonly transaction: Transaction,
    private readonly lines: Lines,
    manifest: Manifest,
    private readonly onRows: OnRows,
  ) {
    this.total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Puts in the rows of a table, up to its checksum. */
  async fill(table: CarriedTable, expected: number): Promise<TableSum> {
    const summing = new Summing(table.name);
    let rows: Value[][] = [];
    let text: string[] = [];
    let characters = 0;
    const put = async (): Promise<void> => {
      summing.add(text.join(''), rows.length);
      await this.transaction.insertAll(table, rows);
      this.through += rows.length;
      this.onRows(this.through, this.total);
      rows = [];
      text = [];
      characters = 0;
    };
    for (let left = expected; left > 0; left -= 1) {
      const line = await this.lines.next();
      rows.push(rowOf(table, line));
      text.push(`${line}\n`);
      characters += line.length;
      if (rows.length >= MOST_ROWS || characters >= MOST_CHARACTERS) await put();
    }
    await put();
    const sum = summing.sum();
    if ((await this.lines.next()) !== JSON.stringify(sum)) throw differs();
    return sum;
  }
}

/** The lines of a text in UTF-8, one after the other. */
class Lines {
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly decoder = new StringDecoder('utf8');
  private waiting: string[] = [];
  private at = 0;
  /** What follows the last line break. */
  private rest: string[] = [];
  private restLength = 0;

  constructor(bytes: AsyncIterable<Buffer>) {
    this.chunks = bytes[Symbol.asyncIterator]();
  }

  /** @throws DAMAGED_FILE where there is none, or one that is too long */
  async next(): Promise<string> {
    while (this.at >= this.waiting.length) if (!(await this.readOn())) throw cutShort();
    const line = this.waiting[this.at]!;
    this.at += 1;
    return line;
  }

  /** @throws DAMAGED_FILE where anything follows */
  async expectEnd(): Promise<void> {
    while (this.at >= this.waiting.length) if (!(await this.readOn())) return this.expectNoRest();
    throw unreadable();
  }

  private expectNoRest(): void {
    if (this.restLength > 0) throw unreadable();
  }

  private async readOn(): Promise<boolean> {
    const { done, value } = await this.read();
    if (done) return false;
    const parts = this.decoder.write(value).split('\n');
    this.rest.push(parts[0]!);
    this.restLength += parts[0]!.length;
    if (this.restLength > LONGEST) throw unreadable();
    this.waiting = [];
    this.at = 0;
    if (parts.length === 1) return true;
    this.waiting = [this.rest.join(''), ...parts.slice(1, -1)];
    this.rest = [parts.at(-1)!];
    this.restLength = this.rest[0]!.length;
    return true;
  }

  private async read(): Promise<IteratorResult<Buffer>> {
    try {
      return await this.chunks.next();
    } catch (error) {
      // What the decompression finds: Z_DATA_ERROR, Z_BUF_ERROR.
      throw /^Z_/.test(String((error as { code?: unknown }).code)) ? cutShort() : error;
    }
  }
}

function cutShort(): Problem {
  return damagedStore({ zh: '文件不完整', en: 'it ends before its content does' });
}
