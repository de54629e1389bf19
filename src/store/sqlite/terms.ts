/** The index of terms in SQLite: FTS5 without its texts. It lists its terms and their numbers, so that it can be compared. */
import type { Connection } from '../connection';
import type { OnTermDifference, TermEntries, TermIndex } from '../term-index';

const COLUMNS = ['title', 'body', 'text', 'place'] as const;

const SQL = {
  add: 'INSERT INTO search (rowid, title, body, text, place) VALUES (?, ?, ?, ?, ?)',
  remove: 'DELETE FROM search WHERE rowid = ?',
  clear: "INSERT INTO search (search) VALUES ('delete-all')",
  settle: "INSERT INTO search (search) VALUES ('optimize')",
  /** How many terms each column of a report has. */
  size: 'SELECT hex(sz) AS sizes FROM search_docsize WHERE id = ?',
  total: 'SELECT COUNT(*) AS total FROM search_docsize',
  /** Each term with how often it stands in a column. */
  vocabulary: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search, 'col')",
  terms: 'SELECT term, col, cnt FROM temp.search_terms',
};

export class SqliteTerms implements TermIndex {
  private reports = 0;
  private readonly sums = COLUMNS.map(() => 0);

  constructor(private readonly connection: Connection) {}

  async add(reportId: number, { title, body, text, place }: TermEntries): Promise<void> {
    await this.connection.run(SQL.add, [reportId, title, body, text, place]);
  }

  async remove(reportId: number): Promise<void> {
    await this.connection.run(SQL.remove, [reportId]);
  }

  async clear(): Promise<void> {
    await this.connection.run(SQL.clear);
  }

  async settle(): Promise<void> {
    await this.connection.run(SQL.settle);
  }

  async compare(reportId: number, entries: TermEntries, found: OnTermDifference): Promise<void> {
    this.reports += 1;
    COLUMNS.forEach((column, at) => {
      for (const term of termsOf(entries[column])) this.sums[at] = (this.sums[at]! + checksum(term)) >>> 0;
    });
    const row = await this.connection.get<{ sizes: string }>(SQL.size, [reportId]);
    const stored = row ? varints(Buffer.from(row.sizes, 'hex')).join() : null;
    const counted = COLUMNS.map((column) => termsOf(entries[column]).length).join();
    if (stored !== counted) found(reportId, 'terms', stored, counted);
  }

  async compareAll(found: OnTermDifference): Promise<void> {
    const { total } = (await this.connection.get<{ total: number }>(SQL.total))!;
    if (total !== this.reports) found(undefined, 'rows', String(total), String(this.reports));
    await this.connection.run(SQL.vocabulary);
    const stored = COLUMNS.map(() => 0);
    const rows = (await this.connection.lists(SQL.terms)) as [string, (typeof COLUMNS)[number], number][];
    for (const [term, column, count] of rows) {
      const at = COLUMNS.indexOf(column);
      stored[at] = (stored[at]! + Math.imul(checksum(term), count)) >>> 0;
    }
    COLUMNS.forEach((column, at) => {
      if (stored[at] !== this.sums[at]) found(undefined, column, String(stored[at]), String(this.sums[at]));
    });
  }
}

function termsOf(text: string): string[] {
  return text === '' ? [] : text.split(' ').filter((term) => term !== '');
}

/** FNV-1a over the term as SQLite gives it back, in UTF-8. */
function checksum(term: string): number {
  let state = 0x811c9dc5;
  // Half of a character beyond the basic plane is kept as three bytes that are read as no character.
  for (const byte of Buffer.from(term.replace(/\p{Cs}/gu, '\ufffd\ufffd\ufffd')))
    state = Math.imul(state ^ byte, 0x01000193);
  return state >>> 0;
}

/** SQLite's numbers of variable length: seven bits a byte, the highest first. */
function varints(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers;
}
