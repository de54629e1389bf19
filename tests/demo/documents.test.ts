/** What is written is read back: the documents and structured files of the demo city through extraction and parsing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoCity } from '../../src/demo/city';
import type { DemoReport, Printed } from '../../src/demo/report';
import { writeDemo } from '../../src/demo/write';
import { CELLS, cell, cellsOn } from '../../src/form/cells';
import { TABLES } from '../../src/form/editions';
import { settle } from '../../src/form/figures';
import { fromFen, unitOfAmount } from '../../src/form/value';
import { type CheckedReport, checkPaths } from '../../src/intake/check';
import { expandSources } from '../../src/intake/sources';

let folder: string;
let city: DemoCity;
let read: CheckedReport[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  city = writeDemo(folder);
  // Every structured file, every document with planted trouble, and of the others one in ten.
  const { files } = await expandSources([join(folder, '1-first'), join(folder, '2-corrected')]);
  const chosen = files.filter(
    ({ path }, at) =>
      path.endsWith('.jsonl') ||
      city.planted.some((fault) => path.includes(`/${fault.year}-${fault.body}.`)) ||
      at % 10 === 0,
  );
  const paths = chosen.map(({ path }) => path);
  read = [];
  for await (const each of checkPaths(paths, {})) {
    if (!('draft' in each)) throw new Error(JSON.stringify(each));
    read.push(each);
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a reader should make of what is printed. */
function meant(id: string, printed: Printed): string {
  if (printed === null) return 'BLANK';
  if (printed === '/') return 'NOT_APPLICABLE';
  if (typeof printed === 'number' || cell(id).kind === 'AMOUNT') return String(printed);
  return /^(\d+)（/.exec(printed)?.[1] ?? 'UNREADABLE';
}

function printedCells(report: DemoReport): [string, string][] {
  return TABLES.flatMap((table) => {
    const given = report.tables[table];
    if (!given) return [];
    return cellsOn(given.edition, table).map((each): [string, string] => [
      each.id,
      meant(each.id, given.cells.get(each.id)!),
    ]);
  });
}

function readCells({ draft }: CheckedReport): [string, string][] {
  const figures = settle(draft.tables);
  return CELLS.filter((each) => !['TABLE_MISSING', 'NOT_ON_THIS_FORM'].includes(figures.states[each.index]!)).map(
    (each) => {
      const state = figures.states[each.index]!;
      if (state === 'DERIVED' || state === 'PARTIAL') return [each.id, 'BLANK'];
      if (state !== 'REPORTED') return [each.id, state];
      const value = figures.values[each.index]!;
      return [each.id, each.kind === 'AMOUNT' ? fromFen(BigInt(value), unitOfAmount(each.row)) : String(value)];
    },
  );
}

const keyOf = (body: string, year: number, scope: string, version: number) =>
  `${body.replace(/^示例市(?=.*区)/, '')} ${year} ${scope} ${version}`;

it('every cell, date and section comes back as it was printed', () => {
  const written = new Map(
    city.reports.map((report) => [keyOf(report.body.name, report.year, report.scope, report.version), report]),
  );
  expect(read.filter((each) => each.line === undefined).length).toBeGreaterThan(80);
  for (const each of read) {
    const { body, year, scope } = each.particulars;
    const version = each.file.includes('2-corrected') ? 2 : 1;
    const report = written.get(keyOf(body, year, scope, version));
    expect([each.file, report?.year]).toEqual([each.file, year]);
    expect([each.file, each.draft.publishedOn]).toEqual([each.file, report!.publishedOn]);
    expect([each.file, new Map(readCells(each))]).toEqual([each.file, new Map(printedCells(report!))]);
    expect([each.file, each.draft.sections.map((section) => section.key)]).toEqual([
      each.file,
      report!.sections.map((section) => section.key),
    ]);
  }
});
