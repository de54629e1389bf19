/** What grows by year on PostgreSQL is a table a year, made before it is needed. */
import { openStore, type Store } from '../../src/store';
import { newDatabase, ON_POSTGRES, ON_SHARDS } from '../fixtures/databases';
import { bodiesOf, closeAll, document, newStore, report } from './opened';

afterAll(closeAll);

const onPostgres = ON_POSTGRES && !ON_SHARDS ? test : test.skip;
const PRESENT = new Date().getFullYear();

/** The tables that the rows of a table are in, with how many there are in each. */
async function parts(store: Store, table: string): Promise<Record<string, number>> {
  const rows = await store.read<{ part: string; rows: number }>(
    `SELECT tableoid::regclass::text AS part, COUNT(*) AS rows FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ part, rows: count }) => [part, count]));
}

onPostgres('reports, findings and marks of a year are in its table, those of years far away in the rest', async () => {
  const store = await newStore();
  const [body] = await bodiesOf(store, '410307', '司法局');
  const text = '本机关全年主动公开政府信息若干条，内容涉及机构职能与服务事项，均已按时发布。';
  const told = document({ sections: [{ key: 'OVERVIEW', heading: '一、总体情况', text, line: 1 }] });
  const finding = { rule: 'T3_BALANCE', cells: [] };
  for (const year of [2015, 2023, PRESENT + 1, PRESENT + 2])
    await store.writer.put(
      report(body!, { year, document: told, check: { findings: [finding] as never, unassessed: [] } }),
    );
  expect(await parts(store, 'report')).toEqual({
    report_2023: 1,
    [`report_${PRESENT + 1}`]: 1,
    report_rest: 2,
  });
  expect(Object.keys(await parts(store, 'finding'))).toEqual(expect.arrayContaining(['finding_2023', 'finding_rest']));
  expect(Object.keys(await parts(store, 'sentence_mark'))).toEqual([
    'sentence_mark_2023',
    `sentence_mark_${PRESENT + 1}`,
    'sentence_mark_rest',
  ]);
  expect(await store.verify()).toEqual([]);
});

onPostgres('a year whose time comes is taken out of the rest', async () => {
  const database = await newDatabase();
  const before = await openStore({ database });
  const [body] = await bodiesOf(before, '410307', '司法局');
  for (const year of [2022, 2023]) await before.writer.put(report(body!, { year }));
  for (const table of ['report_2023', 'finding_2023', 'sentence_mark_2023']) {
    const [parent] = table.split('_20');
    await before.source.query(`ALTER TABLE ${parent} DETACH PARTITION ${table}`);
    await before.source.query(`INSERT INTO ${parent} SELECT * FROM ${table}`);
    await before.source.query(`DROP TABLE ${table}`);
  }
  expect(await parts(before, 'report')).toEqual({ report_2022: 1, report_rest: 1 });
  await before.close();
  const store = await newStore({ database });
  expect(await parts(store, 'report')).toEqual({ report_2022: 1, report_2023: 1 });
  expect(await store.verify()).toEqual([]);
  await store.writer.put(report(body!, { year: 2023, publishedOn: '2024-01-20' }));
  expect(await parts(store, 'report')).toEqual({ report_2022: 1, report_2023: 1 });
});
