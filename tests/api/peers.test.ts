/** How figures stand among those of their peers: quartiles, percentile, and whether they are out of line, and why not. */
import { type Answer, ask } from '../fixtures/ask';
import { put, type SmallStore, smallStore } from '../fixtures/small-store';

/** Twelve counties of two cities of a province of their own, and one of another. */
const PROVINCE = '980000';
const COUNTIES = Array.from({ length: 12 }, (_, at) => `98${at < 8 ? '01' : '02'}${String(at + 1).padStart(2, '0')}`);
const ELSEWHERE = '970101';
/** Applications of their justice bureaus of 2023. */
const RECEIVED = [60, 80, 45, 120, 70, 95, 21_000, 66, 71, 64, 58, 90];
const requests = (received: number, granted: number) => ({
  'received.naturalPerson': received,
  'received.total': received,
  'granted.naturalPerson': granted,
  'granted.total': granted,
  'refused.stateSecret.naturalPerson': received - granted,
  'refused.stateSecret.total': received - granted,
  'concluded.naturalPerson': received,
  'concluded.total': received,
});

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore([]);
  await small.store.regions.add([
    { code: PROVINCE, name: '测试省' },
    { code: '980100', name: '东市' },
    { code: '980200', name: '西市' },
    ...COUNTIES.map((code, at) => ({ code, name: `第${'一二三四五六七八九十'[at % 10]}${at}县` })),
    { code: '970000', name: '外省' },
    { code: '970100', name: '外市' },
    { code: ELSEWHERE, name: '外县' },
  ]);
  for (const [at, code] of COUNTIES.entries()) {
    const body = `${small.store.regions.required(code).name}司法局`;
    await put(small.store, {
      region: code,
      body,
      year: 2023,
      cells: {
        ...requests(RECEIVED[at]!, at === 3 ? 0 : RECEIVED[at]!),
        'licensing.decisions': at === 1 ? 3 : 8000 + 500 * at,
      },
    });
  }
  await put(small.store, { region: ELSEWHERE, body: '外县司法局', year: 2023, cells: requests(68, 68) });
  await put(small.store, { region: ELSEWHERE, body: '外县公安局', year: 2023, without: [3] });
});
afterAll(() => small.close());

const PEERS = `peers(among: $among) { distribution { count minimum lowerQuartile median upperQuartile maximum }
  withoutValue percentile deviations outlier }`;

async function standing(code: string, among: string | null, metric = 'RECEIVED', body = '司法局'): Promise<Answer> {
  const source = `query ($within: RegionCode!, $name: String!, $among: Peers, $metric: MetricKey!) {
    departments(filter: { within: $within, name: $name }) { nodes { measure(metric: $metric, year: 2023) { status ${PEERS} } } } }`;
  const { departments } = await ask(small.store, source, {
    variables: { within: code, name: body, among, metric },
  });
  return departments.nodes[0].measure.peers;
}

describe('a body among its peers', () => {
  it('of the province: quartiles of them all, its percentile, and that it is far above', async () => {
    const all = [...RECEIVED].sort((a, b) => a - b);
    const peers = await standing(COUNTIES[6]!, 'SAME_KIND_IN_PROVINCE');
    expect(peers).toMatchObject({
      distribution: {
        count: 12,
        minimum: 45,
        lowerQuartile: all[2]! + 0.75 * (all[3]! - all[2]!),
        median: (all[5]! + all[6]!) / 2,
        upperQuartile: all[8]! + 0.25 * (all[9]! - all[8]!),
        maximum: 21_000,
      },
      withoutValue: 0,
      percentile: 11.5 / 12,
      outlier: 'HIGH',
    });
    expect(peers.deviations).toBeGreaterThan(5);
    const usual = await standing(COUNTIES[0]!, 'SAME_KIND_IN_PROVINCE');
    expect(usual).toMatchObject({ percentile: 2.5 / 12, outlier: 'NONE' });
    expect(usual.deviations).toBeLessThan(0);
  });

  it('of the city, the nation, and where it has too few', async () => {
    expect((await standing(COUNTIES[6]!, 'SAME_KIND_IN_CITY')).distribution.count).toBe(8);
    expect((await standing(COUNTIES[6]!, null)).distribution.count).toBe(8);
    expect((await standing(COUNTIES[0]!, 'SAME_KIND_NATIONWIDE')).distribution.count).toBe(13);
    const few = await standing(COUNTIES[9]!, 'SAME_KIND_IN_CITY');
    expect(few).toMatchObject({ distribution: { count: 4, median: 67.5 }, deviations: null, outlier: 'TOO_FEW_PEERS' });
    expect(await standing(ELSEWHERE, 'SAME_KIND_IN_PROVINCE')).toMatchObject({
      distribution: { count: 1, median: 68 },
      percentile: 0.5,
      outlier: 'TOO_FEW_PEERS',
    });
  });

  it('by a ratio, which rests on its denominator', async () => {
    expect(await standing(COUNTIES[3]!, 'SAME_KIND_IN_PROVINCE', 'DISCLOSURE_RATE')).toMatchObject({
      distribution: { minimum: 0, median: 1 },
      outlier: 'LOW',
    });
  });

  it('without a value has no percentile, but sees those who have one', async () => {
    expect(await standing(ELSEWHERE, 'SIBLINGS', 'RECEIVED', '公安局')).toMatchObject({
      distribution: { count: 1, median: 68 },
      withoutValue: 1,
      percentile: null,
      deviations: null,
      outlier: 'NO_VALUE',
    });
  });
});

it('regions stand among those of the parent, the province and the nation', async () => {
  const { region } = await ask(
    small.store,
    `query ($among: Peers) { region(code: "${COUNTIES[9]}") { measure(metric: RECEIVED, year: 2023) { ${PEERS}
      siblings: peers { distribution { count } } nation: peers(among: SAME_LEVEL) { distribution { count } withoutValue }
      none: peers(among: SAME_KIND_IN_PROVINCE) { withoutValue } }
      ofKind: measure(metric: RECEIVED, year: 2023, kind: "justice") { peers(among: SAME_KIND_IN_PROVINCE) { distribution { count } } } } }`,
    { variables: { among: 'SAME_LEVEL_IN_PROVINCE' } },
  );
  expect(region.measure.peers.distribution.count).toBe(12);
  expect(region.measure.siblings.distribution.count).toBe(4);
  expect(region.measure.nation.distribution.count).toBe(13);
  expect(region.measure.nation.withoutValue).toBeGreaterThan(2000);
  expect(region.measure.none).toBeNull();
  expect(region.ofKind.peers.distribution.count).toBe(12);
});

it('a ranking tells how those ranked are spread, and who of them is out of line', async () => {
  const { ranking } = await ask(
    small.store,
    `{ ranking(metric: RECEIVED, year: 2023, among: { within: "${PROVINCE}", level: COUNTY }, first: 3) {
      distribution { count median maximum } nodes { position measure { value } peers { percentile outlier } } } }`,
  );
  expect(ranking.distribution).toEqual({ count: 12, median: 70.5, maximum: 21_000 });
  expect(ranking.nodes.map((each: Answer) => [each.measure.value, each.peers.outlier])).toEqual([
    [21_000, 'HIGH'],
    [120, 'NONE'],
    [95, 'NONE'],
  ]);
  const none = await ask(
    small.store,
    `{ ranking(metric: RECEIVED, year: 2011, among: { within: "${PROVINCE}" }) { distribution { count } } }`,
  );
  expect(none.ranking.distribution).toBeNull();
});

it('a comparison has the same for each year, with the same median', async () => {
  const id = Buffer.from(`Region:${COUNTIES[6]}`).toString('base64url');
  const { comparison } = await ask(
    small.store,
    `{ comparison(subjects: ["${id}"], metrics: [RECEIVED], years: { from: 2022, to: 2023 }) { rows { peerMedian
      peers { distribution { median } withoutValue outlier } } } }`,
  );
  const [row] = comparison.rows;
  expect(row.peers.map((each: Answer) => each.distribution?.median ?? null)).toEqual(row.peerMedian);
  expect(row.peers[0]).toEqual({ distribution: null, withoutValue: 8, outlier: 'NO_VALUE' });
  expect(row.peers[1].outlier).toBe('HIGH');
});

it('what is only a lower bound is never called too low', async () => {
  const outlier = async (code: string): Promise<Answer> =>
    (
      await ask(
        small.store,
        `{ region(code: "${code}") { measure(metric: LICENSING_DECISIONS, year: 2023) { status peers(among: SAME_LEVEL_IN_PROVINCE) { outlier } } } }`,
      )
    ).region.measure;
  expect(await outlier(COUNTIES[1]!)).toEqual({ status: 'DERIVED', peers: { outlier: 'LOW' } });
  // A bureau that reported before and did not in 2023 makes the total of its county a lower bound.
  await put(small.store, {
    region: COUNTIES[1]!,
    body: `${small.store.regions.required(COUNTIES[1]!).name}公安局`,
    year: 2022,
  });
  expect(await outlier(COUNTIES[1]!)).toEqual({ status: 'PARTIAL', peers: { outlier: 'LOWER_BOUND' } });
});
