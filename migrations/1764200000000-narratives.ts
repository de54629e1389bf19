import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The index of terms, in SQLite: of pairs of characters, without the texts, which stand in `section` already. */
const SQLITE = [
  `CREATE VIRTUAL TABLE search USING fts5(
  title, body, text, place, content = '', contentless_delete = 1, tokenize = 'ascii'
)`,
  // Blocks of the index that fill a page of 8 KB.
  "INSERT INTO search (search, rank) VALUES ('pgsz', 8000)",
];

/** In PostgreSQL: the set of a report's terms, and the terms in their order. */
const POSTGRES = [
  `CREATE TABLE search (
  report_id integer PRIMARY KEY, terms tsvector NOT NULL, title text NOT NULL, body text NOT NULL, text text NOT NULL
)`,
  'CREATE INDEX search_terms ON search USING gin (terms)',
  // How often a phrase stands in terms.
  `CREATE FUNCTION phrase_count (terms text, phrase text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT (length(terms) - length(replace(terms, phrase, ''))) / length(phrase)
  $$`,
  // BM25 of a phrase that stands so often in a text of so many times the usual length.
  `CREATE FUNCTION relevance (often double precision, length double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE AS $$ SELECT often * 2.2 / (often + 1.2 * length) $$`,
];

/** What is kept to find copied text and to search narratives. */
export class Narratives1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'sentence_mark',
        columns: [
          { name: 'mark', type: 'bigint', isPrimary: true },
          { name: 'report_id', type: 'integer', isPrimary: true },
        ],
        withoutRowid: true,
      }),
    );
    await runner.createTable(
      new Table({
        name: 'narrative_count',
        columns: [
          { name: 'year', type: 'smallint', isPrimary: true },
          { name: 'section', type: 'smallint', isPrimary: true },
          { name: 'reports', type: 'integer' },
        ],
        withoutRowid: true,
      }),
    );
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const sql of postgres ? POSTGRES : SQLITE) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search');
    if (runner.dataSource.options.type === 'postgres')
      for (const name of ['phrase_count', 'relevance']) await runner.query(`DROP FUNCTION ${name}`);
    await runner.dropTable('narrative_count');
    await runner.dropTable('sentence_mark');
  }
}
