/** A server as a process of its own that is handed documents: they are read by its threads. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../cli/run';
import { textReport } from './text-report';

const IMPORT = `mutation ($text: String!) {
  importReport(input: { text: $text, fileName: "report.txt" }) { outcome userErrors { code } }
}`;

test('a document that is handed in is read beside the thread that answers, and known when it comes again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'served-'));
  const child = start(['serve', '--port', '0', '--parsers', '1'], directory, { GONGKAI_TOKENS: 'editor:12345678' });
  try {
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      child.stderr!.on('data', (text: Buffer) => {
        const found = /http:\/\/\S+/.exec(String(text));
        if (found) resolve(found[0]);
      });
      child.once('exit', () => reject(new Error('the server ended')));
    });
    const handIn = async (text: string) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer 12345678' },
        body: JSON.stringify({ query: IMPORT, variables: { text } }),
      });
      return ((await answer.json()) as { data: { importReport: unknown } }).data.importReport;
    };
    const tasks = `/proc/${child.pid}/task`;
    const niceness = (thread: string | number) => {
      const stat = readFileSync(`${tasks}/${thread}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[17]);
    };
    /** How many threads of the process leave the processor to the one that answers; only Linux knows such threads. */
    const modest = () => readdirSync(tasks).filter((thread) => niceness(thread) > niceness(child.pid!)).length;
    const report = textReport({ title: '偃师区审计局2023年政府信息公开工作年度报告', received: 7 });
    expect(await handIn(report)).toEqual({ outcome: 'IMPORTED', userErrors: [] });
    if (process.platform === 'linux') expect(modest()).toBe(1);
    expect(await handIn(report)).toEqual({ outcome: 'UNCHANGED', userErrors: [] });
    expect(await handIn('会议纪要：今天讨论了年度报告的分工。')).toMatchObject({ userErrors: [{ code: 'NO_TABLES' }] });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
});
