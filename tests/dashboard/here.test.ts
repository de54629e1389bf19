/** Messages of the server name options of the command line; the page for drafts says what to do there. */
import { messageHere } from '../../src/dashboard/pages/check/here';
import type { ReportDraft } from '../../src/form/draft';
import { classify } from '../../src/form/kinds';
import { Problem } from '../../src/form/problem';
import { particularsOf, scopeOf } from '../../src/intake/particulars';
import { closeAll, newStore } from '../store/opened';

afterAll(closeAll);

async function said(work: () => unknown): Promise<readonly string[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return [error.zh, error.en];
    throw error;
  }
  throw new Error('nothing was refused');
}

const draft = (more: Partial<ReportDraft> = {}): ReportDraft => ({ tables: {}, sections: [], notices: [], ...more });

test('every message that asks for something on the command line asks for it on the page', async () => {
  const { departments } = await newStore();
  const messages = [
    await said(() => particularsOf(draft(), {})),
    await said(() => particularsOf(draft({ year: 2023 }), {})),
    await said(() => scopeOf(draft(), {}, classify('青河县人民政府'))),
    await said(() => departments.resolve({ body: '司法局' })),
    await said(() => departments.resolve({ body: '鼓楼区司法局' })),
    await said(() => departments.resolve({ body: '沐阳县司法局' })),
  ];
  for (const message of messages.flat()) {
    expect(message).toContain('--');
    expect(messageHere(message)).not.toContain('--');
  }
  expect(messageHere(messages[5]![0]!)).toMatch(/321322 后重试$/);
});

test('a year that is asked for because title and text contradict each other says so', async () => {
  const notice = { code: 'YEAR_CONFLICT', zh: '标题为 2023 年，正文为 2022 年', en: 'two years' } as const;
  const [zh, en] = await said(() => particularsOf(draft({ notices: [notice] }), {}));
  expect(zh).toBe('标题为 2023 年，正文为 2022 年，请用 --year 指定');
  expect(en).toBe('two years: give --year');
});
