import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** When reports are due, where a region sets another date than the law. */
export class Deadlines1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'deadline',
        columns: [
          { name: 'region_id', type: 'integer', isPrimary: true },
          { name: 'due_for', type: 'text', isPrimary: true },
          { name: 'from_year', type: 'smallint', isPrimary: true },
          { name: 'due', type: 'text', isNullable: true },
          { name: 'basis', type: 'text', isNullable: true },
        ],
        withoutRowid: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('deadline');
  }
}
