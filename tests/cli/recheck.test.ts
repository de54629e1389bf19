/** The commands of oversight: everything checked again, and the demo city assessed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLines, reportLine } from '../intake/reports';
import { gongkai } from './run';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'recheck-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: string[]) => gongkai(args, directory);

it('recheck tells how many reports it ran and how fast', async () => {
  writeFileSync(
    join(directory, 'r.jsonl'),
    jsonLines(reportLine('偃师区司法局', 2022, 4), reportLine('偃师区司法局', 2023, 4)),
  );
  expect((await run('import', 'r.jsonl')).code).toBe(0);
  const { code, stdout } = await run('recheck');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2 reports checked in \d+\.\d s, \d+ a second; the findings of 0 are other than before\n$/);
});

it('an assessment names what was missed, and ends with 1', async () => {
  expect((await run('migrate', '--database', 'data/demo.db')).code).toBe(0);
  const { code, stdout } = await run('demo', '--assess');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^recall: 0\/\d\d = 0\.0%\n {2}missed NOT_FILED: 松漪区民政局 2022\n/);
  expect(stdout).toContain('precision ERROR: 0/0 = 100.0%');
});
