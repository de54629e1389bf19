/** Whoever shares the process with an import has its turns in the middle of it, and never sees half a report. */
import { importDocument } from '../../src/intake/import';
import { openStore } from '../../src/store';
import { dropDatabases, newStoreDatabase } from '../fixtures/databases';
import { textReport } from './text-report';

afterAll(dropDatabases);

const SEEN = `SELECT (SELECT COUNT(*) FROM report) AS reports, (SELECT COUNT(*) FROM document) AS documents,
  (SELECT COUNT(*) FROM reading) AS readings, (SELECT COALESCE(MAX(reports), 0) FROM rollup) AS summed,
  (SELECT CASE WHEN COUNT(*) > 0 THEN 1 ELSE 0 END FROM section) AS texts`;
const counts = (n: number) => ({ reports: n, documents: n, readings: n, summed: n, texts: Math.min(n, 1) });

test('while documents are imported, who asks sees each of them whole or not at all', async () => {
  const store = await openStore({ database: await newStoreDatabase(), readers: 1 });
  const seen: Record<string, number>[] = [];
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      const [row] = await store.read<Record<string, unknown>>(SEEN);
      seen.push(Object.fromEntries(Object.entries(row!).map(([key, value]) => [key, Number(value)])));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const bodies = ['审计局', '司法局', '民政局'];
  for (const [at, body] of bodies.entries()) {
    const before = seen.length;
    const text = textReport({ title: `偃师区${body}2023年政府信息公开工作年度报告`, received: at + 1 });
    await importDocument(store, Buffer.from(text), `${body}.txt`, { region: '410307' });
    expect(seen.length).toBeGreaterThan(before);
  }
  ended = true;
  await watching;
  const whole = [0, 1, 2, 3].map(counts);
  for (const each of seen) expect(whole).toContainEqual(each);
  expect(await store.verify()).toEqual([]);
  await store.close();
});
