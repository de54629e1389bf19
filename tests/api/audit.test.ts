import { type Answer, type AskOptions, ask, codeOf } from '../fixtures/ask';
import { CITY, PROVINCE, type SmallStore, smallStore, YIN, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

const EDITOR: AskOptions = { role: 'editor' };
const ADMIN: AskOptions = { role: 'admin' };
const idOf = (type: string, key: number): string => Buffer.from(`${type}:${key}`).toString('base64url');

async function mutate(name: string, input: object, options: AskOptions): Promise<Answer> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  const source = `mutation ($input: ${type}) { ${name}(input: $input) { userErrors { code path } } }`;
  return (await ask(small.store, source, { ...options, variables: { input } }))[name].userErrors;
}

async function trail(filter: string, options: AskOptions = EDITOR): Promise<Answer> {
  const { audit } = await ask(
    small.store,
    `{ audit(filter: { ${filter} }) { totalCount nodes { action role actor reason before after cell rule
      report { year version } department { name } region { name } } } }`,
    options,
  );
  return audit;
}

describe('the audit trail', () => {
  it('tells every change with what was there before and after, the latest first', async () => {
    const report = idOf('Report', small.reports[0]!);
    const tick = (): void => {
      small.clock.now += 86_400_000;
    };
    expect(
      await mutate('correctFigure', { report, cell: 'fees.amount', value: '0.15', reason: '原件' }, EDITOR),
    ).toEqual([]);
    tick();
    expect(
      await mutate('correctFigure', { report, cell: 'received.total', status: 'BLANK', reason: '空' }, EDITOR),
    ).toEqual([]);
    tick();
    expect(await mutate('setScope', { report, scope: 'CONSOLIDATED', reason: '含下级' }, EDITOR)).toEqual([]);
    tick();
    expect(await mutate('withdrawReport', { report, reason: '重报' }, ADMIN)).toEqual([]);
    tick();
    expect(await mutate('withdrawReport', { report, withdrawn: false, reason: '误撤' }, ADMIN)).toEqual([]);
    const audit = await trail(`report: "${report}"`);
    expect(audit.totalCount).toBe(5);
    expect(audit.nodes).toMatchObject([
      { action: 'RESTORE_REPORT', role: 'admin', before: 'WITHDRAWN', after: 'CURRENT', reason: '误撤' },
      { action: 'WITHDRAW_REPORT', role: 'admin', before: 'CURRENT', after: 'WITHDRAWN' },
      { action: 'SET_SCOPE', role: 'editor', before: 'OWN', after: 'CONSOLIDATED' },
      { action: 'CORRECT_FIGURE', cell: 'received.total', before: '10', after: '10 (DERIVED)' },
      {
        action: 'CORRECT_FIGURE',
        cell: 'fees.amount',
        before: '0.1',
        after: '0.15',
        reason: '原件',
        report: { year: 2023 },
        department: { name: '子区司法局' },
        region: { name: '子区' },
      },
    ]);
    // By day, by action, by role, by place.
    expect((await trail('from: "2024-04-02", to: "2024-04-02"')).nodes).toMatchObject([{ after: '10 (DERIVED)' }]);
    expect((await trail('actions: [SET_SCOPE]')).totalCount).toBe(1);
    expect((await trail('roles: [admin]')).totalCount).toBe(2);
    expect((await trail(`within: "${PROVINCE}"`)).totalCount).toBe(5);
    expect((await trail(`within: "${YIN}"`)).totalCount).toBe(0);
    // Nothing is deleted: every state of the report is there.
    const { report: kept } = await ask(small.store, `{ report(id: "${report}") { withdrawn versions { version } } }`);
    expect(kept).toEqual({ withdrawn: false, versions: [1, 2, 3, 4, 5, 6].map((version) => ({ version })) });
  });

  it('keeps an explanation in view after the checks made the finding anew', async () => {
    const { findings } = await ask(
      small.store,
      `{ findings(filter: { within: "${CITY}", severity: ERROR }) { nodes { id rule { id } report { id } } } }`,
    );
    const [finding] = findings.nodes;
    expect(await mutate('explainFinding', { finding: finding.id, note: '核实无误' }, EDITOR)).toEqual([]);
    await small.store.recheck();
    expect((await trail('actions: [EXPLAIN_FINDING]')).nodes).toMatchObject([
      { rule: finding.rule.id, before: null, after: '核实无误', reason: '核实无误', region: expect.anything() },
    ]);
    const { findings: told } = await ask(small.store, '{ findings(filter: { status: EXPLAINED }) { nodes { id } } }');
    expect(told.nodes).toHaveLength(1);
    const reopen = { finding: told.nodes[0].id };
    expect(await mutate('explainFinding', reopen, EDITOR)).toEqual([{ code: 'BAD_INPUT', path: ['input', 'reason'] }]);
    expect(await mutate('explainFinding', { ...reopen, reason: '原件有误' }, EDITOR)).toEqual([]);
    expect((await trail('actions: [EXPLAIN_FINDING]')).nodes[0]).toMatchObject({
      before: '核实无误',
      after: null,
      reason: '原件有误',
    });
  });

  it('goes on page by page', async () => {
    const page = async (after?: string): Promise<Answer> =>
      (
        await ask(
          small.store,
          'query ($after: String) { audit(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
          { ...EDITOR, variables: { after } },
        )
      ).audit;
    const ids: string[] = [];
    for (let after: string | undefined, next = true; next; ) {
      const { nodes, pageInfo } = await page(after);
      ids.push(...nodes.map((each: { id: string }) => each.id));
      after = pageInfo.endCursor;
      next = pageInfo.hasNextPage;
    }
    expect(ids).toEqual([...ids].sort((a, b) => Number(b) - Number(a)));
    expect(ids).toHaveLength(7);
  });

  it('names the holder of the token; readers see versions without names', async () => {
    const report = idOf('Report', small.reports[1]!);
    const holder: AskOptions = { role: 'editor', actor: '李敏' };
    expect(
      await mutate('correctFigure', { report, cell: 'received.total', value: '10', reason: '核对' }, holder),
    ).toEqual([]);
    expect((await trail(`report: "${report}"`)).nodes[0]).toMatchObject({ actor: '李敏', role: 'editor' });
    expect((await trail('actor: "李敏"')).totalCount).toBe(1);
    const versions = `{ report(id: "${report}") { versions { actor note } } }`;
    const superseded = async (options?: AskOptions) => (await ask(small.store, versions, options)).report.versions[0];
    expect(await superseded(EDITOR)).toEqual({ actor: '李敏', note: '核对' });
    expect(await superseded()).toEqual({ actor: null, note: '核对' });
  });

  it('is not for readers, since it names people', async () => {
    expect(await codeOf(small.store, '{ audit { totalCount } }')).toBe('UNAUTHENTICATED');
    expect(await codeOf(small.store, `{ region(code: "${ZI}") { name } audit { totalCount } }`)).toBe(
      'UNAUTHENTICATED',
    );
  });
});
