import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/**
 * Years in which a body reported although its register does not expect it: it counts as expected then, so that it does not
 * hide a body that is missing. `gongkai rebuild` finds those of a store from before.
 */
export class Beside1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('department', new TableColumn({ name: 'reported_beside', type: 'text', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('department', 'reported_beside');
  }
}
