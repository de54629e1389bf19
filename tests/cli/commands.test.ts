import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { openStore } from '../../src/store';
import { jsonLines, reportLine } from '../intake/reports';
import { textReport } from '../intake/text-report';
import { gongkai, start } from './run';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cli-'));
  mkdirSync(join(directory, 'in'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, content: string) => writeFileSync(join(directory, 'in', name), content);
const run = (...args: string[]) => gongkai(args, directory);
const audit = () => textReport({ title: '偃师区审计局2023年政府信息公开工作年度报告', received: 7 });

/** Reports that are committed; 0 where there is no store yet. */
function storedReports(database: string): number {
  try {
    const connection = new BetterSqlite3(database, { readonly: true, fileMustExist: true });
    try {
      return connection.prepare<[], { reports: number }>('SELECT count(*) AS reports FROM report').get()!.reports;
    } finally {
      connection.close();
    }
  } catch {
    return 0;
  }
}

describe('import', () => {
  it('imports, says what it came to, and ends with 0', async () => {
    write('1.jsonl', jsonLines(reportLine('偃师区司法局', 2023, 4)));
    write('2.txt', audit());
    expect(await run('import', 'in')).toEqual({
      code: 0,
      stdout: 'reports: 2 imported, 0 updated, 0 unchanged, 0 refused\n',
      stderr: '',
    });
    expect(existsSync(join(directory, 'data', 'gongkai.db'))).toBe(true);
    expect((await run('import', 'in/*')).stdout).toBe('reports: 0 imported, 0 updated, 2 unchanged, 0 refused\n');
    expect(await run('verify')).toMatchObject({ code: 0, stdout: 'every total equals its recount\n' });
  });

  it('tells each refusal in one line with file and line, in the language of the reader, and ends with 1', async () => {
    write(
      '1.jsonl',
      jsonLines({ ...reportLine('偃师区司法局', 2023, 4), year: 20233 }, reportLine('偃师区司法局', 2023, 4)),
    );
    write('2.txt', audit().replace('2023年', ''));
    const english = await run('import', 'in', 'nowhere.txt');
    expect(english.code).toBe(1);
    expect(english.stdout).toBe('reports: 1 imported, 0 updated, 0 unchanged, 3 refused\n');
    expect(english.stderr.split('\n')).toEqual([
      'nowhere.txt: there is no such file or folder [NOT_FOUND]',
      'in/1.jsonl:1: year is outside 2008 to 2099: 20233 [YEAR_OUT_OF_RANGE]',
      'in/2.txt: nothing says the year of this report: give --year [YEAR_MISSING]',
      '',
    ]);
    const chinese = await run('--locale', 'zh', 'import', 'in/1.jsonl');
    expect(chinese.stdout).toBe('报告：新增 0，更新 0，未变 1，拒绝 1\n');
    expect(chinese.stderr).toBe('in/1.jsonl:1: year 超出 2008 至 2099 年：20233 [YEAR_OUT_OF_RANGE]\n');
    expect((await run('import', 'in/2.txt', '--year', '2022')).stdout).toContain('1 imported');
  });

  it('gives the summary as JSON', async () => {
    write('1.jsonl', '{"body": "B"\n');
    const { code, stdout } = await run('import', 'in', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      imported: 0,
      refused: [{ file: 'in/1.jsonl', line: 1, code: 'BAD_INPUT', zh: expect.any(String) }],
    });
  });

  it('is simply run again after it was interrupted: nothing is lost, nothing counted twice', async () => {
    const total = 8000;
    const lines = Array.from({ length: total }, (_, at) => reportLine(`第${at}号局`, 2023, at % 9));
    write('bulk.jsonl', jsonLines(...lines));
    const child = start(['import', 'in'], directory);
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    const timer = setInterval(() => {
      if (storedReports(join(directory, 'data', 'gongkai.db')) > 0) child.kill('SIGKILL');
    }, 20);
    expect(await ended).toBe('SIGKILL');
    clearInterval(timer);

    const reports = storedReports(join(directory, 'data', 'gongkai.db'));
    expect(reports).toBeLessThan(total);
    expect(await run('verify')).toMatchObject({ code: 0 });
    const again = await run('import', 'in');
    expect(again.stdout).toBe(`reports: ${total - reports} imported, 0 updated, ${reports} unchanged, 0 refused\n`);
    expect(await run('verify')).toMatchObject({ code: 0 });
  });
});

describe('check and show', () => {
  it('check tells the findings and stores nothing', async () => {
    const line = reportLine('偃师区司法局', 2023, 4) as { tables: { table4: { blocks: Record<string, number[]> } } };
    line.tables.table4.blocks.reconsideration = [10, 1, 0, 0, 0];
    write('1.jsonl', jsonLines(line));
    const { code, stdout } = await run('check', 'in');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^in\/1\.jsonl:1: 偃师区司法局 2023\n {2}scope: own office.*\n {2}error T4_TOTAL: .*add up to 11/,
    );
    const json = JSON.parse((await run('check', 'in', '--json')).stdout);
    expect(json).toMatchObject({ file: 'in/1.jsonl', line: 1, body: '偃师区司法局', kind: 'justice', year: 2023 });
    expect(json.findings).toContainEqual(
      expect.objectContaining({
        rule: 'T4_TOTAL',
        severity: 'ERROR',
        expected: '11',
        found: '0',
        zh: expect.any(String),
        en: expect.any(String),
      }),
    );
    expect(existsSync(join(directory, 'data'))).toBe(false);
  });

  it("says why tables are not the report's own, and names a table of which nothing is read as a whole", async () => {
    const header = ['项目', ...APPLICANT_COLUMNS.map(({ zh }) => zh)];
    const rows = TABLE3_ROWS.map(({ zh }) => [zh, ...new Array(7).fill('0')]);
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const table = [header, header.map(() => '---'), ...rows].map(line);
    const bodies = ['县公安局', '县教育局'].flatMap((name, at) => ['', `附表${at + 1}：${name}`, '', ...table]);
    write('bodies.md', ['# 东港县2023年政府信息公开工作年度报告', ...bodies].join('\n'));
    const { stdout } = await run('check', 'in', '--scope', 'own');
    expect(stdout).toContain('  ! The 2 tables "Applications received and handled" are of other bodies');
    expect(stdout).toMatch(/CELLS_UNREADABLE: .*: all of the table\.\n/);
    const json = JSON.parse((await run('check', 'in', '--scope', 'own', '--json')).stdout);
    expect(json.notices).toContainEqual(expect.objectContaining({ code: 'READING_AMBIGUOUS', zh: expect.any(String) }));
  });

  it('show draws the form as it was read, or gives it as JSON with the place of each figure', async () => {
    write('2.txt', audit());
    const { code, stdout } = await run('show', 'in/2.txt', '--locale', 'zh');
    expect(code).toBe(0);
    expect(stdout).toContain('机关: 偃师区审计局');
    expect(stdout).toMatch(/\| 一、本年新收政府信息公开申请数量 +\| +7 \| +0 \|/);
    expect(stdout).toContain('## 五、存在的主要问题及改进情况');
    const json = JSON.parse((await run('show', 'in/2.txt', '--json')).stdout);
    expect(json.tables.table3.cells['received.total']).toMatchObject({
      state: 'REPORTED',
      count: 7,
      origin: { line: expect.any(Number) },
    });
    expect(json.tables.table2.cells['fees.amount']).toMatchObject({ amount: '12.3456', unit: '万元' });
  });
});

describe('usage', () => {
  it.each([
    [['import'], /missing required argument/],
    [['importt', 'in'], /unknown command 'importt'/],
    [['import', 'in', '--scope', 'both'], /--scope/],
    [['import', 'in', '--year', '20233'], /not a year of a report/],
    [['import', 'in', '--nice', '20'], /must be from 0 to 19/],
    [['check', 'in', '--frobnicate'], /unknown option/],
    [['--locale', 'fr', 'check', 'in'], /--locale/],
  ])('%j is wrong and ends with 2', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('a setting that is none ends with 2, a file that is no store with 1, each with one sentence', async () => {
    write('1.jsonl', jsonLines(reportLine('偃师区司法局', 2023, 4)));
    const setting = await gongkai(['import', 'in'], directory, { DATABASE_URL: 'mysql://localhost/x' });
    expect(setting).toMatchObject({ code: 2, stdout: '' });
    expect(setting.stderr).toMatch(/^DATABASE_URL must be .*\[BAD_SETTING\]\n$/);
    const store = await run('verify', '--database', 'in/1.jsonl');
    expect(store).toMatchObject({ code: 1, stdout: '' });
    expect(store.stderr).toMatch(/^in\/1\.jsonl: .*\[BAD_STORE\]\n$/);
  });

  it('every command has help with an example, in both languages', async () => {
    const overview = await run('--help');
    expect(overview.code).toBe(0);
    const commands = [...overview.stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map((match) => match[1]!)
      .filter((name) => name !== 'help');
    expect(commands).toEqual(
      expect.arrayContaining(['import', 'check', 'show', 'migrate', 'verify', 'rebuild', 'schema']),
    );
    for (const command of commands) {
      const [english, chinese] = await Promise.all([run(command, '--help'), run(command, '--help', '--locale', 'zh')]);
      expect(english.stdout).toMatch(new RegExp(`Example:\n {2}gongkai ${command}`));
      expect(chinese.stdout).toMatch(new RegExp(`例:\n {2}gongkai ${command}`));
    }
  });
});

describe('the store', () => {
  it('is made by migrate and put right by rebuild', async () => {
    expect(await run('migrate', '--database', 'a.db')).toEqual({ code: 0, stdout: 'a.db: up to date\n', stderr: '' });
    write('1.jsonl', jsonLines(reportLine('偃师区司法局', 2023, 4)));
    await run('import', 'in', '--database', 'a.db');
    const store = await openStore({ database: join(directory, 'a.db'), readers: 1 });
    await store.source.query('UPDATE rollup SET received_total = received_total + 1 WHERE region_id = 0');
    await store.close();
    const wrong = await run('verify', '--database', 'a.db');
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/run gongkai rebuild\n$/);
    expect(await run('rebuild', '--database', 'a.db')).toMatchObject({ code: 0 });
    expect(await run('verify', '--database', 'a.db')).toMatchObject({ code: 0 });
  });
});

describe('serve and demo', () => {
  it('serves the store until it is told to stop', async () => {
    write('1.jsonl', jsonLines(reportLine('偃师区司法局', 2023, 4)));
    await run('import', 'in');
    const child = start(['serve', '--port', '0', '--log-level', 'silent'], directory);
    const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
    const url = await new Promise<string>((resolve) => {
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        const found = /serving (\S+)/.exec(text);
        if (found) resolve(found[1]!);
      });
    });
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ dataset { reports } }' }),
    });
    expect(await answer.json()).toEqual({ data: { dataset: { reports: 1 } } });

    const second = await run('serve', '--port', new URL(url).port);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^the port is in use: .*\n$/);

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('uses the demo data again where they are complete', async () => {
    await run('migrate', '--database', 'data/demo.db');
    expect(await run('demo', '--no-serve')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(existsSync(join(directory, 'data', 'demo'))).toBe(false);
  });

  it('prints the SDL', async () => {
    const { code, stdout } = await run('schema');
    expect(code).toBe(0);
    expect(stdout).toContain('type Query {');
  });
});
