/** PDF of scanned pages on whose pictures a program laid the text that it recognised: what its figures are worth. */
import { extract } from '../../src/extract/extract';
import { outcomeRows } from '../../src/form/figures';
import { APPLICANTS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { Drawing, drawTable, pdf, stream } from '../extract/pdf-writer';
import { makeReport, type Report } from './generator/figures';
import { proactiveSheets, remedySheet, requestSheet, type Sheet, stacked } from './generator/layout';
import { Random } from './generator/random';
import { makeWording } from './generator/wording';

const PICTURE = stream(
  '/Type /XObject /Subtype /Image /Width 200 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceGray',
  Buffer.alloc(40_000, 200),
);

const columns = [...APPLICANTS, 'total'];

/** A report of the form of 2021 whose sums hold. */
function report(): Report {
  for (let seed = 1; ; seed++) {
    const made = makeReport(new Random(seed), { blanks: false });
    if (made.forms[2] !== '2021' || made.forms[3] !== '2021') continue;
    const of = (row: string, column: string) => made.cells.get(`${row}.${column}`)!.truth as number;
    const sum = (ids: readonly string[], of: (id: string) => number) => ids.reduce((so, id) => so + of(id), 0);
    const outcomes = outcomeRows('2021');
    const holds =
      columns.every((column) => sum(outcomes, (row) => of(row, column)) === of('concluded', column)) &&
      [...outcomes, 'concluded'].every((row) => sum(APPLICANTS, (column) => of(row, column)) === of(row, 'total'));
    if (holds && of('granted', 'naturalPerson') > 9 && of('reconsideration', 'upheld') > 0) return made;
  }
}

const made = report();

/** The tables as an invisible layer, with these figures in place of their own. */
async function read(changes: Readonly<Record<string, string>> = {}) {
  const cells = [...made.cells].map(([id, cell]) => [id, { ...cell, printed: changes[id] ?? cell.printed }] as const);
  const printed: Report = { ...made, cells: new Map(cells) };
  const wording = makeWording(new Random(1), printed, undefined);
  const sheets = [
    stacked(proactiveSheets(printed, wording)),
    requestSheet(printed, wording),
    remedySheet(printed, wording),
  ];
  const pages = sheets.map((sheet: Sheet, i) => {
    const drawing = new Drawing().raw('q 595 0 0 842 0 0 cm /X Do Q 3 Tr');
    if (i === 0) drawing.text(60, 40, `${made.body}${made.year}年政府信息公开工作年度报告`);
    const widths = Array.from({ length: sheet.columns }, (_, column) => (sheet.columns === 10 && column === 2 ? 4 : 1));
    const all = widths.reduce((sum, width) => sum + width, 0);
    const xs = [40];
    for (const width of widths) xs.push(xs.at(-1)! + (500 * width) / all);
    const ys = Array.from({ length: sheet.rows + 1 }, (_, row) => 60 + row * 25);
    drawTable(drawing, xs, ys, sheet.cells, 'strokes', 5);
    return drawing;
  });
  return parse(await extract(pdf(pages, { objects: [PICTURE] })));
}

test('figures are read with less confidence, and a notice says where they come from', async () => {
  const { tables, notices } = await read();
  expect(tables[3]!.cells.get('granted.naturalPerson')).toMatchObject({
    count: made.cells.get('granted.naturalPerson')!.truth,
    origin: { confidence: 0.8 },
  });
  expect(tables[2]!.cells.get('licensing.decisions')).toMatchObject({ state: 'REPORTED', origin: { confidence: 0.5 } });
  expect(notices).toContainEqual(
    expect.objectContaining({ code: 'TEXT_RECOGNISED', en: expect.stringMatching(/1, 2, 3/) }),
  );
});

test('a figure that contradicts all its sums is unread, the others of its row and column are not', async () => {
  const id = 'granted.naturalPerson';
  const { tables } = await read({ [id]: `1${made.cells.get(id)!.printed}` });
  expect(tables[3]!.cells.get(id)!.state).toBe('UNREADABLE');
  for (const other of ['granted.total', 'granted.commercialEnterprise', 'received.naturalPerson'])
    expect([other, tables[3]!.cells.get(other)!.count]).toEqual([other, made.cells.get(other)!.truth]);
});

test('a lost digit is no blank cell', async () => {
  const { tables } = await read({ 'licensing.decisions': '', 'reconsideration.upheld': '' });
  expect(tables[2]!.cells.get('licensing.decisions')!.state).toBe('UNREADABLE');
  expect(tables[4]!.cells.get('reconsideration.upheld')!.state).toBe('UNREADABLE');
});
