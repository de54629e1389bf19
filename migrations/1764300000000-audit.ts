import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

const COLUMNS = ['department_id', 'report_id', 'region_id'];

/** What an entry is about, beside its subject: an explained finding is made again by the next run of the checks. */
export class Audit1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns(
      'audit',
      COLUMNS.map((name) => new TableColumn({ name, type: 'integer', isNullable: true })),
    );
    await runner.query("UPDATE audit SET report_id = subject_id WHERE subject = 'report'");
    await runner.query(
      "UPDATE audit SET report_id = (SELECT f.report_id FROM finding f WHERE f.id = audit.subject_id) WHERE subject = 'finding'",
    );
    await runner.query(
      'UPDATE audit SET department_id = (SELECT r.department_id FROM report r WHERE r.id = audit.report_id) WHERE report_id IS NOT NULL',
    );
    await runner.query("UPDATE audit SET department_id = subject_id WHERE subject = 'department'");
    await runner.query(
      'UPDATE audit SET region_id = (SELECT d.region_id FROM department d WHERE d.id = audit.department_id) WHERE department_id IS NOT NULL',
    );
    await runner.createIndex('audit', new TableIndex({ name: 'audit_of_body', columnNames: ['department_id', 'id'] }));
    await runner.createIndex(
      'department',
      new TableIndex({ name: 'department_place', columnNames: ['region_id', 'id'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('department', 'department_place');
    await runner.dropIndex('audit', 'audit_of_body');
    await runner.dropColumns('audit', COLUMNS);
  }
}
