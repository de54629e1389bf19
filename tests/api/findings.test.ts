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

describe('counted', () => {
  type Node = { rule: { id: string; severity: string; reach: string }; year: number; status: string } & {
    report: { scope: string } | null;
    department: { id: string; kind: { code: string }; region: { code: string } };
  };
  const LISTED = `id year status rule { id severity reach } report { scope }
    department { id kind { code } region { code } }`;
  const keys: Readonly<Record<string, [selection: string, of: (node: Node) => unknown]>> = {
    RULE: ['rule { id }', ({ rule }) => ({ rule: { id: rule.id } })],
    SEVERITY: ['severity', ({ rule }) => ({ severity: rule.severity })],
    REACH: ['reach', ({ rule }) => ({ reach: rule.reach })],
    STATUS: ['status', ({ status }) => ({ status })],
    YEAR: ['year', ({ year }) => ({ year })],
    SCOPE: ['scope', ({ report }) => ({ scope: report?.scope ?? null })],
    REGION: ['region { code }', ({ department }) => ({ region: { code: department.region.code } })],
    DEPARTMENT_KIND: ['departmentKind { code }', ({ department }) => ({ departmentKind: department.kind })],
    DEPARTMENT: ['department { id }', ({ department }) => ({ department: { id: department.id } })],
  };
  const allOf = async (filter: string): Promise<Node[]> =>
    (await ask(small.store, `{ findings(filter: { ${filter} }, first: 500) { nodes { ${LISTED} } } }`)).findings.nodes;

  it.each([
    ['RULE'],
    ['SEVERITY', 'STATUS'],
    ['REACH', 'YEAR', 'SCOPE'],
    ['DEPARTMENT_KIND', 'RULE'],
    ['DEPARTMENT', 'SEVERITY', 'YEAR'],
    ['REGION', 'RULE'],
    [],
  ])('by %s %s %s they are those of the list', async (...groupBy: string[]) => {
    for (const filter of [
      `within: "${CITY}"`,
      `within: "${CITY}", kinds: ["justice"], severity: ERROR`,
      'scope: OWN',
    ]) {
      const nodes = await allOf(filter);
      const expected = new Map<string, { findings: number; open: number; bodies: Set<string> }>();
      for (const node of nodes) {
        const key = JSON.stringify(Object.assign({}, ...groupBy.map((dimension) => keys[dimension]![1](node))));
        const group = expected.get(key) ?? { findings: 0, open: 0, bodies: new Set() };
        group.findings += 1;
        group.open += node.status === 'OPEN' ? 1 : 0;
        expected.set(key, { ...group, bodies: group.bodies.add(node.department.id) });
      }
      const selection = groupBy.map((dimension) => keys[dimension]![0]).join(' ');
      const level = filter.startsWith('scope') ? ', level: COUNTY' : '';
      const { findingCounts } = await ask(
        small.store,
        `{ findingCounts(filter: { ${filter} }, groupBy: [${groupBy}], first: 500${level}) { totalCount
          nodes { ${selection} findings open explained bodies } } }`,
      );
      expect(findingCounts.totalCount).toBe(expected.size);
      const told = findingCounts.nodes.map(({ findings, open, explained, bodies, ...key }: Record<string, number>) => {
        expect(explained).toBe(findings! - open!);
        return [JSON.stringify(key), [findings, open, bodies]];
      });
      const wanted = [...expected].map(([key, { findings, open, bodies }]) => [key, [findings, open, bodies.size]]);
      expect(told.sort()).toEqual(wanted.sort());
    }
  });

  it('stand by pages, most first', async () => {
    const page = (after: string) =>
      ask(
        small.store,
        `{ findingCounts(groupBy: [RULE], first: 2${after}) { nodes { rule { id } findings } pageInfo { endCursor } } }`,
      );
    const first = (await page('')).findingCounts;
    const second = (await page(`, after: "${first.pageInfo.endCursor}"`)).findingCounts;
    const numbers = [...first.nodes, ...second.nodes].map((node: { findings: number }) => node.findings);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    const ids = [...first.nodes, ...second.nodes].map((node: { rule: { id: string } }) => node.rule.id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('what became of each rule', () => {
  interface Result {
    readonly rule: { readonly id: string };
    readonly outcome: string;
    readonly findings: number;
  }

  it('for a report: it holds, fails, or could not be assessed, as its findings and gaps say', async () => {
    const { reports } = await ask(
      small.store,
      `{ reports(first: 50) { nodes { scope unassessed { id } findings(first: 100) { nodes { rule { id } } }
        ruleResults { rule { id reach } outcome findings } } } }`,
    );
    for (const { scope, unassessed, findings, ruleResults } of reports.nodes) {
      const failed = new Set(findings.nodes.map((each: Result) => each.rule.id));
      const gaps = new Set(unassessed.map((each: { id: string }) => each.id));
      for (const { rule, outcome } of ruleResults)
        expect([rule.id, outcome]).toEqual([
          rule.id,
          failed.has(rule.id) ? 'FAIL' : gaps.has(rule.id) ? 'NOT_ASSESSABLE' : 'PASS',
        ]);
      expect(ruleResults.some((each: { rule: { reach: string } }) => each.rule.reach === 'REGION')).toBe(
        scope === 'CONSOLIDATED',
      );
      expect(ruleResults.length).toBeGreaterThan(25);
    }
    const blank = reports.nodes.flatMap((each: { ruleResults: Result[] }) => each.ruleResults);
    expect(new Set(blank.map((each: Result) => each.outcome))).toEqual(new Set(['PASS', 'FAIL', 'NOT_ASSESSABLE']));
  });

  it('until the peers were compared, is not that they are alike', async () => {
    const outcome = async () =>
      (
        await ask(
          small.store,
          `{ reports(filter: { scope: OWN }, first: 1) { nodes { ruleResults { rule { id } outcome } } } }`,
        )
      ).reports.nodes[0].ruleResults.find((each: Result) => each.rule.id === 'PEER_OUTLIER').outcome;
    expect(await outcome()).toBe('NOT_ASSESSABLE');
  });

  it('for many reports: the sums of those of each', async () => {
    for (const filter of [`within: "${CITY}"`, 'scope: CONSOLIDATED', `years: { from: 2023, to: 2023 }`]) {
      const { ruleResults, reports } = await ask(
        small.store,
        `{ ruleResults(filter: { ${filter} }) { rule { id } reports passed failed notAssessable findings }
          reports(filter: { ${filter} }, first: 100) { nodes { ruleResults { rule { id } outcome findings } } } }`,
      );
      const each: Result[] = reports.nodes.flatMap((report: { ruleResults: Result[] }) => report.ruleResults);
      for (const { rule, ...tally } of ruleResults) {
        const of = each.filter((result) => result.rule.id === rule.id);
        const ended = (outcome: string) => of.filter((result) => result.outcome === outcome).length;
        expect([rule.id, tally]).toEqual([
          rule.id,
          {
            reports: of.length,
            passed: ended('PASS'),
            failed: ended('FAIL'),
            notAssessable: ended('NOT_ASSESSABLE'),
            findings: of.reduce((sum, result) => sum + result.findings, 0),
          },
        ]);
      }
    }
  });
});

it('of a region and of a body are those that the filter would find', async () => {
  const { region, departments } = await ask(
    small.store,
    `{ region(code: "${CITY}") { findings(filter: { severity: ERROR }, first: 100) { nodes { id } }
        inOne: findings(filter: { within: "${ZI}" }, first: 100) { nodes { id } }
        elsewhere: findings(filter: { within: "990201" }) { totalCount } }
      departments(first: 50) { nodes { id findings(first: 100) { nodes { id } } } } }`,
  );
  const ids = (connection: { nodes: { id: string }[] }) => connection.nodes.map(({ id }) => id);
  expect(ids(region.findings)).toEqual(ids(await of(`within: "${CITY}", severity: ERROR`, 'id')));
  expect(ids(region.inOne)).toEqual(ids(await of(`within: "${ZI}"`, 'id')));
  expect(region.elsewhere.totalCount).toBe(0);
  let found = 0;
  for (const { id, findings } of departments.nodes) {
    expect(ids(findings)).toEqual(ids(await of(`departments: ["${id}"]`, 'id')));
    found += findings.nodes.length;
  }
  expect(found).toBeGreaterThan(5);
});

it('every rule says what it looks at', async () => {
  const { rules } = await ask(small.store, '{ rules { id reach } }');
  expect(new Set(rules.map((rule: { reach: string }) => rule.reach))).toEqual(
    new Set(['REPORT', 'YEARS', 'REGION', 'FILING', 'PEERS', 'TEXTS']),
  );
});
