import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLines, reportLine } from '../intake/reports';
import { gongkai } from './run';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cli-moving-'));
  writeFileSync(join(directory, '1.jsonl'), jsonLines(reportLine('偃师区司法局', 2023, 4)));
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: string[]) => gongkai(args, directory);
const sums = (stdout: string) => stdout.split('\n').filter((line) => /^[0-9a-f]{64} +\d+ /.test(line));

test('a whole store goes into a file and from there into an empty store, with equal checksums', async () => {
  await run('import', '1.jsonl');
  const out = await run('export', '--all', 'whole.gongkai');
  expect(out).toMatchObject({ code: 0, stderr: '' });
  expect(sums(out.stdout)).toHaveLength(14);
  expect(out.stdout.trim().split('\n').at(-1)).toBe('the whole store was exported: data/gongkai.db → whole.gongkai');
  expect(existsSync(join(directory, 'whole.gongkai.part'))).toBe(false);

  const back = await run('import', 'whole.gongkai', '--database', 'other.db');
  expect(back).toMatchObject({ code: 0, stderr: '' });
  expect(sums(back.stdout)).toEqual(sums(out.stdout));
  expect(await run('verify', '--database', 'other.db')).toMatchObject({ code: 0 });

  const again = await run('import', 'whole.gongkai', '--database', 'other.db', '--locale', 'zh');
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toMatch(/^whole\.gongkai: 整库文件只能导入空的数据库.*--database.*\[BAD_STORE\]\n$/);
  expect((await run('import', '1.jsonl', 'whole.gongkai', '--database', 'third.db')).stderr).toBe(
    'whole.gongkai: A whole store is imported by itself, and not beside other files [BAD_INPUT]\n',
  );
  expect((await run('export')).stderr).toBe('Give an address, or --all FILE [BAD_INPUT]\n');
});
