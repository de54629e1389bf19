import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what a table is divided, and its primary key, which must hold that. Marks begin with their year. */
const TABLES = [
  { name: 'report', by: 'year', key: ['id', 'year'] },
  { name: 'finding', by: 'year', key: ['id', 'year'] },
  { name: 'sentence_mark', by: 'mark', key: ['mark', 'report_id'] },
] as const;

interface Index {
  readonly name: string;
  readonly definition: string;
}

/**
 * On PostgreSQL the tables that grow with each year consist of a part a year, so that an old year is taken out, vacuumed or put
 * elsewhere by itself. The parts are made by `src/store/postgres/years.ts`; until then everything is in the rest.
 */
export class Years1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type !== 'postgres') return;
    for (const { name, by, key } of TABLES) {
      const indexes = await this.indexesOf(runner, name);
      await runner.query(`ALTER TABLE ${name} RENAME TO ${name}_whole`);
      await runner.query(
        `CREATE TABLE ${name} (LIKE ${name}_whole INCLUDING DEFAULTS, PRIMARY KEY (${key.join(', ')})) PARTITION BY RANGE (${by})`,
      );
      if (by === 'year') await runner.query(`ALTER SEQUENCE ${name}_id_seq OWNED BY ${name}.id`);
      await runner.query(`CREATE TABLE ${name}_rest PARTITION OF ${name} DEFAULT`);
      await this.move(runner, `${name}_whole`, name, indexes);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type !== 'postgres') return;
    for (const { name, by, key } of TABLES) {
      const indexes = await this.indexesOf(runner, name);
      await runner.query(`ALTER TABLE ${name} RENAME TO ${name}_parts`);
      const primary = by === 'year' ? ['id'] : key;
      await runner.query(
        `CREATE TABLE ${name} (LIKE ${name}_parts INCLUDING DEFAULTS, PRIMARY KEY (${primary.join(', ')}))`,
      );
      if (by === 'year') await runner.query(`ALTER SEQUENCE ${name}_id_seq OWNED BY ${name}.id`);
      await this.move(runner, `${name}_parts`, name, indexes);
    }
  }

  /** The indexes of a table but its primary key. */
  private indexesOf(runner: QueryRunner, table: string): Promise<Index[]> {
    return runner.query(
      `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
       JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::regclass AND NOT i.indisprimary`,
      [table],
    );
  }

  private async move(runner: QueryRunner, from: string, to: string, indexes: readonly Index[]): Promise<void> {
    await runner.query(`INSERT INTO ${to} SELECT * FROM ${from}`);
    await runner.query(`DROP TABLE ${from}`);
    for (const { definition } of indexes)
      await runner.query(definition.replace(/ ON (ONLY )?\S+ USING/, ` ON ${to} USING`));
  }
}
