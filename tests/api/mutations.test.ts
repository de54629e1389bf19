import { type Answer, type AskOptions, ask, codeOf, execute } from '../fixtures/ask';
import { type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeEach(async () => {
  small = await smallStore();
});
afterEach(() => small.close());

const reportId = (number: number): string => Buffer.from(`Report:${number}`).toString('base64url');
const AS_EDITOR: AskOptions = { role: 'editor', locale: 'en' };

const received = async (): Promise<number> =>
  (await ask(small.store, `{ region(code: "${ZI}") { measure(metric: RECEIVED, year: 2023) { value } } }`)).region
    .measure.value;

function mutation(name: string, payload: string): string {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${name}(input: $input) { ${payload} userErrors { code message zh en path } } }`;
}

async function mutate(name: string, payload: string, input: object, options = AS_EDITOR): Promise<Answer> {
  const data = await ask(small.store, mutation(name, payload), { ...options, variables: { input } });
  return data[name];
}

describe('a mutation', () => {
  it('needs a token with the right role', async () => {
    const input = { report: reportId(small.reports[0]!), reason: 'a test' };
    const source = mutation('withdrawReport', 'report { id }');
    expect(await codeOf(small.store, source, { variables: { input } })).toBe('UNAUTHENTICATED');
    expect(await codeOf(small.store, source, { variables: { input }, role: 'editor' })).toBe('FORBIDDEN');
    expect(await received()).toBe(30);
  });

  it('corrects a figure: what was printed stays, totals and findings follow', async () => {
    const id = reportId(small.reports[0]!);
    const payload =
      'report { version figures { requests { received { total } } } measures(metrics: [RECEIVED]) { value source { printed } } findings { totalCount nodes { rule { id } message } } versions { version reason note actor } }';
    const { report, userErrors } = await mutate('correctFigure', payload, {
      report: id,
      cell: 'received.total',
      value: '12',
      reason: 'misprint',
    });
    expect(userErrors).toEqual([]);
    expect(report).toMatchObject({
      version: 2,
      figures: { requests: { received: { total: 12 } } },
      measures: [{ value: 12, source: { printed: '10' } }],
    });
    expect(report.findings.nodes.map((each: Answer) => each.rule.id)).toEqual(
      expect.arrayContaining(['T3_BALANCE', 'T3_ROW_TOTAL']),
    );
    expect(report.versions).toMatchObject([
      { version: 1, reason: 'CORRECTION', note: 'misprint', actor: 'editor' },
      { version: 2, reason: null },
    ]);
    expect(await received()).toBe(32);
  });

  it('sets money exactly, or why there is none', async () => {
    const id = reportId(small.reports[0]!);
    const fees = 'report { figures { proactive { fees { amount } } cells(table: 2) { cell status exact } } }';
    const { report } = await mutate('correctFigure', fees, {
      report: id,
      cell: 'fees.amount',
      value: '7730.2801',
      reason: 'unit',
    });
    expect(report.figures.proactive.fees.amount).toBe('7730.2801');
    const blank = await mutate('correctFigure', fees, {
      report: id,
      cell: 'fees.amount',
      status: 'BLANK',
      reason: 'nothing is printed',
    });
    expect(blank.report.figures.cells.at(-1)).toEqual({ cell: 'fees.amount', status: 'BLANK', exact: null });
  });

  it('gives problems of the input back, in both languages and with their field', async () => {
    const id = reportId(small.reports[0]!);
    const of = async (input: object): Promise<Answer> => {
      const { report, userErrors } = await mutate('correctFigure', 'report { id }', {
        report: id,
        cell: 'received.total',
        value: '1',
        reason: 'x',
        ...input,
      });
      expect(report).toBeNull();
      expect(userErrors).toHaveLength(1);
      expect(userErrors[0].message).toBe(userErrors[0].en);
      expect(userErrors[0].zh).toMatch(/[一-龥]/);
      return [userErrors[0].code, userErrors[0].path];
    };
    expect(await of({ reason: '  ' })).toEqual(['BAD_INPUT', ['input', 'reason']]);
    expect(await of({ report: reportId(999) })).toEqual(['NOT_FOUND', ['input', 'report']]);
    expect(await of({ report: 'nonsense' })).toEqual(['BAD_INPUT', ['input', 'report']]);
    expect(await of({ status: 'BLANK' })).toEqual(['BAD_INPUT', ['input', 'value']]);
    expect((await of({ cell: 'received.everyone' }))[0]).toBe('BAD_INPUT');
    expect((await of({ value: '-1.5' }))[0]).toBe('BAD_FIGURE');
    expect(await received()).toBe(30);
  });

  it('sets a scope, so that the report leaves the one total and enters the other', async () => {
    const id = reportId(small.reports[1]!);
    const { report } = await mutate('setScope', 'report { scope version }', {
      report: id,
      scope: 'CONSOLIDATED',
      reason: 'covers all',
    });
    expect(report).toEqual({ scope: 'CONSOLIDATED', version: 2 });
    expect(await received()).toBe(10);
  });

  it('withdraws a report and brings it back; nothing is deleted', async () => {
    const admin: AskOptions = { role: 'admin' };
    const id = reportId(small.reports[1]!);
    const gone = await mutate('withdrawReport', 'report { withdrawn }', { report: id, reason: 'replaced' }, admin);
    expect(gone.report.withdrawn).toBe(true);
    expect(await received()).toBe(10);
    const { reports } = await ask(small.store, '{ reports(filter: { withdrawn: true }) { nodes { id } } }');
    expect(reports.nodes).toEqual([{ id }]);
    await mutate(
      'withdrawReport',
      'report { withdrawn }',
      { report: id, withdrawn: false, reason: 'by mistake' },
      admin,
    );
    expect(await received()).toBe(30);
  });

  it('explains a finding, which stays explained', async () => {
    const { findings } = await ask(
      small.store,
      `{ findings(filter: { severity: ERROR }) { nodes { id status rule { id } } } }`,
    );
    const [first] = findings.nodes;
    expect(first.status).toBe('OPEN');
    const { finding } = await mutate('explainFinding', 'finding { status note }', {
      finding: first.id,
      note: 'a misprint of the source',
    });
    expect(finding).toEqual({ status: 'EXPLAINED', note: 'a misprint of the source' });
    const after = await ask(small.store, '{ findings(filter: { status: EXPLAINED }) { totalCount nodes { id } } }');
    expect(after.findings).toEqual({ totalCount: 1, nodes: [{ id: first.id }] });
  });

  it('imports a structured report, once', async () => {
    const tables = { table3: { edition: '2021', cells: { 'received.total': 3 } } };
    const line = { region: ZI, body: '子区民政局', year: 2023, tables };
    const input = { text: JSON.stringify(line) };
    const payload = 'outcome report { department { name kind { code } } figures { requests { received { total } } } }';
    const first = await mutate('importReport', payload, input);
    expect(first).toEqual({
      outcome: 'IMPORTED',
      report: {
        department: { name: '子区民政局', kind: { code: 'civilAffairs' } },
        figures: { requests: { received: { total: 3 } } },
      },
      userErrors: [],
    });
    expect((await mutate('importReport', 'outcome', input)).outcome).toBe('UNCHANGED');
    expect(await received()).toBe(33);
  });

  it('tells of a version that was handed in who did', async () => {
    const handIn = (received: number, holder: AskOptions) => {
      const tables = { table3: { edition: '2021', cells: { 'received.total': received } } };
      const text = JSON.stringify({ region: ZI, body: '子区民政局', year: 2023, tables });
      return mutate('importReport', 'report { versions { reason actor } }', { text }, holder);
    };
    await handIn(3, AS_EDITOR);
    const { report } = await handIn(4, { ...AS_EDITOR, actor: '李敏' });
    expect(report.versions).toEqual([
      { reason: 'IMPORT', actor: '李敏' },
      { reason: null, actor: null },
    ]);
  });

  it('refuses what is no report, and loses nothing', async () => {
    const none = await mutate('importReport', 'outcome', { text: '这是一封信。' });
    expect(none).toMatchObject({ outcome: null, userErrors: [{ code: 'NO_TABLES' }] });
    expect((await mutate('importReport', 'outcome', {})).userErrors[0]).toMatchObject({
      code: 'BAD_INPUT',
      path: ['input', 'text'],
    });
    expect((await mutate('importReport', 'outcome', { content: '§§' })).userErrors[0]).toMatchObject({
      code: 'BAD_INPUT',
      path: ['input', 'content'],
    });
    expect(await received()).toBe(30);
  });
});

describe('errors', () => {
  it('have a code and both languages; what fails inside is masked', async () => {
    const { errors } = await execute(
      small.store,
      '{ region(code: "990101") { totals(year: 2023, kind: "wizards") { year } } }',
      { locale: 'en' },
    );
    expect(errors).toMatchObject([
      {
        message: 'There is no kind of department "wizards": see departmentKinds',
        path: ['region', 'totals'],
        extensions: {
          code: 'UNKNOWN_KIND',
          messages: { zh: expect.stringContaining('机关类别'), en: expect.stringContaining('wizards') },
        },
      },
    ]);
    const read = small.store.read.bind(small.store);
    small.store.read = () => Promise.reject(new Error('disk on fire at /secret/path'));
    const failed = await execute(
      small.store,
      `{ region(code: "${ZI}") { measure(metric: RECEIVED, year: 2023) { value } } }`,
    );
    small.store.read = read;
    expect(failed.errors).toMatchObject([{ message: '服务器内部错误', extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(failed)).not.toContain('secret');
  });
});
