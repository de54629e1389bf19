import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** What files were read, so that an import that is run again knows them by their bytes. */
export class Readings1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'reading',
        columns: [
          { name: 'sha256', type: 'text', isPrimary: true },
          { name: 'manner', type: 'text' },
          { name: 'report_id', type: 'integer' },
        ],
        withoutRowid: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('reading');
  }
}
