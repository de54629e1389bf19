/** What imports, corrections, withdrawals and moves keep of the narratives equals what is made anew from all of them. */
import fc from 'fast-check';
import { copied, ownSentences, sectionsOf } from '../../bench/narratives';
import { seeded } from '../../bench/nation';
import type { Store } from '../../src/store';
import { ON_POSTGRES } from '../fixtures/databases';
import { addBureaus, addDistricts, narrated } from '../similarity/corpus';
import { BY, CLEAN, closeAll, figures, newStore, report } from '../store/opened';

afterAll(closeAll);

type Step =
  | { do: 'import'; body: number; year: number; text: number }
  | { do: 'figures only'; body: number; year: number; received: number }
  | { do: 'withdraw' | 'restore' | 'correct' | 'set scope'; report: number }
  | { do: 'move'; body: number; to: number };

const index = fc.nat(5);
const year = fc.integer({ min: 2021, max: 2022 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('import' as const), body: index, year, text: fc.nat(7) }) },
  fc.record({ do: fc.constant('figures only' as const), body: index, year, received: fc.nat(3) }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw' as const, 'restore' as const, 'correct' as const, 'set scope' as const),
      report: fc.nat(9),
    }),
  },
  fc.record({ do: fc.constant('move' as const), body: index, to: fc.nat(1) }),
);

async function take(store: Store, bodies: readonly number[], districts: readonly number[], each: Step): Promise<void> {
  if (each.do === 'import') {
    const random = seeded(each.text);
    const [department] = await store.departments.get([bodies[each.body]!]);
    const own = ownSentences(random);
    const sections = sectionsOf(
      department!.name,
      each.year,
      { ...own, problems: copied(own.problems, 0.5, random) },
      random,
    );
    await store.writer.put(narrated(department!.id, department!.name, sections, { year: each.year }));
  } else if (each.do === 'figures only')
    await store.writer.put(
      report(bodies[each.body]!, { year: each.year, figures: figures({ 'received.total': each.received }) }),
    );
  else if (each.do === 'move')
    await store.writer.moveDepartment(bodies[each.body]!, districts[each.to]!, BY).catch(expectTaken);
  else {
    const reports = await store.reports.ofDepartments(bodies, { withdrawn: true });
    const of = reports[each.report % Math.max(1, reports.length)];
    if (!of) return;
    if (each.do === 'withdraw') await store.writer.withdraw(of.id, BY);
    else if (each.do === 'restore') await store.writer.restore(of.id, BY);
    else if (each.do === 'correct') await store.writer.correct(of.id, 'received.total', { value: 7 }, BY, () => CLEAN);
    else await store.writer.setScope(of.id, of.scope === 'OWN' ? 'CONSOLIDATED' : 'OWN', BY).catch(expectTaken);
  }
}

/** A step may ask for what is taken already; nothing else may fail. */
function expectTaken(error: unknown): void {
  expect(error).toMatchObject({ code: 'BAD_INPUT' });
}

/** Column of the index that names the report. */
const REPORT = ON_POSTGRES ? 'report_id' : 'rowid';

/** Everything that the index of terms holds. */
async function terms(store: Store): Promise<unknown> {
  if (ON_POSTGRES) return store.source.query('SELECT * FROM search ORDER BY report_id');
  await store.source.query(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab(main, search, 'instance')",
  );
  return store.source.query('SELECT term, doc, col, offset FROM temp.instances ORDER BY 1, 2, 3, 4');
}

async function dump(store: Store): Promise<unknown[]> {
  return [
    await store.source.query('SELECT mark, report_id FROM sentence_mark ORDER BY 1, 2'),
    await store.source.query('SELECT * FROM narrative_count ORDER BY 1, 2'),
    await terms(store),
  ];
}

test('the indexes equal those of a rebuild after any steps', async () => {
  let [withMarks, withTerms] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 20 }), async (steps) => {
      const store = await newStore({ readers: 0 });
      const districts = await addDistricts(store, 2);
      const bodies = (await addBureaus(store, districts)).slice(0, 6);
      for (const each of steps) await take(store, bodies, districts, each);
      expect(await store.verify()).toEqual([]);
      const kept = await dump(store);
      await store.rebuild();
      expect(await dump(store)).toEqual(kept);
      expect(await store.verify()).toEqual([]);
      withMarks += (kept[0] as unknown[]).length;
      withTerms += (kept[2] as unknown[]).length;
      await store.close();
    }),
    { seed: 20211014, numRuns: Number(process.env.SEARCH_RUNS ?? 8), endOnFailure: true },
  );
  expect(withMarks).toBeGreaterThan(100);
  // A row a term in SQLite, one a report in PostgreSQL.
  expect(withTerms).toBeGreaterThan(ON_POSTGRES ? 10 : 10_000);
}, 120_000);

test('verify names what an index lost', async () => {
  const store = await newStore();
  const [id] = await addBureaus(store, await addDistricts(store, 1));
  const sections = sectionsOf('甲甲区司法局', 2023, ownSentences(seeded(1)), seeded(2));
  const { reportId } = await store.writer.put(narrated(id!, '甲甲区司法局', sections));
  expect(await store.verify()).toEqual([]);
  await store.source.query('DELETE FROM sentence_mark WHERE mark = (SELECT MAX(mark) FROM sentence_mark)');
  expect((await store.verify()).map(({ table }) => table)).toEqual(['sentence_mark', 'sentence_mark']);
  await store.source.query(`DELETE FROM search WHERE ${REPORT} = ${reportId}`);
  expect(new Set((await store.verify()).map(({ table }) => table))).toEqual(new Set(['sentence_mark', 'search']));
  await store.rebuild();
  expect(await store.verify()).toEqual([]);
  // The same number of other terms is no agreement.
  await store.source.query(
    `UPDATE search SET title = '甲 乙', body = 'x', text = 'y'${ON_POSTGRES ? '' : ", place = 'z'"} WHERE ${REPORT} = ${reportId}`,
  );
  expect((await store.verify()).length).toBeGreaterThan(0);
});
