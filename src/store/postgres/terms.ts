/**
 * The index of terms in PostgreSQL: the set of a report's terms under a GIN index, which finds candidates, and the terms in
 * their order, in which phrases are looked up. Positions in a tsvector would do for neither: they end at 16,383, and a term has
 * 256 at most.
 */
import type { Connection } from '../connection';
import type { OnTermDifference, TermEntries, TermIndex } from '../term-index';

const COLUMNS = ['title', 'body', 'text'] as const;
const SET = "array_to_tsvector(string_to_array(?, ' '))";

const SQL = {
  add: `INSERT INTO search (report_id, terms, title, body, text) VALUES (?, ${SET}, ?, ?, ?)`,
  remove: 'DELETE FROM search WHERE report_id = ?',
  clear: 'DELETE FROM search',
  row: `SELECT title, body, text, terms = ${SET} AS complete FROM search WHERE report_id = ?`,
  total: 'SELECT COUNT(*) AS total FROM search',
};

export class PostgresTerms implements TermIndex {
  private reports = 0;

  constructor(private readonly connection: Connection) {}

  async add(reportId: number, entries: TermEntries): Promise<void> {
    const texts = COLUMNS.map((column) => padded(entries[column]));
    await this.connection.run(SQL.add, [reportId, setOf(entries), ...texts]);
  }

  async remove(reportId: number): Promise<void> {
    await this.connection.run(SQL.remove, [reportId]);
  }

  async clear(): Promise<void> {
    await this.connection.run(SQL.clear);
  }

  async settle(): Promise<void> {}

  async compare(reportId: number, entries: TermEntries, found: OnTermDifference): Promise<void> {
    this.reports += 1;
    type Row = Record<(typeof COLUMNS)[number], string> & { complete: number };
    const row = await this.connection.get<Row>(SQL.row, [setOf(entries), reportId]);
    if (!row) found(reportId, 'terms', null, String(setOf(entries).split(' ').length));
    else if (row.complete === 0) found(reportId, 'terms', 'others', setOf(entries));
    if (row)
      for (const column of COLUMNS) {
        const counted = padded(entries[column]);
        if (row[column] !== counted) found(reportId, column, row[column], counted);
      }
  }

  async compareAll(found: OnTermDifference): Promise<void> {
    const { total } = (await this.connection.get<{ total: number }>(SQL.total))!;
    if (total !== this.reports) found(undefined, 'rows', String(total), String(this.reports));
  }
}

/** Each term stands between two spaces. */
function padded(terms: string): string {
  return terms === '' ? '' : ` ${wellFormed(terms)} `;
}

/** As the driver sends it: half of a character beyond the basic plane is none in UTF-8. */
function wellFormed(terms: string): string {
  return terms.replace(/\p{Cs}/gu, '\ufffd');
}

/** The terms, each once. Terms of places have a mark that no term of a text has. */
function setOf({ title, body, text, place }: TermEntries): string {
  const places = place.split(' ').map((term) => `@${term}`);
  return [
    ...new Set([
      ...wellFormed(`${title} ${body} ${text}`)
        .split(' ')
        .filter((term) => term !== ''),
      ...places,
    ]),
  ].join(' ');
}
