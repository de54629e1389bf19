/** Lines of structured files: settled straight from JSON or by way of a draft, in this thread or another, they are the same. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settle } from '../../src/form/figures';
import { Problem } from '../../src/form/problem';
import { linesInThread } from '../../src/intake/line-reader';
import { type Line, type ReadLines, readLinesHere } from '../../src/intake/lines';
import { readStructuredFile, recogniseFile } from '../../src/intake/reading';
import { jsonLines, reportLine } from './reports';

const execArgv = ['-r', join(__dirname, '../cli/swc-hook.cjs')];
const inThread = linesInThread(execArgv);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongkai-lines-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(readLines: ReadLines, path: string): Promise<{ lines: Line[]; bytes: number; problem?: string }> {
  const lines: Line[] = [];
  let bytes = 0;
  try {
    for await (const some of readLines(path, (await recogniseFile(path))!, (more) => {
      bytes += more;
    }))
      lines.push(...some);
  } catch (error) {
    return { lines, bytes, problem: (error as Problem).code };
  }
  return { lines, bytes };
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Json = Record<string, unknown>;
/** A line with one thing about it changed. */
function changed(change: (report: { [key: string]: unknown; tables: Record<string, Json> }) => void): string {
  const report = reportLine('偃师区司法局', 2023, 4) as { [key: string]: unknown; tables: Record<string, Json> };
  change(report);
  return JSON.stringify(report);
}

const firstRow = (table: Json) => Object.values(table.rows as Record<string, unknown[]>)[0]!;

/** Ordinary reports, and each way in which a report may be no ordinary one. */
const KINDS: readonly string[] = [
  changed(() => {}),
  JSON.stringify(reportLine('偃师区公安局', 2022, 0, { scope: 'OWN', publishedOn: '2023-01-20' })),
  changed(({ tables }) => {
    const { cells } = tables.table2 as { cells: Json };
    for (const id of Object.keys(cells)) cells[id] = 0;
    for (const row of Object.values(tables.table3!.rows as Record<string, number[]>)) row.fill(0);
  }),
  changed(({ tables }) => {
    firstRow(tables.table3!)[0] = null;
  }),
  changed(({ tables }) => {
    firstRow(tables.table3!)[1] = '/';
  }),
  changed(({ tables }) => {
    firstRow(tables.table3!)[1] = -1;
  }),
  changed(({ tables }) => {
    firstRow(tables.table3!)[1] = 1.5;
  }),
  changed(({ tables }) => {
    firstRow(tables.table3!)[1] = 1e13;
  }),
  changed(({ tables }) => {
    firstRow(tables.table3!).pop();
  }),
  changed(({ tables }) => {
    delete tables.table4;
  }),
  changed(({ tables }) => {
    tables.table5 = {};
  }),
  changed(({ tables }) => {
    tables.table3!.edition = 2021;
  }),
  changed(({ tables }) => {
    tables.table3!.cells = { 'received.total': 1 };
  }),
  changed(({ tables }) => {
    tables.table3!.more = {};
  }),
  changed((report) => {
    report.tables = {};
  }),
  changed((report) => {
    report.colour = 'red';
  }),
  changed((report) => {
    report.title = '2023年度报告';
  }),
  changed((report) => {
    report.sections = [{ key: 'PROBLEMS', heading: '五', text: '存在一些问题。' }];
  }),
  changed((report) => {
    report.year = 'soon';
  }),
  '{"year": 2023',
  JSON.stringify({ region: '410307', name: '偃师区司法局' }),
];

test('what comes of each kind of line is what a draft of it comes to', async () => {
  const path = file('kinds.jsonl', `${KINDS.join('\n')}\n`);
  const { lines } = await read(readLinesHere, path);
  const records = [];
  for await (const some of readStructuredFile(path, (await recogniseFile(path))!)) records.push(...some);
  expect(lines).toHaveLength(KINDS.length);
  for (const [at, record] of records.entries()) {
    const line = lines[at]!;
    if (record.type === 'report' && line.type === 'settled') {
      const { tables, ...draft } = record.draft;
      expect(line.figures).toEqual(settle(tables));
      expect(line.draft).toEqual(draft);
      expect(line.line).toBe(record.line);
    } else expect(line).toEqual(record);
  }
  expect(lines.filter((line) => line.type === 'settled').length).toBeGreaterThan(5);
  expect(lines.filter((line) => line.type === 'report')).toHaveLength(2);
});

test('another thread gives the same, however many pieces the file has', async () => {
  const path = file('many.jsonl', Array.from({ length: 60 }, () => `${KINDS.join('\n')}\n`).join(''));
  const here = await read(readLinesHere, path);
  expect(here.lines).toHaveLength(60 * KINDS.length);
  expect(await read(inThread, path)).toEqual(here);
});

test('a file that is refused further down gives what stands before, and the same refusal', async () => {
  const path = file(
    'endless.jsonl',
    Buffer.concat([Buffer.from(jsonLines(KINDS[0]!, KINDS[1]!, KINDS[2]!)), Buffer.alloc(18 * 1024 * 1024, 0x20)]),
  );
  const here = await read(readLinesHere, path);
  expect(here).toMatchObject({ lines: { length: 3 }, problem: 'TOO_LARGE' });
  const { lines, problem } = await read(inThread, path);
  expect({ lines, problem }).toEqual({ lines: here.lines, problem: here.problem });
});

test('a thread ends with whoever stops listening, and with what it cannot read', async () => {
  const path = file('left.jsonl', Array.from({ length: 60 }, () => `${KINDS.join('\n')}\n`).join(''));
  for await (const some of inThread(path, (await recogniseFile(path))!, () => {})) {
    expect(some.length).toBeGreaterThan(0);
    break;
  }
  await expect(read(linesInThread(['-r', join(__dirname, 'nothing.cjs')]), path)).resolves.toMatchObject({ lines: [] });
  rmSync(path);
  await expect(
    (async () => {
      for await (const _ of inThread(path, { format: 'JSON_LINES', type: 'report', charset: 'utf-8' }, () => {}));
    })(),
  ).rejects.toThrow(/ENOENT/);
});
