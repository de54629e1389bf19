/**
 * A real annual report, from its text to the figures served over HTTP. The document is not part of the repository: the test
 * runs where it lies beside it, in ../shared/real, and says so where it does not.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CELLS, type Cell, cellsOn } from '../../src/form/cells';
import { METRICS } from '../../src/form/metrics';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS } from '../../src/form/rows';
import { type Served, serve } from './served';

const REAL = join(__dirname, '../../../shared/real');
const DOCUMENT = join(REAL, 'yanshi-sfj-2023.txt');
const TRUTH = join(REAL, 'truth', 'yanshi-sfj-2023.json');
const present = existsSync(DOCUMENT) && existsSync(TRUTH);
if (!present)
  console.warn(`skipped: ${DOCUMENT} is not there; put the real documents beside the repository to run this test`);

interface Truth {
  readonly table2: Record<string, number | string | null>;
  readonly table3: Record<string, (number | null)[]>;
  readonly table4: Record<string, (number | null)[]>;
}

/** Value of a cell as a reader of the document sees it. */
function truthOf(truth: Truth, { table, id, row, column }: Cell): number | null {
  const columnAt = (columns: readonly { id: string }[]) => columns.findIndex((each) => each.id === column);
  if (table === 2) return truth.table2[id] === null ? null : Number(truth.table2[id]);
  if (table === 3) return truth.table3[row]![columnAt(APPLICANT_COLUMNS)]!;
  return truth.table4[row]![columnAt(OUTCOME_COLUMNS)]!;
}

const keyOf = (cell: Cell): string => {
  const found = METRICS.find(
    (each) => each.kind !== 'RATIO' && each.sum.cells.length === 1 && each.sum.cells[0]!.cell === cell,
  );
  return found!.key;
};

(present ? describe : describe.skip)('偃师区司法局 2023', () => {
  let served: Served;
  let truth: Truth;
  const cells = present ? [2, 3, 4].flatMap((table) => cellsOn('2021', table as 2 | 3 | 4)) : [];

  beforeAll(async () => {
    truth = JSON.parse(readFileSync(TRUTH, 'utf8'));
    served = await serve(() => [DOCUMENT]);
  });
  afterAll(() => served.close());

  test('is imported whole', () => {
    expect(served.summary).toMatchObject({ imported: 1, updated: 0, unchanged: 0, refused: [] });
    expect(cells).toHaveLength(200);
  });

  test('says who, where, when, of what kind and scope, with its six sections', async () => {
    const { reports } = await served.ask(`{ reports { totalCount nodes {
      year scope title department { name kind { code } region { code } } forms { table edition }
      narrative { sections { key heading } }
    } } }`);
    expect(reports.totalCount).toBe(1);
    const [report] = reports.nodes;
    expect(report).toMatchObject({
      year: 2023,
      scope: 'OWN',
      title: '偃师区司法局2023年政府信息公开工作年度报告',
      department: { kind: { code: 'justice' }, region: { code: '410307' } },
      forms: [2, 3, 4].map((table) => ({ table, edition: '2021' })),
    });
    expect(report.narrative.sections).toHaveLength(6);
  });

  test('every figure served over HTTP is the printed one, with its printed text and line', async () => {
    const { reports } = await served.ask(
      `query ($metrics: [MetricKey!]!) { reports { nodes { measures(metrics: $metrics) {
         metric { key } value status source { printed line } } } } }`,
      { metrics: cells.map(keyOf) },
    );
    const lines = readFileSync(DOCUMENT, 'utf8').split('\n');
    reports.nodes[0].measures.forEach((measure: never, at: number) => {
      const { metric, value, status, source } = measure as {
        metric: { key: string };
        value: number;
        status: string;
        source: { printed: string; line: number };
      };
      const cell = cells[at]!;
      expect([metric.key, status, value]).toEqual([keyOf(cell), 'REPORTED', truthOf(truth, cell)]);
      expect(lines[source.line - 1]).toContain(source.printed);
    });
  });

  test('the district total computed from it is the same, and its coverage names what is missing', async () => {
    const { region } = await served.ask(
      `query ($metrics: [MetricKey!]!) { region(code: "410307") {
         fullName
         measures(metrics: $metrics, year: 2023) { value }
         totals(year: 2023) { coverage { expected reporting blank expectation absentKinds { code } missing { totalCount } } }
         filed: totals(year: 2023, basis: FILED) { coverage { expected reporting missing { nodes { name } } } }
       } }`,
      { metrics: cells.map(keyOf) },
    );
    expect(region.measures.map((measure: { value: number }) => measure.value)).toEqual(
      cells.map((cell) => truthOf(truth, cell)),
    );
    const { coverage } = region.totals;
    expect(coverage).toMatchObject({ expected: 1, reporting: 1, blank: 0, expectation: 'DERIVED' });
    const absent = coverage.absentKinds.map((kind: { code: string }) => kind.code);
    expect(absent).toContain('police');
    expect(absent).not.toContain('justice');
    expect(region.filed.coverage).toMatchObject({ expected: 1, reporting: 0 });
  });

  test('a code that the district had before 2021 finds it', async () => {
    const { region } = await served.ask('{ region(code: "410381") { code name } }');
    expect(region).toEqual({ code: '410307', name: '偃师区' });
  });

  test('no cell of another form has a value', async () => {
    const others = CELLS.filter((cell) => !cell.editions.includes('2021'));
    const { reports } = await served.ask(
      'query ($metrics: [MetricKey!]!) { reports { nodes { measures(metrics: $metrics) { value status } } } }',
      { metrics: others.map(keyOf) },
    );
    for (const measure of reports.nodes[0].measures)
      expect(measure).toEqual({ value: null, status: 'NOT_ON_THIS_FORM' });
  });
});
