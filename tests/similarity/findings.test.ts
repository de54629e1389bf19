/** Copied text as findings: who has whose words, as of the last recheck, never of a text that is no longer there. */
import { copied, ownSentences, sectionsOf } from '../../bench/narratives';
import { seeded } from '../../bench/nation';
import { messageOf } from '../../src/check/message';
import { unpackUnassessed } from '../../src/check/unassessed';
import type { Store } from '../../src/store';
import { BY, closeAll, newStore } from '../store/opened';
import { addBureaus, addDistricts, narrated } from './corpus';

afterAll(closeAll);

interface Told {
  readonly id: number;
  readonly report_id: number;
  readonly rule: string;
  readonly found: string;
  readonly details: string;
  readonly status: string;
  readonly note: string | null;
}

let store: Store;
let bodies: number[];
let reports: number[];
const random = seeded(5);
const names: string[] = [];

beforeAll(async () => {
  store = await newStore();
  bodies = await addBureaus(store, await addDistricts(store, 3));
  const named = await store.read<{ id: number; name: string }>('SELECT id, name FROM department');
  for (const id of bodies) names.push(named.find((each) => each.id === id)!.name);
  const own = bodies.map(() => ownSentences(random));
  // The fifth took nine tenths of the second's overview, the sixth a third, and the seventh its own of the year
  // before.
  own[5] = { ...own[5]!, overview: copied(own[2]!.overview, 0.9, random) };
  own[6] = { ...own[6]!, overview: copied(own[2]!.overview, 0.3, random) };
  reports = [];
  for (const [at, body] of bodies.entries()) {
    const sections = sectionsOf(names[at]!, 2023, own[at]!, random);
    reports.push((await store.writer.put(narrated(body, names[at]!, sections))).reportId);
  }
  const last = sectionsOf(names[7]!, 2022, { ...ownSentences(random), overview: own[7]!.overview }, random);
  await store.writer.put(narrated(bodies[7]!, names[7]!, last, { year: 2022 }));
});

const told = () =>
  store.read<Told>(
    "SELECT id, report_id, rule, found, details, status, note FROM finding WHERE rule LIKE 'TEXT_OF_%' ORDER BY report_id, rule",
  );
const places = (rows: readonly Told[]) => rows.map((row) => [reports.indexOf(row.report_id), row.rule]);
const unassessed = async (report: number): Promise<string[]> => {
  const [row] = await store.read<{ unassessed: string }>('SELECT unassessed FROM report WHERE id = ?', [report]);
  return unpackUnassessed(row!.unassessed).filter((rule) => rule.startsWith('TEXT_OF_'));
};

const ALIKE = [
  [2, 'TEXT_OF_ANOTHER_BODY'],
  [5, 'TEXT_OF_ANOTHER_BODY'],
  [7, 'TEXT_OF_LAST_YEAR'],
];

it('nothing is told, and nothing said to hold, before a recheck has compared them', async () => {
  expect(await told()).toEqual([]);
  expect(await unassessed(reports[2]!)).toEqual(['TEXT_OF_ANOTHER_BODY', 'TEXT_OF_LAST_YEAR']);
});

it('both of two texts that are alike are found, and one that is its own of last year; none else', async () => {
  await store.recheck();
  const rows = await told();
  expect(places(rows)).toEqual(ALIKE);
  expect(await unassessed(reports[2]!)).toEqual([]);
  const { found, details } = rows[1]!;
  expect(Number.parseInt(found, 10)).toBeGreaterThanOrEqual(70);
  const of = JSON.parse(details) as Record<string, string>;
  expect(of).toMatchObject({ sections: 'OVERVIEW', other: names[2], report: String(reports[2]) });
  const finding = { rule: rows[1]!.rule, cells: [], found, details: of };
  expect(messageOf(finding, 'zh')).toContain(
    `“一、总体情况”部分本机关自己的文字（套话除外）有 ${found} 与“${names[2]}”的报告相同`,
  );
  expect(messageOf(finding, 'en')).toContain(`stand in the report of ${names[2]}`);
});

it('a person’s explanation stays over a recheck', async () => {
  const [first] = await told();
  await store.writer.explainFinding(first!.id, '两局合署办公，共用一份文稿', BY);
  await store.recheck();
  expect((await told())[0]).toMatchObject({ status: 'EXPLAINED', note: '两局合署办公，共用一份文稿' });
});

it('a new text has no finding of the old one, and is not assessed until the next recheck', async () => {
  const fresh = sectionsOf(names[5]!, 2023, ownSentences(random), random);
  await store.writer.put(narrated(bodies[5]!, names[5]!, fresh));
  expect(places(await told())).toEqual([ALIKE[0], ALIKE[2]]);
  expect(await unassessed(reports[5]!)).toEqual(['TEXT_OF_ANOTHER_BODY', 'TEXT_OF_LAST_YEAR']);
  await store.recheck();
  expect(places(await told())).toEqual([ALIKE[2]]);
  expect(await unassessed(reports[5]!)).toEqual([]);
});
