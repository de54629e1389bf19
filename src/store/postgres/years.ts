/**
 * The parts of what grows with each year: reports, findings and the marks of sentences, a table a year. Years beyond the next
 * one and before the first go into the rest, and are taken out of it once their year comes.
 */
import type { QueryRunner } from 'typeorm';
import { markKey } from '../narratives';
import { here } from './shards';

/** The first year of today's form; reports of earlier years are few. */
const FIRST_YEAR = 2019;

const yearItself = (year: number): number => year;
const marksOf = (year: number): number => markKey(year, 0, 0);
const TABLES = [
  { name: 'report', column: 'year', from: yearItself },
  { name: 'finding', column: 'year', from: yearItself },
  { name: 'sentence_mark', column: 'mark', from: marksOf },
];

/** Makes the parts that there should be. To be called while no other process does the same. */
export async function makeYears(runner: QueryRunner): Promise<void> {
  const [{ present }] = (await runner.query('SELECT EXTRACT(year FROM now())::int AS present')) as [
    { present: number },
  ];
  const there = new Set(
    ((await runner.query('SELECT relname AS name FROM pg_class WHERE relispartition')) as { name: string }[]).map(
      ({ name }) => name,
    ),
  );
  // Of a table on shards, what is left here.
  const tableOf = (name: string): string => (there.has(here(name)) ? here(name) : name);
  for (const { name, column, from } of TABLES)
    for (let year = FIRST_YEAR; year <= present + 1; year += 1)
      if (!there.has(`${name}_${year}`))
        await makeYear(runner, tableOf(name), `${name}_${year}`, `${name}_rest`, column, [from(year), from(year + 1)]);
}

async function makeYear(
  runner: QueryRunner,
  table: string,
  part: string,
  rest: string,
  column: string,
  [from, to]: readonly [number, number],
): Promise<void> {
  await runner.startTransaction();
  try {
    await runner.query(`LOCK TABLE ${table}`);
    await runner.query(`CREATE TABLE ${part} (LIKE ${table} INCLUDING DEFAULTS)`);
    await runner.query(
      `WITH moved AS (DELETE FROM ${rest} WHERE ${column} >= ${from} AND ${column} < ${to} RETURNING *)
       INSERT INTO ${part} SELECT * FROM moved`,
    );
    await runner.query(`ALTER TABLE ${table} ATTACH PARTITION ${part} FOR VALUES FROM (${from}) TO (${to})`);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}
