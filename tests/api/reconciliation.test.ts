import { type Answer, ask, codeOf } from '../fixtures/ask';
import { CITY, type GivenReport, put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

const cells = (received: number, granted: number): GivenReport['cells'] => ({
  'received.naturalPerson': received,
  'received.total': received,
  'granted.naturalPerson': granted,
  'granted.total': granted,
  'concluded.naturalPerson': granted,
  'concluded.total': granted,
});
const YEAR = 2023;
const own = (region: string, body: string, received: number, granted: number): GivenReport => ({
  region,
  body,
  year: YEAR,
  cells: { ...cells(received, granted), 'normativeDocuments.inForce': 1 },
});

/** 子区: three bureaus, 10 + 20 + 3 received. Its government left the last one out and counts one document in force less. */
const GIVEN: readonly GivenReport[] = [
  own(ZI, '子区司法局', 10, 8),
  own(ZI, '子区公安局', 20, 12),
  own(ZI, '子区水利局', 3, 2),
  {
    region: ZI,
    body: '子区人民政府',
    year: YEAR,
    scope: 'CONSOLIDATED',
    cells: { ...cells(30, 20), 'normativeDocuments.inForce': 2 },
  },
  own(CITY, '甲市司法局', 100, 90),
  // The city added up its own bureau and what 子区 filed.
  {
    region: CITY,
    body: '甲市人民政府',
    year: YEAR,
    scope: 'CONSOLIDATED',
    cells: { ...cells(130, 110), 'normativeDocuments.inForce': 4 },
  },
];

const REGISTER = [
  ...['司法局', '公安局', '水利局'].map((name) => ({ region: ZI, name: `子区${name}` })),
  { region: CITY, name: '甲市司法局' },
];

let small: SmallStore;
beforeEach(async () => {
  small = await smallStore(GIVEN);
  await small.store.departments.register(REGISTER);
});
afterEach(() => small.close());

async function reconcile(
  region: string,
  metrics = 'RECEIVED, NORMATIVE_DOCUMENTS_IN_FORCE, DISCLOSURE_RATE',
): Promise<Answer> {
  const { reconciliation } = await ask(
    small.store,
    `{ reconciliation(region: "${region}", year: ${YEAR}, metrics: [${metrics}]) {
      complete report { scope } coverage { expected reporting }
      outcomes { outcome metrics }
      lines { metric { key } outcome discrepancy exactDiscrepancy missingAtMost computed { value status } filed { value } best { value } }
      reasons { kind extent message(locale: "en") department { name } region { name } report { scope } amounts { metric { key } amount } }
    } }`,
  );
  return reconciliation;
}

describe('a reconciliation', () => {
  it('has the three totals side by side and names the body that was left out', async () => {
    const { complete, report, coverage, lines, reasons } = await reconcile(ZI);
    expect(complete).toBe(true);
    expect(report).toEqual({ scope: 'CONSOLIDATED' });
    expect(coverage).toEqual({ expected: 3, reporting: 3 });
    expect(lines).toMatchObject([
      {
        outcome: 'DIFFERS',
        discrepancy: 3,
        exactDiscrepancy: '3',
        computed: { value: 33, status: 'DERIVED' },
        filed: { value: 30 },
        best: { value: 30 },
      },
      // A level is warned about and not failed.
      { outcome: 'STOCK_DIFFERS', discrepancy: 1 },
      { metric: { key: 'DISCLOSURE_RATE' }, outcome: 'AGREES', discrepancy: 0, exactDiscrepancy: null },
    ]);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject({
      kind: 'LEFT_OUT',
      extent: 'WHOLE',
      department: { name: '子区水利局' },
      report: { scope: 'OWN' },
    });
    expect(reasons[0].message).toBe(
      '子区水利局 seems to have been left out of the consolidated report: its figures are the difference, all of it.',
    );
    expect(reasons[0].amounts).toContainEqual({ metric: { key: 'RECEIVED' }, amount: '-3' });
  });

  it('is a bound one way where a body is missing, which is named', async () => {
    await small.store.departments.register([{ region: ZI, name: '子区民政局' }]);
    const { complete, lines, reasons } = await reconcile(ZI, 'RECEIVED');
    expect(complete).toBe(false);
    expect(lines).toMatchObject([{ outcome: 'BELOW_BOUND', discrepancy: 3, computed: { status: 'PARTIAL' } }]);
    expect(reasons).toMatchObject([
      { kind: 'LEFT_OUT', extent: 'WHOLE', department: { name: '子区水利局' } },
      { kind: 'NOT_REPORTED', department: { name: '子区民政局' }, amounts: [] },
    ]);
    await put(small.store, { ...GIVEN[3]!, cells: cells(40, 25) });
    const above = await reconcile(ZI, 'RECEIVED');
    expect(above.lines).toMatchObject([{ outcome: 'WITHIN_BOUND', discrepancy: -7, missingAtMost: '7' }]);
    expect(above.reasons.map((each: Answer) => each.kind)).toEqual(['NOT_REPORTED']);
  });

  it('names the region below whose own report disagrees', async () => {
    const { lines, reasons } = await reconcile(CITY, 'RECEIVED');
    // No register names the bodies of the other districts: the sum is a lower bound.
    expect(lines).toMatchObject([{ outcome: 'BELOW_BOUND', discrepancy: 3, best: { value: 130 } }]);
    expect(reasons).toMatchObject([
      { kind: 'LEFT_OUT', extent: 'WHOLE', department: { name: '子区水利局' } },
      { kind: 'CHILD_DISAGREES', extent: 'WHOLE', region: { name: '子区' } },
    ]);
  });

  it('names a body that was counted twice, and two that were left out together', async () => {
    await put(small.store, { ...GIVEN[3]!, cells: cells(43, 30) });
    expect((await reconcile(ZI, 'RECEIVED')).reasons).toMatchObject([
      { kind: 'COUNTED_TWICE', extent: 'WHOLE', department: { name: '子区司法局' } },
    ]);
    await put(small.store, { ...GIVEN[3]!, cells: cells(20, 12) });
    const { reasons } = await reconcile(ZI, 'RECEIVED');
    expect(reasons.slice(0, 2)).toMatchObject([
      { kind: 'LEFT_OUT', extent: 'TOGETHER', department: { name: '子区司法局' } },
      { kind: 'LEFT_OUT', extent: 'TOGETHER', department: { name: '子区水利局' } },
    ]);
  });

  it('has every metric of the form unless some are asked for, and can be narrowed to what differs', async () => {
    const { reconciliation } = await ask(
      small.store,
      `{ reconciliation(region: "${ZI}", year: ${YEAR}) { outcomes { outcome metrics }
        lines { outcome } differing: lines(outcomes: [DIFFERS, BELOW_BOUND]) { metric { key } } } }`,
    );
    const keys = reconciliation.differing.map((line: Answer) => line.metric.key);
    expect(keys).toEqual(expect.arrayContaining(['RECEIVED', 'RECEIVED_NATURAL_PERSON', 'GRANTED', 'CONCLUDED']));
    const counted = reconciliation.outcomes.reduce((sum: number, each: Answer) => sum + each.metrics, 0);
    expect(counted).toBe(reconciliation.lines.length);
    expect(counted).toBeGreaterThan(200);
  });

  it('without a consolidated report compares nothing; an unknown region is an error', async () => {
    const { report, lines, reasons } = await reconcile('990102', 'RECEIVED');
    expect(report).toBeNull();
    expect(lines[0].outcome).toBe('NOT_COMPARABLE');
    expect(reasons).toEqual([]);
    expect(await codeOf(small.store, '{ reconciliation(region: "123456", year: 2023) { year } }')).toBe(
      'UNKNOWN_REGION',
    );
  });
});
