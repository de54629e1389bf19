/** The compiled report, imported, gives the same cells: whatever the figures, on either form, as DOCX and as HTML. */
import fc from 'fast-check';
import { extract } from '../../src/extract/extract';
import { CELLS, type Cell, cellsOn } from '../../src/form/cells';
import type { DraftCell, ReportDraft } from '../../src/form/draft';
import { EDITION_IDS, type EditionId, TABLES, type TableNumber } from '../../src/form/editions';
import { hasValue, toFen } from '../../src/form/value';
import { parse } from '../../src/parse/parse';
import type { CompiledCell, CompiledReport, CompiledTable } from '../../src/publish/compiled';
import { compiledArticle } from '../../src/publish/compiled-article';
import { articleDocx } from '../../src/publish/docx';
import { articleHtml } from '../../src/publish/html';

const COUNTS = fc.oneof(fc.constant(0n), fc.bigInt(1n, 99n), fc.bigInt(100n, 3_000_000_000n));
const STATUSES = ['REPORTED', 'DERIVED', 'PARTIAL', 'BLANK', 'NOT_APPLICABLE', 'UNREADABLE'] as const;
type Drawn = { status: (typeof STATUSES)[number]; value: bigint; negative: boolean };

const drawn = fc.record<Drawn>({
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('DERIVED' as const, 'PARTIAL' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...STATUSES) },
  ),
  value: COUNTS,
  negative: fc.boolean(),
});

/** A report whose cells are drawn; `without` lacks that table; `blank` has one table without any figure. */
const report = fc
  .record({
    edition: fc.constantFrom<EditionId>(...EDITION_IDS),
    without: fc.constantFrom<TableNumber | 0>(0, 0, 0, 2, 3, 4),
    blank: fc.constantFrom<TableNumber | 0>(0, 0, 0, 0, 2, 3, 4),
    cells: fc.array(drawn, { minLength: CELLS.length, maxLength: CELLS.length }),
  })
  .map(({ edition, without, blank, cells }) =>
    reportOf(
      TABLES.map((table): CompiledTable => {
        const on = table === without ? undefined : edition;
        const compiled = on
          ? cellsOn(on, table).map((cell) =>
              compiledCell(cell, table === blank ? { ...cells[cell.index]!, status: 'BLANK' } : cells[cell.index]!),
            )
          : [];
        return {
          table,
          edition: on,
          reports: { 2019: 3, 2021: 4 },
          lacking: 0,
          cells: compiled,
          elsewhere: compiled.slice(0, 8),
        };
      }),
    ),
  );

function compiledCell(cell: Cell, { status, value, negative }: Drawn): CompiledCell {
  const signed = cell.kind === 'SIGNED' && negative ? -value : value;
  const gaps = { blank: Number(value % 3n), notApplicable: 0, unreadable: 0, partial: status === 'PARTIAL' ? 1 : 0 };
  return { cell, status, ...(hasValue(status) ? { value: signed } : {}), ...gaps };
}

const REGION = {
  id: 990100000,
  code: '990100',
  name: '甲市',
  fullName: '试验省甲市',
  level: 'CITY',
  parentId: 990000000,
  rangeEnd: 990199999,
} as const;

function reportOf(tables: readonly CompiledTable[]): CompiledReport {
  return {
    region: REGION,
    year: 2023,
    basis: 'COMPUTED',
    expected: 9,
    reporting: 7,
    tables,
    missing: { total: 0, shown: [] },
    findings: { total: 0, shown: [] },
    data: { dataVersion: 41, dataOn: '2024-05-01' },
  };
}

function expectCell(compiled: CompiledCell, read: DraftCell | undefined): void {
  const { cell, status, value } = compiled;
  const state = hasValue(status) ? 'REPORTED' : status;
  const figure = read?.amount === undefined ? read?.count : read.unit && toFen(read.amount, read.unit);
  const seen = { id: cell.id, state: read?.state, value: figure === undefined ? undefined : BigInt(figure) };
  expect(seen).toEqual({ id: cell.id, state, value });
  // A lower bound is told from a whole sum by its note.
  expect(read?.origin?.note !== undefined).toBe(status === 'PARTIAL');
}

function expectSame(report: CompiledReport, draft: ReportDraft): void {
  expect(draft).toMatchObject({ year: 2023, body: '甲市人民政府', scope: { value: 'CONSOLIDATED' } });
  expect(draft.publishedOn).toBeUndefined();
  for (const { table, edition, cells } of report.tables) {
    const read = draft.tables[table];
    expect(read === undefined).toBe(edition === undefined);
    for (const each of cells) expectCell(each, read!.cells.get(each.cell.id));
  }
}

test('as DOCX', async () => {
  await fc.assert(
    fc.asyncProperty(report, async (compiled) => {
      const bytes = articleDocx(compiledArticle(compiled), { on: '2024-05-02' });
      expectSame(compiled, parse(await extract(bytes, { name: 'report.docx' })));
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test('as HTML', async () => {
  await fc.assert(
    fc.asyncProperty(report, async (compiled) => {
      const bytes = Buffer.from(articleHtml(compiledArticle(compiled)));
      expectSame(compiled, parse(await extract(bytes, { name: 'report.html' })));
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
