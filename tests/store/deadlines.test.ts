import { openStore } from '../../src/store';
import { type Answer, ask } from '../fixtures/ask';
import { CHOU, CITY, put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeEach(async () => {
  small = await smallStore();
});
afterEach(() => small.close());

const BY = { actor: 'admin', role: 'admin', reason: '试验' };

async function filed(region: string): Promise<Answer> {
  const { region: found } = await ask(
    small.store,
    `{ region(code: "${region}") { timeliness(year: 2023) { onTime late unknown missing entries { nodes { status deadline daysLate department { name } } } } } }`,
  );
  return found.timeliness;
}

const findings = async (): Promise<string[]> => {
  const { findings: found } = await ask(
    small.store,
    `{ findings(filter: { rules: ["PUBLISHED_LATE"] }) { nodes { message(locale: "en") } } }`,
  );
  return found.nodes.map((each: Answer) => each.message);
};

describe('a deadline that a region sets', () => {
  it('files again what it touches: status, days late, totals, findings; and back again', async () => {
    // 子区司法局 on 20 January, 子区公安局 on 10 February.
    expect(await filed(ZI)).toMatchObject({ onTime: 1, late: 1 });
    await small.store.recheck();
    const before = await findings();
    expect(before).toHaveLength(1);
    expect(
      await small.store.deadlines.set([{ region: CITY, from: 2023, due: '01-15', basis: '甲政办〔2024〕1号' }], BY),
    ).toEqual({
      rules: 1,
      // Both bureaus of 子区, and its government's report of March.
      reports: 3,
    });
    expect(await filed(ZI)).toMatchObject({
      onTime: 0,
      late: 2,
      entries: {
        nodes: [
          { status: 'LATE', deadline: '2024-01-15', daysLate: 5, department: { name: '子区司法局' } },
          { status: 'LATE', deadline: '2024-01-15', daysLate: 26, department: { name: '子区公安局' } },
        ],
      },
    });
    expect(await filed(CITY)).toMatchObject({ onTime: 0, late: 2 });
    expect((await findings()).sort()).toEqual([
      'The report was published on 2024-01-20, 5 days after its deadline of 2024-01-15.',
      'The report was published on 2024-02-10, 26 days after its deadline of 2024-01-15.',
      'The report was published on 2024-03-15, 60 days after its deadline of 2024-01-15.',
    ]);
    expect(await small.store.verify()).toEqual([]);
    // A recheck of everything finds nothing else.
    expect((await small.store.recheck()).changed).toBe(0);
    await small.store.deadlines.set([{ region: CITY, from: 2023, due: 'DEFAULT' }], BY);
    expect(await filed(ZI)).toMatchObject({ onTime: 1, late: 1 });
    expect(await findings()).toEqual(before);
    expect(await small.store.verify()).toEqual([]);
  });

  it('holds for the nearest region, and from its year on', async () => {
    await small.store.deadlines.set(
      [
        { region: CITY, for: 'DEPARTMENT', from: 2019, due: '01-15' },
        { region: ZI, for: 'police', from: 2023, due: '02-28' },
        { region: ZI, for: 'justice', from: 2024, due: '02-28' },
      ],
      BY,
    );
    const { entries } = await filed(ZI);
    expect(entries.nodes).toMatchObject([
      { status: 'LATE', deadline: '2024-01-15' },
      { status: 'ON_TIME', deadline: '2024-02-28' },
    ]);
    const { departments } = await ask(
      small.store,
      `{ departments(filter: { within: "${ZI}" }) { nodes { name of2023: deadline(year: 2023) { date rule { for from due region { name } kind { code } } } of2024: deadline(year: 2024) { date } } } }`,
    );
    expect(departments.nodes).toEqual([
      {
        name: '子区司法局',
        of2023: {
          date: '2024-01-15',
          rule: { for: 'DEPARTMENT', from: 2019, due: '01-15', region: { name: '甲市' }, kind: null },
        },
        of2024: { date: '2025-02-28' },
      },
      {
        name: '子区公安局',
        of2023: {
          date: '2024-02-28',
          rule: { for: 'police', from: 2023, due: '02-28', region: { name: '子区' }, kind: { code: 'police' } },
        },
        of2024: { date: '2025-02-28' },
      },
      { name: '子区人民政府', of2023: { date: '2024-03-31', rule: null }, of2024: { date: '2025-03-31' } },
    ]);
    const { deadlines } = await ask(small.store, `{ deadlines(within: "${CHOU}") { for from due region { name } } }`);
    expect(deadlines).toEqual([{ for: 'DEPARTMENT', from: 2019, due: '01-15', region: { name: '甲市' } }]);
  });

  it('may be that there is none; then nothing can be late', async () => {
    await small.store.recheck();
    await small.store.deadlines.set([{ region: ZI, from: 2023, due: 'NONE' }], BY);
    expect(await filed(ZI)).toMatchObject({ onTime: 0, late: 0, unknown: 2 });
    expect(await findings()).toEqual([]);
    expect((await small.store.recheck()).changed).toBe(0);
  });

  it('is there for the next report, another process, and after a restart', async () => {
    const other = await openStore({ database: small.store.database, readers: 1 });
    await small.store.deadlines.set([{ region: CHOU, from: 2023, due: '01-15' }], BY);
    await put(small.store, { region: CHOU, body: '丑区水利局', year: 2023, publishedOn: '2024-01-20' });
    expect(await filed(CHOU)).toMatchObject({ late: 1 });
    await other.dataVersion();
    const kind = (await other.departments.get([1]))[0]!.kind;
    expect(other.regions.deadlines.dateOf(990_102_000, kind, 2023)).toBe('2024-01-15');
    await put(other, { region: CHOU, body: '丑区财政局', year: 2023, publishedOn: '2024-01-20' });
    await other.close();
    expect(await filed(CHOU)).toMatchObject({ late: 2 });
    const again = await openStore({ database: small.store.database, readers: 1 });
    expect(again.regions.deadlines.all()).toHaveLength(1);
    expect(await again.verify()).toEqual([]);
    await again.close();
  });

  it('follows a body that moves to another region', async () => {
    await small.store.deadlines.set([{ region: CHOU, from: 2023, due: '01-15' }], BY);
    const [bureau] = await small.store.departments.find({ within: 990_101_000, kind: 'justice' });
    await small.store.writer.moveDepartment(bureau!.id, 990_102_000, BY).catch(() => undefined);
    const [police] = await small.store.departments.find({ within: 990_101_000, kind: 'police' });
    await small.store.writer.moveDepartment(police!.id, 990_102_000, BY);
    expect(await filed(CHOU)).toMatchObject({ late: 1 });
    expect(await small.store.verify()).toEqual([]);
  });

  it('is in the audit trail; the same again changes nothing', async () => {
    const rule = { region: CITY, for: 'justice', from: 2023, due: '01-15', basis: '甲政办〔2024〕1号' };
    await small.store.deadlines.set([rule], BY);
    const version = await small.store.dataVersion();
    expect(await small.store.deadlines.set([rule], BY)).toEqual({ rules: 0, reports: 0 });
    expect(await small.store.dataVersion()).toBe(version);
    await small.store.deadlines.set([{ ...rule, due: '01-20', basis: undefined }], BY);
    const { audit } = await ask(
      small.store,
      '{ audit(filter: { actions: [SET_DEADLINE] }) { nodes { before after reason region { name } } } }',
      { role: 'editor' },
    );
    expect(audit.nodes).toEqual([
      { before: 'justice 2023: 01-15', after: 'justice 2023: 01-20', reason: '试验', region: { name: '甲市' } },
      { before: null, after: 'justice 2023: 01-15', reason: '甲政办〔2024〕1号', region: { name: '甲市' } },
    ]);
  });

  it.each([
    ['UNKNOWN_REGION', { region: '123456' }],
    ['BAD_INPUT', { for: 'wizards' }],
    ['BAD_INPUT', { due: '02-29' }],
    ['YEAR_OUT_OF_RANGE', { from: 20233 }],
  ])('is refused whole with %s: %o', async (code, wrong) => {
    const good = { region: CITY, from: 2023, due: '01-15' };
    await expect(small.store.deadlines.set([good, { ...good, ...wrong }], BY)).rejects.toMatchObject({ code });
    expect(small.store.regions.deadlines.all()).toEqual([]);
    expect(await filed(ZI)).toMatchObject({ onTime: 1, late: 1 });
  });

  it('can be set by a mutation, by an admin; problems are answers and nothing is written then', async () => {
    const set = async (input: object, role: 'editor' | 'admin' = 'admin'): Promise<Answer> =>
      (
        await ask(
          small.store,
          `mutation ($input: SetDeadlineInput!) { setDeadline(input: $input) {
            deadlines { for from due basis region { code } } refiled userErrors { code } } }`,
          { role, variables: { input: { region: CITY, from: 2023, reason: '甲政办〔2024〕1号', ...input } } },
        )
      ).setDeadline;
    await expect(set({ due: '01-15' }, 'editor')).rejects.toThrow('admin');
    const basis = '甲政办〔2024〕1号';
    expect(await set({ due: '01-15', for: 'DEPARTMENT' })).toEqual({
      deadlines: [{ for: 'DEPARTMENT', from: 2023, due: '01-15', basis, region: { code: CITY } }],
      refiled: 2,
      userErrors: [],
    });
    expect(await filed(ZI)).toMatchObject({ onTime: 0, late: 2 });
    for (const [wrong, code] of [
      [{ due: '13-01' }, 'BAD_INPUT'],
      [{ due: '01-10', for: 'nobody' }, 'BAD_INPUT'],
      [{ due: '01-10', from: 1999 }, 'YEAR_OUT_OF_RANGE'],
      [{ due: '01-10', reason: ' ' }, 'BAD_INPUT'],
    ] as const)
      expect((await set(wrong)).userErrors).toEqual([{ code }]);
    expect(await filed(ZI)).toMatchObject({ onTime: 0, late: 2 });
    expect(await set({ due: 'DEFAULT', for: 'DEPARTMENT', reason: '废止' })).toMatchObject({
      deadlines: [],
      refiled: 2,
    });
    expect(await filed(ZI)).toMatchObject({ onTime: 1, late: 1 });
    expect(await small.store.verify()).toEqual([]);
  });
});
