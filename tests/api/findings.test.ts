/** Findings across reports over GraphQL: those without a report too, and what each rule looks at. */
import { ask } from '../fixtures/ask';
import { CITY, type SmallStore, smallStore, YIN, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

const of = async (filter: string, selection: string) =>
  (await ask(small.store, `{ findings(filter: { ${filter} }, first: 50) { totalCount nodes { ${selection} } } }`))
    .findings;

it('of a body that did not report have a body and a year, and no report', async () => {
  const selection = 'rule { id reach severity } year report { id } department { name region { code } } message';
  const found = await of(`within: "${CITY}", reaches: [FILING]`, selection);
  expect(found).toEqual({
    totalCount: 1,
    nodes: [
      {
        rule: { id: 'NOT_FILED_AGAIN', reach: 'FILING', severity: 'WARNING' },
        year: 2023,
        report: null,
        department: { name: '寅区司法局', region: { code: YIN } },
        message: expect.stringContaining('没有 2023 年度的报告'),
      },
    ],
  });
  expect((await of(`kinds: ["justice"], reaches: [FILING]`, 'id')).totalCount).toBe(1);
  expect((await of(`kinds: ["police"], reaches: [FILING]`, 'id')).totalCount).toBe(0);
});

it('across years and of consolidated reports are found by what their rules look at', async () => {
  const years = await of(`within: "${ZI}", reaches: [YEARS]`, 'rule { id } year expected found report { year }');
  expect(years.nodes[0]).toEqual({
    rule: { id: 'CARRIED_IN_DIFFERS' },
    year: 2021,
    expected: '3',
    found: '0',
    report: { year: 2021 },
  });
  const region = await of('reaches: [REGION], severity: ERROR', 'rule { id } department { name } report { scope }');
  expect(new Set(region.nodes.map((each: { rule: { id: string } }) => each.rule.id))).toEqual(
    new Set(['CONSOLIDATED_BELOW_PARTS']),
  );
  expect(region.nodes[0]).toMatchObject({ department: { name: '子区人民政府' }, report: { scope: 'CONSOLIDATED' } });
});

it('can be explained where there is no report', async () => {
  const [{ id }] = (await of('reaches: [FILING]', 'id')).nodes;
  const source = `mutation ($finding: ID!) { explainFinding(input: { finding: $finding, note: "机构撤并" }) {
    finding { status note report { id } } userErrors { code } } }`;
  const { explainFinding } = await ask(small.store, source, { variables: { finding: id }, role: 'editor' });
  expect(explainFinding).toEqual({
    finding: { status: 'EXPLAINED', note: '机构撤并', report: null },
    userErrors: [],
  });
  expect((await of('reaches: [FILING], status: OPEN', 'id')).totalCount).toBe(0);
});

it('every rule says what it looks at', async () => {
  const { rules } = await ask(small.store, '{ rules { id reach } }');
  expect(new Set(rules.map((rule: { reach: string }) => rule.reach))).toEqual(
    new Set(['REPORT', 'YEARS', 'REGION', 'FILING', 'PEERS']),
  );
});
