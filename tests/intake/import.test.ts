import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importPaths } from '../../src/intake/import';
import type { IntakeOptions } from '../../src/intake/particulars';
import { type ImportSummary, type Progress, refusalOf } from '../../src/intake/summary';
import { openStore, type Store } from '../../src/store/store';
import { dropDatabases, newStoreDatabase } from '../fixtures/databases';
import { jsonLines, reportLine } from './reports';
import { textReport } from './text-report';

let directory: string;
let store: Store;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'import-'));
  store = await openStore({ database: await newStoreDatabase(), readers: 1 });
});

afterEach(async () => {
  await store.close();
  await dropDatabases();
  rmSync(directory, { recursive: true });
});

function write(name: string, content: string | Buffer): string {
  const path = join(directory, 'in', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const run = (options: IntakeOptions = {}, path = join(directory, 'in')) => importPaths(store, [path], options);

/** Reports as the store has them: what a reader of it would see. */
function stored() {
  return store.read<{
    name: string;
    region: string;
    kind: number;
    year: number;
    scope: number;
    received: number | null;
    version: number;
  }>(
    `SELECT department.name, region.code AS region, year, scope, received_total AS received, version
     FROM report JOIN department ON department.id = department_id JOIN region ON region.id = report.region_id
     ORDER BY department.name, year, scope`,
  );
}

const told = ({ refused }: ImportSummary) =>
  refused.map(({ file, line, code }) => [file.slice(join(directory, 'in').length + 1), line, code]);
const counts = ({ imported, updated, unchanged }: ImportSummary) => ({ imported, updated, unchanged });

describe('an import', () => {
  it('takes what is good from a mixed folder and tells what is not, with file and line', async () => {
    const good = (body: string) => reportLine(body, 2023, 4);
    write(
      'a/reports.jsonl',
      jsonLines(
        good('偃师区司法局'),
        { ...good('偃师区公安局'), region: '999999' },
        { ...good('偃师区民政局'), year: undefined },
        { ...good('偃师区教育局'), year: 20233 },
        good('偃师区财政局'),
      ),
    );
    const negative = { edition: '2021', cells: { 'licensing.decisions': -3 } };
    write('a/negative.jsonl', jsonLines({ ...good('偃师区水利局'), tables: { table2: negative } }));
    write('b.txt', textReport({ title: '偃师区审计局2023年政府信息公开工作年度报告', received: 7 }));
    write('binary.txt', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)));
    write('empty.txt', '');
    write('notes.txt', '会议纪要：今天讨论了年度报告的分工。\n');
    write(
      'reports.csv',
      'region,body,year,form2,form3,form4,licensing.decisions\n410307,偃师区统计局,2023,2021,,,5\n410307,偃师区统计局,,2021,,,5\n',
    );
    write('truncated.jsonl', jsonLines(good('偃师区商务局'), good('偃师区信访局')).slice(0, -300));

    const summary = await run();
    expect(counts(summary)).toEqual({ imported: 5, updated: 0, unchanged: 0 });
    expect(told(summary)).toEqual([
      ['a/negative.jsonl', 1, 'BAD_FIGURE'],
      ['a/reports.jsonl', 2, 'UNKNOWN_REGION'],
      ['a/reports.jsonl', 3, 'YEAR_MISSING'],
      ['a/reports.jsonl', 4, 'YEAR_OUT_OF_RANGE'],
      ['binary.txt', undefined, 'UNSUPPORTED_FORMAT'],
      ['empty.txt', undefined, 'EMPTY_FILE'],
      ['notes.txt', undefined, 'NO_TABLES'],
      ['reports.csv', 3, 'YEAR_MISSING'],
      ['truncated.jsonl', 2, 'DAMAGED_FILE'],
    ]);
    for (const refusal of summary.refused)
      expect(refusal).toMatchObject({
        zh: expect.stringMatching(/[\u4e00-\u9fff]/),
        en: expect.stringMatching(/^[\x20-\x7e“”（）\u4e00-\u9fff]+$/),
      });
    expect((await stored()).map(({ name, received }) => [name, received])).toEqual([
      ['偃师区司法局', 4],
      ['偃师区商务局', 4],
      ['偃师区审计局', 7],
      ['偃师区统计局', null],
      ['偃师区财政局', 4],
    ]);
    expect(await store.verify()).toEqual([]);
  });

  it('changes nothing when it is run again, and makes a new version of what was corrected', async () => {
    const lines = [reportLine('偃师区司法局', 2023, 4, { title: '年报' }), reportLine('偃师区公安局', 2023, 5)];
    write('reports.jsonl', jsonLines(...lines));
    const text = (received: number) => textReport({ title: '偃师区审计局2023年政府信息公开工作年度报告', received });
    write('text.txt', text(7));
    expect(counts(await run())).toEqual({ imported: 3, updated: 0, unchanged: 0 });
    const version = await store.dataVersion();
    expect(counts(await run())).toEqual({ imported: 0, updated: 0, unchanged: 3 });
    expect(await store.dataVersion()).toBe(version);

    write('reports.jsonl', jsonLines(lines[0]!, reportLine('偃师区公安局', 2023, 6)));
    write('text.txt', text(8));
    expect(counts(await run())).toEqual({ imported: 0, updated: 2, unchanged: 1 });
    expect((await stored()).map(({ received, version }) => [received, version])).toEqual([
      [6, 2],
      [4, 1],
      [8, 2],
    ]);
    expect(await store.verify()).toEqual([]);
  });

  it('finds the region of a body by its name, one body under two spellings', async () => {
    write('1.jsonl', jsonLines({ ...reportLine('偃师区司法局', 2022, 1), region: undefined }));
    write('2.jsonl', jsonLines({ ...reportLine('洛阳市偃师区司法局', 2023, 2), region: undefined }));
    expect(told(await run())).toEqual([]);
    expect((await stored()).map(({ region }) => region)).toEqual(['410307', '410307']);
    expect(await store.read('SELECT id FROM department')).toHaveLength(1);
  });

  it('uses the options where the document does not say it, and only there', async () => {
    const { region: _, ...line } = reportLine('司法局', 2023, 1);
    write('1.jsonl', jsonLines({ ...line, year: undefined }, { ...line, body: undefined, year: 2021 }));
    expect(told(await run())).toEqual([
      ['1.jsonl', 1, 'YEAR_MISSING'],
      ['1.jsonl', 2, 'BODY_MISSING'],
    ]);
    const summary = await run({ region: '410307', department: '公安局', year: 2020, scope: 'OWN' });
    expect(counts(summary)).toEqual({ imported: 2, updated: 0, unchanged: 0 });
    expect((await stored()).map(({ name, year, region }) => [name, year, region])).toEqual([
      ['公安局', 2021, '410307'],
      ['司法局', 2020, '410307'],
    ]);
  });

  it('asks for the scope of a government, never guesses it', async () => {
    write(
      '1.jsonl',
      jsonLines(
        reportLine('偃师区人民政府', 2023, 9),
        reportLine('偃师区人民政府', 2022, 9, { scope: 'CONSOLIDATED' }),
      ),
    );
    const summary = await run();
    expect(told(summary)).toEqual([['1.jsonl', 1, 'SCOPE_MISSING']]);
    expect(summary.refused[0]!.en).toContain('--scope');
    expect(counts(await run({ scope: 'OWN' }))).toEqual({ imported: 1, updated: 0, unchanged: 1 });
    expect((await stored()).map(({ year, scope }) => [year, scope])).toEqual([
      [2022, 1],
      [2023, 0],
    ]);
  });

  it('takes regions before the register before reports, whatever the files are called', async () => {
    write('1-reports.jsonl', jsonLines({ ...reportLine('云溪区司法局', 2023, 3), region: '980101' }));
    write(
      '2-register.csv',
      'region,name,kind,from,to\n980101,云溪区司法局,justice,2021,\n980101,云溪区公安局,,2021,\n980109,云河区公安局,,,\n',
    );
    write(
      '3-regions.csv',
      'code,name,parent\n980101,云溪区,980100\n980100,云溪市,980000\n980000,云溪省,000000\n990001,孤区,990000\n',
    );
    const summary = await run();
    expect(summary).toMatchObject({ imported: 1, bodies: 2, regions: 3 });
    expect(told(summary)).toEqual(
      expect.arrayContaining([
        ['3-regions.csv', 5, 'BAD_INPUT'],
        ['2-register.csv', 4, 'UNKNOWN_REGION'],
      ]),
    );
    expect(summary.refused).toHaveLength(2);
    const registered = await store.read<{ name: string; expected_from: number }>(
      'SELECT name, expected_from FROM department ORDER BY id',
    );
    expect(registered).toEqual([
      { name: '云溪区司法局', expected_from: 2021 },
      { name: '云溪区公安局', expected_from: 2021 },
    ]);
    expect(await store.verify()).toEqual([]);
  });

  it('takes deadlines before reports, and files again what is there already', async () => {
    const filed = async (): Promise<unknown[]> =>
      (await store.read<{ filing: number }>('SELECT filing FROM report ORDER BY id')).map((row) => row.filing);
    write('1-reports.jsonl', jsonLines({ ...reportLine('偃师区司法局', 2023, 3), publishedOn: '2024-01-20' }));
    write(
      '2-deadlines.csv',
      'region,for,from,due,basis\n410300,DEPARTMENT,2023,01-15,某政办〔2023〕9号\n410300,,2023,2月,\n410999,,2023,01-15,\n',
    );
    const summary = await run();
    expect(summary).toMatchObject({ imported: 1, deadlines: 1 });
    expect(told(summary)).toEqual([
      ['2-deadlines.csv', 3, 'BAD_INPUT'],
      ['2-deadlines.csv', 4, 'UNKNOWN_REGION'],
    ]);
    expect(await filed()).toEqual([2]);
    write('2-deadlines.csv', '');
    write('3-deadlines.jsonl', jsonLines({ region: '410307', for: 'justice', from: 2023, due: '01-25' }));
    expect(await run()).toMatchObject({ unchanged: 1, deadlines: 1 });
    expect(await filed()).toEqual([1]);
    write('3-deadlines.jsonl', jsonLines({ region: '410307', for: 'justice', from: 2023, due: 'none' }));
    await run();
    expect(await filed()).toEqual([0]);
    expect(await store.verify()).toEqual([]);
  });

  it('keeps the title, the narrative and the place of the figures of a document', async () => {
    write(
      '偃师.txt',
      textReport({ title: '偃师区审计局2023年政府信息公开工作年度报告', received: 7, overview: '本局新收申请7件。' }),
    );
    await run();
    const [document] = await store.read<Record<string, unknown>>('SELECT * FROM document');
    expect(document).toMatchObject({
      file_name: '偃师.txt',
      media_type: 'text/plain',
      title: '偃师区审计局2023年政府信息公开工作年度报告',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(document!.origins).toBeTruthy();
    const sections = await store.read<{ key: string; text: string }>('SELECT key, text FROM section');
    expect(sections).toHaveLength(6);
    expect(sections).toContainEqual({ key: 'OVERVIEW', text: '本局新收申请7件。' });
  });

  it('stores figures as given and findings beside them', async () => {
    const line = reportLine('偃师区司法局', 2023, 4) as { tables: { table4: { blocks: Record<string, number[]> } } };
    line.tables.table4.blocks.reconsideration = [10, 1, 0, 0, 0];
    write('1.jsonl', jsonLines(line));
    expect(counts(await run())).toEqual({ imported: 1, updated: 0, unchanged: 0 });
    expect(
      await store.read('SELECT reconsideration_upheld AS upheld, reconsideration_total AS total FROM report'),
    ).toEqual([{ upheld: 10, total: 0 }]);
    expect(await store.read("SELECT rule, expected, found FROM finding WHERE rule LIKE 'T4%'")).toEqual([
      { rule: 'T4_TOTAL', expected: '11', found: '0' },
    ]);
  });

  it('keeps what was read before a file turned out to be damaged', async () => {
    const row = '410307,偃师区司法局,2023,2021,,,5\n';
    const bytes = Buffer.concat([
      Buffer.from(`region,body,year,form2,form3,form4,licensing.decisions\n${row}`),
      Buffer.alloc(1 << 21, 0x0a),
      Buffer.from([0x34, 0xff, 0xff]),
    ]);
    write('1.csv', bytes);
    const summary = await run();
    expect(counts(summary).imported).toBe(1);
    expect(told(summary)).toEqual([['1.csv', undefined, 'DAMAGED_FILE']]);
  });

  it('reports its progress up to the end', async () => {
    write('1.jsonl', jsonLines(reportLine('偃师区司法局', 2023, 4)));
    write('2.txt', textReport({ title: '偃师区审计局2023年政府信息公开工作年度报告', received: 7 }));
    const seen: Progress[] = [];
    await importPaths(store, [join(directory, 'in')], {}, (progress) => seen.push(progress));
    const last = seen.at(-1)!;
    expect(last).toMatchObject({ files: 2, totalFiles: 2, reports: 2, bytes: last.totalBytes });
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
  });

  it('tells a defect as one, with the file', () => {
    expect(refusalOf(new TypeError('x is undefined'), 'a.txt')).toMatchObject({
      file: 'a.txt',
      code: 'INTERNAL',
      en: expect.stringContaining('x is undefined'),
    });
  });

  it('tells a file that is not there any more, unless it is one of the program itself', () => {
    const missing = (path: string) => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT', path });
    expect(refusalOf(missing('reports/a.txt'), 'reports/a.txt').code).toBe('NOT_FOUND');
    expect(refusalOf(missing('reports/../dist/maps.json'), 'reports/a.txt').code).toBe('INTERNAL');
  });
});
