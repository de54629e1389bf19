/** The log of a SQLite file: what was committed is brought into the file beside those who write, and is nowhere lost. */
import { existsSync, statSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { openStore, type Store } from '../../src/store';
import { newFile, ON_POSTGRES } from '../fixtures/databases';
import { bodiesOf, closeAll, document, report } from './opened';

afterAll(closeAll);

/** More than stays in the log, and less than what makes the writer itself empty it. */
const BYTES = 10 * 1024 * 1024;

(ON_POSTGRES ? describe.skip : describe)('the log of a SQLite file', () => {
  let database: string;
  let store: Store;
  let body: number;

  beforeEach(async () => {
    database = newFile();
    store = await openStore({ database });
    [body] = (await bodiesOf(store, '410307', '偃师区司法局')) as [number];
  });

  /** A report that takes so much room that the log is full. */
  const putLarge = (year: number) =>
    store.writer.put(report(body, { year, document: document({ fileName: 'n'.repeat(BYTES) }) }));

  const years = async (): Promise<number[]> => {
    const again = await openStore({ database });
    const rows = await again.read<{ year: number }>('SELECT year FROM report ORDER BY year');
    expect(await again.verify()).toEqual([]);
    await again.close();
    return rows.map(({ year }) => year);
  };

  test('is brought into the file beside who writes, while the store is open, again and again', async () => {
    for (const year of [2021, 2022, 2023]) {
      const before = statSync(database).size;
      await putLarge(year);
      while (statSync(database).size < before + BYTES) await later(10);
    }
    await store.close();
    expect(existsSync(`${database}-wal`)).toBe(false);
    expect(await years()).toEqual([2021, 2022, 2023]);
  }, 60_000);

  test('loses nothing where the store is closed meanwhile', async () => {
    await putLarge(2022);
    await store.close();
    expect(existsSync(`${database}-wal`)).toBe(false);
    expect(await years()).toEqual([2022]);
  });

  test('does not grow without bounds under one who writes without a pause', async () => {
    const written = 20;
    for (let year = 2008; year < 2008 + written; year += 1) await putLarge(year);
    expect(statSync(`${database}-wal`).size).toBeLessThan((written * BYTES) / 2);
    await store.close();
    expect(await years()).toHaveLength(written);
  });
});
