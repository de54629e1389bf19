import { spawnSync } from 'node:child_process';

import { cell } from '../../src/form/cells';
import type { DraftCell } from '../../src/form/draft';
import { settle } from '../../src/form/figures';
import { openStore, type Store } from '../../src/store';
import { newStoreDatabase } from '../fixtures/databases';
import { BY, bodiesOf, CLEAN, closeAll, document, figures, newStore, report, stored } from './opened';

afterAll(closeAll);

let clock = 1000;
let store: Store;
let justice: number;
beforeEach(async () => {
  clock = 1000;
  store = await newStore({ now: () => clock });
  [justice] = (await bodiesOf(store, '410307', '偃师区司法局', '偃师区公安局')) as [number];
});
afterEach(() => store.close());

describe('the same report again', () => {
  test('changes nothing: no version, no write, no data version', async () => {
    const input = report(justice, {
      figures: figures({ 'received.total': 3 }),
      publishedOn: '2024-01-20',
      document: document(),
    });
    const first = await store.writer.put(input);
    expect(first).toEqual({ outcome: 'IMPORTED', reportId: expect.any(Number), version: 1 });
    const version = await store.dataVersion();
    clock = 2000;
    expect(await store.writer.put(input)).toEqual({ ...first, outcome: 'UNCHANGED' });
    expect(await store.writer.putAll([input, input])).toEqual([1, 2].map(() => ({ ...first, outcome: 'UNCHANGED' })));
    expect(await store.dataVersion()).toBe(version);
    expect(await store.reports.versions(first.reportId)).toHaveLength(1);
    expect(await store.read('SELECT COUNT(*) AS n FROM document')).toEqual([{ n: 1 }]);
  });

  test('is told by its content: a file saved anew is the same, the same hash with other content is not', async () => {
    const first = await store.writer.put(report(justice, { document: document() }));
    const resaved = document({ sha256: 'b'.repeat(64), fileName: 'copy.html', mediaType: 'text/html' });
    expect((await store.writer.put(report(justice, { document: resaved }))).outcome).toBe('UNCHANGED');
    const other = document({ sections: [{ key: 'OVERVIEW', heading: '一、总体情况', text: '另一段虚构的正文。' }] });
    expect(await store.writer.put(report(justice, { document: other }))).toEqual({
      ...first,
      outcome: 'UPDATED',
      version: 2,
    });
  });

  test('without its document says nothing new: the document stays', async () => {
    const { reportId } = await store.writer.put(report(justice, { document: document() }));
    expect((await store.writer.put(report(justice))).outcome).toBe('UNCHANGED');
    expect((await store.reports.byId(reportId))?.documentId).toBeDefined();
  });
});

describe('a first version that is imported again after its correction', () => {
  const first = () => report(justice, { figures: figures({ 'received.total': 3 }), publishedOn: '2024-01-20' });
  const corrected = () => report(justice, { figures: figures({ 'received.total': 4 }), publishedOn: '2024-02-20' });

  test.each([
    ['a structured line', {}],
    ['a document', { document: document() }],
  ])('does not take its place back: %s', async (_, more) => {
    const { reportId } = await store.writer.put({ ...first(), ...more });
    await store.writer.put({ ...corrected(), ...more });
    const version = await store.dataVersion();
    const again = await store.writer.putAll([
      { ...first(), ...more },
      { ...corrected(), ...more },
    ]);
    expect(again).toEqual([1, 2].map(() => ({ outcome: 'UNCHANGED', reportId, version: 2 })));
    expect(await store.dataVersion()).toBe(version);
    expect(await stored(store, 'COMPUTED', '410307', 'received_total')).toBe('4');
  });

  test('nor beside a report whose scope a person set', async () => {
    const { reportId } = await store.writer.put({ ...first(), document: document() });
    await store.writer.put({ ...corrected(), document: document() });
    await store.writer.setScope(reportId, 'CONSOLIDATED', BY);
    expect(await store.writer.put({ ...first(), document: document() })).toEqual({
      outcome: 'UNCHANGED',
      reportId,
      version: 3,
    });
    expect(await store.reports.ofDepartments([justice])).toHaveLength(1);
  });
});

describe('a file', () => {
  const [sha256, manner] = ['c'.repeat(64), 'parser 1'];
  const read = (more = {}) => report(justice, { document: document({ sha256, manner, ...more }) });

  test('is known by its bytes and the manner in which it was last read', async () => {
    expect(await store.writer.recall(sha256, manner)).toBeUndefined();
    const { reportId } = await store.writer.put(read());
    expect(await store.writer.recall(sha256, manner)).toEqual({ outcome: 'UNCHANGED', reportId, version: 1 });
    expect(await store.writer.recall(sha256, 'parser 2')).toBeUndefined();
    await store.writer.put(read({ manner: 'parser 2' }));
    expect(await store.writer.recall(sha256, manner)).toBeUndefined();
    expect(await store.writer.recall(sha256, 'parser 2')).toMatchObject({ reportId });
  });

  test('is known too where nothing in it was new, and after its report was superseded', async () => {
    await store.writer.put(report(justice, { document: document() }));
    const { reportId } = await store.writer.put(read());
    await store.writer.put(report(justice, { figures: figures({ 'received.total': 4 }), document: document() }));
    expect(await store.writer.recall(sha256, manner)).toEqual({ outcome: 'UNCHANGED', reportId, version: 2 });
  });
});

describe('a corrected document', () => {
  test.each([
    ['figure', { figures: figures({ 'received.total': 4 }) }],
    ['publication date', { publishedOn: '2024-02-01' }],
  ])('with another %s makes a version, and the state before is kept whole', async (_, change) => {
    const before = report(justice, {
      figures: figures({ 'received.total': 3, 'granted.total': 'BLANK' }),
      check: {
        findings: [{ rule: 'T3_BALANCE', cells: ['received.total'], expected: '0', found: '3' }],
        unassessed: ['X'],
      },
    });
    const { reportId } = await store.writer.put(before);
    clock = 2000;
    expect(await store.writer.put({ ...before, ...change })).toEqual({ outcome: 'UPDATED', reportId, version: 2 });
    const [old, current] = await store.reports.versions(reportId);
    expect(old).toMatchObject({ version: 1, recordedAt: 1000, supersededAt: 2000, reason: 'IMPORT', actor: 'import' });
    expect(old!.report.figures).toEqual(before.figures);
    expect(old!.report.unassessed).toContain('X');
    expect(current).toMatchObject({ version: 2, recordedAt: 2000 });
    expect(await store.reports.asOf(reportId, 999)).toBeUndefined();
    expect((await store.reports.asOf(reportId, 1999))?.version).toBe(1);
    expect((await store.reports.asOf(reportId, 2000))?.version).toBe(2);
  });

  test('leaves the totals of an earlier date as they were', async () => {
    await store.writer.put(report(justice, { figures: figures({ 'received.total': 3 }) }));
    clock = 2000;
    await store.writer.put(report(justice, { figures: figures({ 'received.total': 5 }) }));
    clock = 3000;
    const [, police] = await bodiesOf(store, '410307', '偃师区司法局', '偃师区公安局');
    await store.writer.put(report(police!, { figures: figures({ 'received.total': 7 }) }));
    const { index } = cell('received.total');
    const at = async (instant: number) =>
      (await store.reports.totalsAsOf(410307000, 2023, instant)).computed?.value(index);
    expect([await at(500), await at(1500), await at(2500), await at(3500)]).toEqual([undefined, 3n, 5n, 12n]);
    expect(await stored(store, 'COMPUTED', '410307', 'received_total')).toBe('12');
  });
});

describe('a person', () => {
  test('corrects a figure: derived totals follow, checks run again, the audit names who and why', async () => {
    const cells = new Map<string, DraftCell>();
    for (const id of [
      'naturalPerson',
      'commercialEnterprise',
      'researchInstitution',
      'publicWelfareOrganisation',
      'legalServiceOrganisation',
      'otherOrganisation',
    ])
      cells.set(`received.${id}`, { state: 'REPORTED', count: 1 });
    const printed = settle({ 3: { edition: '2021', cells } });
    const { reportId } = await store.writer.put(report(justice, { figures: printed, document: document() }));
    clock = 2000;
    const put = await store.writer.correct(reportId, 'received.naturalPerson', { value: 10 }, BY, (after) => ({
      findings: [
        { rule: 'SEEN', cells: ['received.total'], found: String(after.values[cell('received.total').index]) },
      ],
      unassessed: [],
    }));
    expect(put).toEqual({ outcome: 'UPDATED', reportId, version: 2 });
    const current = (await store.reports.byId(reportId))!;
    expect(current.figures.values[cell('received.total').index]).toBe(15);
    expect(current.figures.states[cell('received.total').index]).toBe('DERIVED');
    expect((await store.reports.findingsOf([reportId])).get(reportId)).toMatchObject([{ rule: 'SEEN', found: '15' }]);
    expect(await store.reports.audit('report', reportId)).toMatchObject([
      {
        action: 'CORRECT_FIGURE',
        actor: 'zhang',
        role: 'editor',
        reason: 'a test',
        details: { before: { value: 1 }, after: { value: 10 } },
      },
    ]);
    expect((await store.reports.asOf(reportId, 1500))?.figures).toEqual(printed);
    expect((await store.reports.origins(current.documentId!)).get('received.total')?.printed).toBe('3');

    // The document that was corrected says nothing new; a new one does.
    expect((await store.writer.put(report(justice, { figures: printed, document: document() }))).outcome).toBe(
      'UNCHANGED',
    );
    expect((await store.reports.byId(reportId))?.version).toBe(2);
  });

  test('cannot correct to what cannot be', async () => {
    const { reportId } = await store.writer.put(report(justice));
    const correct = (id: string, change: Parameters<Store['writer']['correct']>[2]) =>
      store.writer.correct(reportId, id, change, BY, () => CLEAN);
    await expect(correct('received.total', { value: -1 })).rejects.toMatchObject({ code: 'BAD_FIGURE' });
    await expect(correct('received.total', { value: 1.5 })).rejects.toMatchObject({ code: 'BAD_FIGURE' });
    await expect(correct('fees.amount', { value: '0.0000001' })).rejects.toMatchObject({ code: 'BAD_FIGURE' });
    await expect(correct('otherServices.decisions', { value: 1 })).rejects.toMatchObject({ code: 'BAD_FIGURE' });
    await expect(correct('no.cell', { value: 1 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect((await correct('fees.amount', { value: '7730.28' })).version).toBe(2);
    expect(await stored(store, 'COMPUTED', '410307', 'fees_amount')).toBe('7730280000');
  });

  test('sets a scope, and importing the same document again leaves it', async () => {
    const [government] = await bodiesOf(store, '410307', '偃师区人民政府');
    const input = report(government!, { document: document() });
    const { reportId } = await store.writer.put(input);
    await store.writer.setScope(reportId, 'CONSOLIDATED', BY);
    expect((await store.reports.byId(reportId))?.scope).toBe('CONSOLIDATED');
    expect(await store.writer.put(input)).toMatchObject({ outcome: 'UNCHANGED', reportId });
    expect(await store.reports.ofDepartments([government!])).toHaveLength(1);
  });

  test('imports the same document with another scope: it is the same report', async () => {
    const [government] = await bodiesOf(store, '410307', '偃师区人民政府');
    const { reportId } = await store.writer.put(report(government!, { document: document() }));
    const again = report(government!, { document: document(), scope: 'CONSOLIDATED' });
    expect(await store.writer.put(again)).toEqual({ outcome: 'UPDATED', reportId, version: 2 });
    expect(await stored(store, 'COMPUTED', '410307', 'reports')).toBeUndefined();
    expect(await stored(store, 'FILED', '410307', 'reports')).toBe('1');
  });

  test('explains a finding, and a new run of the checks keeps it', async () => {
    const check = {
      findings: [
        { rule: 'R', cells: ['received.total'] },
        { rule: 'S', cells: [] },
      ],
      unassessed: [],
    };
    const { reportId } = await store.writer.put(report(justice, { check }));
    const [finding] = (await store.reports.findingsOf([reportId])).get(reportId)!;
    await store.writer.explainFinding(finding!.id, '印刷错误', BY);
    await store.writer.put(report(justice, { check, publishedOn: '2024-01-02' }));
    expect((await store.reports.findingsOf([reportId])).get(reportId)).toMatchObject([
      { rule: 'R', status: 'EXPLAINED', note: '印刷错误' },
      { rule: 'S', status: 'OPEN' },
    ]);
    await expect(store.writer.explainFinding(9999, '', BY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('withdraws a report and restores it; nothing is deleted', async () => {
    const { reportId } = await store.writer.put(report(justice, { figures: figures({ 'received.total': 3 }) }));
    await store.writer.withdraw(reportId, BY);
    expect(await stored(store, 'COMPUTED', '410307', 'received_total')).toBeUndefined();
    expect(await store.reports.byId(reportId)).toMatchObject({ withdrawn: true, version: 2 });
    expect(await store.writer.withdraw(reportId, BY)).toMatchObject({ outcome: 'UNCHANGED' });
    await store.writer.restore(reportId, BY);
    expect(await stored(store, 'COMPUTED', '000000', 'received_total')).toBe('3');
    expect((await store.reports.versions(reportId)).map((each) => each.reason)).toEqual([
      'WITHDRAWAL',
      'RESTORATION',
      undefined,
    ]);
  });

  test('moves a body with its reports to another region', async () => {
    await store.writer.put(report(justice, { figures: figures({ 'received.total': 3 }) }));
    const moved = await store.writer.moveDepartment(justice, 410308000, BY);
    expect(moved.regionId).toBe(410308000);
    expect(await stored(store, 'COMPUTED', '410307', 'received_total')).toBeUndefined();
    expect(await stored(store, 'COMPUTED', '410308', 'received_total')).toBe('3');
    expect(await store.verify()).toEqual([]);
    const [other] = await bodiesOf(store, '410307', '偃师区公安局');
    await bodiesOf(store, '410308', '公安局');
    await expect(store.writer.moveDepartment(other!, 410308000, BY)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('a transaction', () => {
  test('that fails leaves nothing of its batch', async () => {
    const version = await store.dataVersion();
    await expect(store.writer.putAll([report(justice), report(987654)])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(store.writer.putAll([report(justice), report(justice, { year: 20233 })])).rejects.toMatchObject({
      code: 'YEAR_OUT_OF_RANGE',
    });
    expect(await store.read('SELECT COUNT(*) AS n FROM report')).toEqual([{ n: 0 }]);
    expect(await store.dataVersion()).toBe(version);
    expect((await store.writer.put(report(justice))).outcome).toBe('IMPORTED');
  });

  test('is not seen by readers before it is committed', async () => {
    const seen: Promise<{ n: number }[]>[] = [];
    const watching = {
      ...report(justice, { year: 2022 }),
      get figures() {
        seen.push(store.read<{ n: number }>('SELECT COUNT(*) AS n FROM report'));
        return figures();
      },
    };
    await store.writer.putAll([report(justice), watching]);
    expect(seen.length).toBeGreaterThan(0);
    for (const each of seen) expect(await each).toEqual([{ n: 0 }]);
    expect(await store.read('SELECT COUNT(*) AS n FROM report')).toEqual([{ n: 2 }]);
  });

  test('that a crash ends leaves nothing, and the store opens and agrees with itself', async () => {
    const database = await newStoreDatabase();
    const hook = require.resolve('../cli/swc-hook.cjs');
    const crash = spawnSync(process.execPath, ['-r', hook, require.resolve('./crash.ts'), database], {
      encoding: 'utf8',
    });
    expect(crash.stdout).toContain('in the middle');
    expect(crash.signal).toBe('SIGKILL');
    const again = await openStore({ database });
    expect(await again.read('SELECT year FROM report')).toEqual([{ year: 2021 }]);
    expect(await again.verify()).toEqual([]);
    await again.close();
  }, 60_000);
});
