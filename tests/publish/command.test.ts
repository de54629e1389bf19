/** The commands `export` and `compile`, each as a process of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';
import { gongkai } from '../cli/run';
import { CITY, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
let folder: string;

beforeAll(async () => {
  small = await smallStore();
  folder = mkdtempSync(join(tmpdir(), 'gongkai-command-'));
});

afterAll(async () => {
  await small.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => gongkai([...args, '--database', small.store.database], folder);

test('export prints the file of an address, or writes it', async () => {
  const address = `statistics.csv?metrics=RECEIVED&groupBy=YEAR&within=${ZI}&headings=ids`;
  const [printed, written] = await Promise.all([
    run('export', `/export/${address}`),
    run('export', address, '--output', 'out.csv'),
  ]);
  expect(printed).toMatchObject({ code: 0, stderr: '' });
  expect(printed.stdout.split('\r\n').slice(0, 2)).toEqual([
    '\ufeffyear,rolled_up,RECEIVED,RECEIVED.status,RECEIVED.expected,RECEIVED.reporting,RECEIVED.coverage,RECEIVED.blank,RECEIVED.not_applicable,RECEIVED.unreadable',
    '2019,,4,DERIVED,1,1,1,0,0,0',
  ]);
  expect(written).toMatchObject({ code: 0, stdout: '' });
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe(printed.stdout);
});

test('an export that there is not is refused in one sentence', async () => {
  const { code, stderr } = await run('export', 'statistics.pdf');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^There is no export "statistics\.pdf"; there are: .*\[NOT_FOUND\]\n$/);
});

test('compile writes a document that an import reads, and names it', async () => {
  const { code, stdout } = await run('compile', CITY, '2023', '--basis', 'best');
  expect(code).toBe(0);
  expect(stdout).toBe('甲市人民政府2023年政府信息公开工作年度报告（汇总稿）.docx\n');
  const draft = parse(await extract(readFileSync(join(folder, stdout.trim()))));
  expect(draft.tables[3]?.cells.get('received.total')).toMatchObject({ state: 'REPORTED', count: 197 });
});

test('compile says why there is nothing', async () => {
  const [year, region] = await Promise.all([run('compile', CITY, '20233'), run('compile', '123456', '2023')]);
  expect(year).toMatchObject({ code: 1, stderr: '20233 is no year of a report [YEAR_OUT_OF_RANGE]\n' });
  expect(region).toMatchObject({ code: 1, stderr: expect.stringContaining('[UNKNOWN_REGION]') });
});
