import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

const TABLES = ['document', 'section', 'report_version'];

/**
 * The region that documents and superseded states were filed in, by which they are on the shard of their report. What was
 * written before belongs to the nation, and so to the coordinator.
 */
export class Places1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.addColumn(table, new TableColumn({ name: 'region_id', type: 'integer', default: '0' }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropColumn(table, 'region_id');
  }
}
