import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The index of terms, in SQLite: of pairs of characters, without the texts, which stand in `section` already. */
const SEARCH = `CREATE VIRTUAL TABLE search USING fts5(
  title, body, text, place, content = '', contentless_delete = 1, tokenize = 'ascii'
)`;
/** Blocks of the index that fill a page of 8 KB. */
const BLOCKS = "INSERT INTO search (search, rank) VALUES ('pgsz', 8000)";

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
    await runner.query(SEARCH);
    await runner.query(BLOCKS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search');
    await runner.dropTable('narrative_count');
    await runner.dropTable('sentence_mark');
  }
}
