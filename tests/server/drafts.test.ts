/** Drafts over HTTP: whatever is handed in, the answer says what was read and what is wrong, and nothing of it stays. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { readConfig } from '../../src/config';
import { ParserPool } from '../../src/intake/parser-pool';
import { startServer } from '../../src/server';
import { DraftGates } from '../../src/server/drafts';
import type { RunningServer } from '../../src/server/http';
import { openStore, type Store } from '../../src/store';
import { pdf } from '../extract/pdf-writer';
import { put } from '../fixtures/small-store';
import { textReport } from '../intake/text-report';
import { ask, codeOf } from './small-server';

const DRAFT = `query Check($input: DraftInput!) {
  draft(input: $input) {
    bodyName year scope
    kind { code }
    region { code }
    department { name }
    problem { code zh en }
    present { version }
    earlier { year }
    forms { table edition layout { rows { cell } } }
    figures { cells { cell value status source { printed line readBy confidence } } }
    findings { rule { id severity } cells message expected found difference proposal { cell value } }
    unassessed { id }
    continuity { check outcome before { cell value source { printed } } found { cell value source { line } } expected }
    narrative { sections { key heading text figures { text start end outcome expected cells } } }
  }
}`;

const TITLE = '偃师区审计局2023年政府信息公开工作年度报告';

interface Draft {
  readonly [field: string]: unknown;
  readonly figures: { cells: { cell: string; value: number; status: string; source: object }[] };
  readonly findings: { rule: { id: string }; proposal: object[]; message: string }[];
  readonly unassessed: { id: string }[];
  readonly continuity: { check: string; outcome: string; found: { cell: string } }[];
  readonly narrative: { sections: { text: string; figures: { start: number; end: number; text: string }[] }[] };
}

describe('a draft', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-drafts-'));
  let store: Store;
  let server: RunningServer;

  beforeAll(async () => {
    store = await openStore({ database: join(folder, 'store.db') });
    await put(store, {
      region: '410307',
      body: '偃师区审计局',
      year: 2022,
      document: true,
      cells: {
        'carriedForward.naturalPerson': 1,
        'carriedForward.total': 1,
        'received.naturalPerson': 1,
        'received.total': 1,
      },
    });
    server = await startServer(
      readConfig({
        PORT: '0',
        GONGKAI_LOG_LEVEL: 'silent',
        GONGKAI_TOKENS: 'editor:12345678',
        GONGKAI_MAX_DRAFT_BYTES: '200000',
        GONGKAI_DRAFTS_PER_MINUTE: '10',
        // The tests make their documents in the thread that serves.
        GONGKAI_MAX_DELAY_MS: '0',
      }),
      store,
      new ParserPool({ size: 1, execArgv: ['-r', join(__dirname, '../cli/swc-hook.cjs')] }),
    );
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const hand = (input: object, headers?: Record<string, string>) =>
    ask(server, DRAFT, { variables: { input }, headers });
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const drafted = async (input: object): Promise<Draft> => {
    const answer = await hand(input);
    expect(answer.body.errors).toBeUndefined();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return answer.body.data!.draft as Draft;
  };

  test('that is right: the form as it was read, and how it follows from last year; nothing is stored', async () => {
    const before = await store.dataVersion();
    const overview = '2023年，本局收到政府信息公开申请7件。';
    const draft = await drafted({ text: textReport({ title: TITLE, received: 7, overview }), fileName: 'report.txt' });
    expect(draft).toMatchObject({
      bodyName: '偃师区审计局',
      year: 2023,
      scope: 'OWN',
      region: { code: '410307' },
      department: { name: '偃师区审计局' },
      problem: null,
      present: null,
      earlier: { year: 2022 },
      forms: [2, 3, 4].map((table) => ({ table, edition: '2021' })),
    });
    expect(draft.figures.cells).toHaveLength(200);
    expect(draft.figures.cells.find(({ cell }) => cell === 'received.total')).toMatchObject({
      value: 7,
      status: 'REPORTED',
      source: { printed: '7', readBy: 'LABEL', line: expect.any(Number) },
    });
    // One application of last year is not carried in: the page shows where.
    expect(draft.findings.map(({ rule }) => rule.id)).toContain('CARRIED_IN_DIFFERS');
    expect(draft.continuity.filter(({ outcome }) => outcome === 'BROKEN').map(({ found }) => found.cell)).toEqual([
      'carriedIn.naturalPerson',
      'carriedIn.total',
      'normativeDocuments.inForce',
    ]);
    const [section] = draft.narrative.sections;
    expect(section!.figures).toEqual([
      expect.objectContaining({
        text: '收到政府信息公开申请7件',
        outcome: 'MATCH',
        expected: '7',
        cells: ['received.total'],
      }),
    ]);
    const { start, end, text } = section!.figures[0]!;
    expect(section!.text.slice(start, end)).toBe(text);
    expect(await store.dataVersion()).toBe(before);
    expect(await store.read('SELECT COUNT(*) AS n FROM report WHERE year = 2023')).toEqual([{ n: 0 }]);
  });

  test('with a broken sum proposes the figure that repairs it', async () => {
    const broken = textReport({ title: TITLE, received: 7 }).replace(
      '（七）总计 7 0 0 0 0 0 7',
      '（七）总计 7 0 0 0 0 0 9',
    );
    const draft = await drafted({ text: broken });
    const sums = draft.findings.filter(({ rule }) => rule.id.startsWith('T3_'));
    expect(sums.map(({ rule }) => rule.id).sort()).toEqual(['T3_BALANCE', 'T3_CONCLUDED', 'T3_ROW_TOTAL']);
    for (const { proposal } of sums) expect(proposal).toEqual([{ cell: 'concluded.total', value: '7' }]);
  });

  test('of a body that the store does not know is checked by itself', async () => {
    const known = await drafted({ text: textReport({ title: TITLE.replace('审计局', '水利局'), received: 7 }) });
    expect(known).toMatchObject({ region: { code: '410307' }, department: null, earlier: null, continuity: [] });
    expect(known.unassessed.map(({ id }) => id)).toContain('CARRIED_IN_DIFFERS');
    const unknown = await drafted({ text: textReport({ title: TITLE.replace('偃师区', '无名区'), received: 7 }) });
    expect(unknown).toMatchObject({ bodyName: '无名区审计局', region: null, problem: { code: 'BODY_MISSING' } });
    expect(unknown.figures.cells).toHaveLength(200);
  });

  test('that cannot be read is refused with the reason', async () => {
    const scan = pdf(['']);
    expect(codeOf(await hand({ content: base64(scan), fileName: 'scan.pdf' }))).toBe('NO_TEXT');
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(60 * 1024 * 1024).fill(0x20) }, { level: 9 });
    expect(codeOf(await hand({ content: base64(bomb), fileName: 'a.docx' }))).toBe('TOO_LARGE');
    expect(codeOf(await hand({ content: 'no base64!' }))).toBe('BAD_INPUT');
    // At once, however long: a pattern that tries every split of the white space would hold up everybody for minutes.
    expect(codeOf(await hand({ content: `${' '.repeat(400_000)}!` }))).toBe('BAD_INPUT');
    expect(codeOf(await hand({ text: textReport({ title: '偃师区审计局工作年度报告', received: 7 }) }))).toBe(
      'YEAR_MISSING',
    );
  });

  test('that is too large is refused, and so is one in an address', async () => {
    const { maxBytes } = { maxBytes: 200_000 };
    expect(await ask(server, '{ draftLimits { bytes perMinute } }')).toMatchObject({
      body: { data: { draftLimits: { bytes: maxBytes, perMinute: 10 } } },
    });
    expect(codeOf(await hand({ text: 'x'.repeat(maxBytes + 1) }))).toBe('TOO_LARGE');
    const parameters = new URLSearchParams({
      query: DRAFT,
      variables: JSON.stringify({ input: { text: textReport({ title: TITLE, received: 7 }) } }),
    });
    const answer = await fetch(`${server.url}/graphql?${parameters}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
  });

  test('comes too often: an address has to wait, a token does not', async () => {
    const text = textReport({ title: TITLE, received: 7 });
    const codes = [];
    for (let round = 0; round < 10; round += 1) codes.push(codeOf(await hand({ text })));
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
    expect(codeOf(await hand({ text }, { authorization: 'Bearer 12345678' }))).toBeUndefined();
  });

  test('an operation costs more the more documents it hands in', async () => {
    const fields = Array.from({ length: 12 }, (_, at) => `d${at}: draft(input: { text: "x" }) { year }`);
    expect(codeOf(await ask(server, `{ ${fields.join(' ')} }`))).toBe('QUERY_TOO_LARGE');
  });
});

test('who waits a minute may come again; a network of addresses counts as one', async () => {
  let now = 0;
  const settings = { maxDraftBytes: 10, draftsPerMinute: 2, maxBodyBytes: 1_000_000 };
  const gates = new DraftGates(settings, () => now);
  const from = (address: string) =>
    gates
      .gateFor({ role: 'reader', address })
      .admit(1, async () => 'read')
      .catch((error) => error.code);
  expect([await from('2001:db8:1:2::a'), await from('2001:db8:1:2::b'), await from('2001:db8:1:2::c')]).toEqual([
    'read',
    'read',
    'TOO_MANY_REQUESTS',
  ]);
  expect(await from('192.0.2.1')).toBe('read');
  now += 60_001;
  expect(await from('2001:db8:1:2::c')).toBe('read');
});

test('so many at once: the next one is told to come again', async () => {
  const gates = new DraftGates({ maxDraftBytes: 10, draftsPerMinute: 100, maxBodyBytes: 1_000_000 });
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const gate = gates.gateFor({ role: 'reader' });
  const running = Array.from({ length: 16 }, () => gate.admit(1, () => held));
  await expect(gate.admit(1, () => held)).rejects.toMatchObject({ code: 'OVERLOADED' });
  finish();
  await Promise.all(running);
  await expect(gate.admit(1, async () => 'read')).resolves.toBe('read');
});
