/** Documents that are read in other threads: real threads, real documents, real limits. */
import { join } from 'node:path';
import { ParserPool, type ParserPoolOptions } from '../../src/intake/parser-pool';
import { IN_THIS_THREAD } from '../../src/intake/reading';
import { textReport } from './text-report';

/** Threads run the TypeScript sources by the same hook as the command line of the tests. */
const execArgv = ['-r', join(__dirname, '../cli/swc-hook.cjs')];
const pools: ParserPool[] = [];
/** Tables without end are what takes time and memory here; by themselves they would be refused for their rows. */
const newPool = ({ limits, ...options }: ParserPoolOptions = {}) => {
  const pool = new ParserPool({
    size: 2,
    execArgv,
    ...options,
    limits: { rows: 1_000_000, cells: 1_000_000, ...limits },
  });
  pools.push(pool);
  return pool;
};

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

const BODIES = ['公安局', '司法局', '民政局', '财政局', '审计局', '教育局', '统计局'];
const good = (at: number) =>
  Buffer.from(textReport({ title: `偃师区${BODIES[at]}2023年政府信息公开工作年度报告`, received: at }));
/** A page that says the same over and over: within every limit of size, and more work than any report. */
const endless = () => {
  const row = (label: string) => `<tr><td>${label}</td>${'<td>1</td>'.repeat(7)}</tr>`;
  const table = `<table>${row('一、本年新收政府信息公开申请数量')}${row('3.其他').repeat(20)}</table>`;
  return Buffer.from(`<html><body><p>三、收到和处理政府信息公开申请情况</p>${table.repeat(3000)}</body></html>`);
};

/** What each reading came to, in order. */
const outcomes = async (readings: readonly Promise<{ draft: { body?: string } }>[]) =>
  (await Promise.allSettled(readings)).map((each) =>
    each.status === 'fulfilled' ? each.value.draft.body : (each.reason as { code?: string }).code,
  );

test('a document is the same whichever thread reads it', async () => {
  const bytes = good(1);
  const here = await IN_THIS_THREAD.read(bytes, 'a.txt');
  expect(here.draft.body).toBe('偃师区司法局');
  expect(await newPool().read(bytes, 'a.txt')).toEqual(here);
});

test('a refusal is the same as well', async () => {
  const bytes = Buffer.from('会议纪要：今天讨论了年度报告的分工。\n');
  const here = await IN_THIS_THREAD.read(bytes, 'a.txt').catch((error) => error);
  const { code, zh, en, place, name } = here;
  expect(code).toBe('NO_TABLES');
  await expect(newPool().read(bytes, 'a.txt')).rejects.toMatchObject({ code, zh, en, place, name });
});

test('a document that takes too long is refused alone, and another thread takes over', async () => {
  const pool = newPool({ limits: { milliseconds: 10_000 } });
  const readings = [good(1), endless(), good(2), good(3), good(4)].map((bytes, at) => pool.read(bytes, `${at}`));
  const bodies = BODIES.map((name) => `偃师区${name}`);
  expect(await outcomes(readings)).toEqual([bodies[1], 'TOO_LARGE', ...bodies.slice(2, 5)]);
  expect(await outcomes([pool.read(good(5), '5'), pool.read(good(6), '6')])).toEqual(bodies.slice(5));
});

test('a document that takes too much memory is refused alone, and another thread takes over', async () => {
  const pool = newPool({ size: 1, megabytes: 80 });
  const readings = [good(1), endless(), good(2)].map((bytes, at) => pool.read(bytes, `${at}`));
  const [first, poison, second] = await Promise.allSettled(readings);
  expect([first!.status, second!.status]).toEqual(['fulfilled', 'fulfilled']);
  expect((poison as PromiseRejectedResult).reason).toMatchObject({
    code: 'TOO_LARGE',
    en: expect.stringContaining('memory'),
    zh: expect.stringContaining('内存'),
  });
});

test('threads that cannot begin refuse each document once', async () => {
  const pool = newPool({ execArgv: ['-r', join(__dirname, 'nothing.cjs')] });
  const readings = [1, 2, 3].map((at) => pool.read(good(at), `${at}`));
  for (const reading of readings) await expect(reading).rejects.toThrow('nothing.cjs');
});

test('a pool that is closed reads nothing more', async () => {
  const pool = newPool({ size: 1 });
  const readings = [1, 2, 3].map((at) => expect(pool.read(good(at), `${at}`)).rejects.toThrow('closed'));
  await pool.close();
  await Promise.all(readings);
  await expect(pool.read(good(4), '4')).rejects.toThrow('closed');
});
