/** Recognised tables: digits taken for letters and lost cells, as far as the form's sums prove them. */
import { extract } from '../../src/extract/extract';
import { outcomeRows } from '../../src/form/figures';
import { APPLICANTS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { makeReport, type PrintedCell, type Report, truthOf } from './generator/figures';
import { htmlTable } from './generator/html';
import { proactiveSheets, remedySheet, requestSheet, type Sheet } from './generator/layout';
import { Random } from './generator/random';
import { makeWording } from './generator/wording';

const columns = [...APPLICANTS, 'total'];

/** A report whose sums hold, without blank cells, with applications of natural persons. */
function report(): Report {
  for (let seed = 1; ; seed++) {
    const made = makeReport(new Random(seed), { blanks: false });
    const full = [...made.cells.values()].every(({ printed }) => printed !== '');
    if (!full || made.forms[2] !== '2021') continue;
    const of = (row: string, column: string) => Number(made.cells.get(`${row}.${column}`)!.truth);
    const sum = (rows: readonly string[], of: (row: string) => number) => rows.reduce((so, row) => so + of(row), 0);
    const outcomes = outcomeRows(made.forms[3]);
    const holds = columns.every((column) => sum(outcomes, (row) => of(row, column)) === of('concluded', column));
    const rows = ['received', 'carriedIn', ...outcomes, 'concluded', 'carriedForward'];
    const adds = rows.every((row) => sum(APPLICANTS, (column) => of(row, column)) === of(row, 'total'));
    const granted = of('granted', 'naturalPerson');
    if (holds && adds && granted > 9 && granted !== of('granted', 'total')) return made;
  }
}

const made = report();

const printing = (changes: Readonly<Record<string, string>>): Report => ({
  ...made,
  cells: new Map(
    [...made.cells].map(([id, cell]): [string, PrintedCell] => [
      id,
      id in changes ? { ...cell, printed: changes[id]! } : cell,
    ]),
  ),
});

/** The cells read of a report, of which table 3 lost the figure in a place of a row, or table 4 one of its fifteen. */
async function read(printed: Report, lost?: { row: string; column: number }, remedy?: number) {
  const wording = makeWording(new Random(1), printed, undefined);
  let three = requestSheet(printed, wording);
  if (lost) three = without(three, printed, lost);
  const table = (sheet: Sheet) => htmlTable(new Random(1), sheet, 0);
  const source = [
    `# 青河县水务局${made.year}年政府信息公开工作年度报告`,
    ...proactiveSheets(printed, wording).map(table),
    table(three),
    table(withoutRemedy(remedySheet(printed, wording), remedy)),
  ].join('\n\n');
  const { tables } = parse(await extract(Buffer.from(source), { name: 'report.md' }));
  return ([2, 3, 4] as const).flatMap((number) =>
    [...truthOf(made, number)].map(([id, truth]) => ({ id, truth, cell: tables[number]!.cells.get(id)! })),
  );
}

function without(sheet: Sheet, { cells }: Report, { row, column }: { row: string; column: number }): Sheet {
  const texts = columns.map((each) => cells.get(`${row}.${each}`)!.printed).join();
  const at = Array.from({ length: sheet.rows }, (_, index) => index).find(
    (index) =>
      sheet.cells
        .filter((cell) => cell.figure && cell.row === index)
        .map((cell) => cell.text)
        .join() === texts,
  )!;
  const gone = sheet.cells.find((cell) => cell.row === at && cell.figure && cell.column === column + 3)!;
  const left = sheet.cells.filter((cell) => cell !== gone);
  return {
    ...sheet,
    cells: left.map((cell) =>
      cell.row === at && cell.column > gone.column ? { ...cell, column: cell.column - 1 } : cell,
    ),
  };
}

function withoutRemedy(sheet: Sheet, column: number | undefined): Sheet {
  const cells = sheet.cells.filter((cell) => !(cell.figure && cell.column === column));
  return {
    ...sheet,
    cells: cells.map((cell) =>
      cell.figure && cell.column > (column ?? sheet.columns) ? { ...cell, column: cell.column - 1 } : cell,
    ),
  };
}

const unread = (cells: Awaited<ReturnType<typeof read>>) => {
  const figures = cells.filter(({ cell }) => cell.state !== 'UNREADABLE');
  expect(figures.filter(({ cell, truth }) => (cell.amount ?? cell.count ?? null) !== truth)).toEqual([]);
  return cells.filter(({ cell }) => cell.state === 'UNREADABLE').map(({ id }) => id);
};

const SIGNS = ['O', 'l', 'Z', '3', '4', 'S', 'b', '7', 'B', 'q'];
const spoilt = (id: string) => [...String(made.cells.get(id)!.truth)].map((digit) => SIGNS[Number(digit)]).join('');

describe('digits taken for letters', () => {
  test('are read where the sums ask for that figure', async () => {
    const ids = [
      'granted.naturalPerson',
      'concluded.total',
      'refused.stateSecret.otherOrganisation',
      'carriedIn.total',
    ];
    ids.push('reconsideration.total');
    const cells = await read(printing(Object.fromEntries(ids.map((id) => [id, spoilt(id)]))));
    expect(unread(cells)).toEqual([]);
    const { cell } = cells.find(({ id }) => id === 'granted.naturalPerson')!;
    expect(cell.origin).toMatchObject({ readBy: 'SUMS', printed: spoilt('granted.naturalPerson') });
  });

  test.each(['U', 'p', '口', '门', 'D'])('%s is a zero where they ask for one', async (sign) => {
    const zero = [...made.cells.keys()].find(
      (each) => each.startsWith('refused.') && made.cells.get(each)!.truth === 0,
    )!;
    expect(unread(await read(printing({ [zero]: sign })))).toEqual([]);
    expect(unread(await read(printing({ 'granted.naturalPerson': sign })))).toEqual(['granted.naturalPerson']);
  });

  test('are unread where they ask for another one, or for none', async () => {
    for (const id of ['granted.naturalPerson', 'concluded.total'])
      expect(unread(await read(printing({ [id]: `${spoilt(id)}O` })))).toEqual([id]);
    expect(unread(await read(printing({ 'licensing.decisions': 'S' })))).toEqual(['licensing.decisions']);
  });

  test('two that no sum tells apart are both unread, unless the other sums do', async () => {
    const ids = ['granted.naturalPerson', 'granted.total'];
    expect(unread(await read(printing(Object.fromEntries(ids.map((id) => [id, spoilt(id)])))))).toEqual([]);
    const block = ['reconsideration.upheld', 'reconsideration.total'];
    expect(unread(await read(printing(Object.fromEntries(block.map((id) => [id, spoilt(id)])))))).toEqual(block);
  });
});

describe('a row that lost a cell', () => {
  const zeros = [...new Set([...truthOf(made, 3).keys()].map((id) => id.slice(0, id.lastIndexOf('.'))))].find((row) =>
    columns.every((column) => made.cells.get(`${row}.${column}`)!.truth === 0),
  )!;

  test('is read where the sums put its figures: only the lost one is unread', async () => {
    for (const [column, name] of columns.entries()) {
      const figure = Number(made.cells.get(`granted.${name}`)!.truth);
      const beside = [columns[column - 1], columns[column + 1]].map((each) => made.cells.get(`granted.${each}`)?.truth);
      const missing = unread(await read(made, { row: 'granted', column }));
      expect(missing).toEqual(beside.includes(figure) ? [] : [`granted.${name}`]);
    }
  });

  test('of equal figures nobody can tell which was lost, nor needs to; but their sum may be added up wrong', async () => {
    expect(unread(await read(made, { row: zeros, column: 2 }))).toEqual([`${zeros}.total`]);
  });

  test('in a table with blank cells it may have been a blank one', async () => {
    const blank = printing({ 'carriedForward.otherOrganisation': '' });
    const cells = await read(blank, { row: zeros, column: 2 });
    const missing = cells.filter(({ id, cell }) => id.startsWith(`${zeros}.`) && cell.state === 'UNREADABLE');
    expect(missing.length).toBe(columns.length);
  });

  test.each([
    [
      'with a blank total: nothing tells where it was lost',
      14,
      [
        ['0', '', '0', '0', '14'],
        ['0', '5', '', '', '5'],
        ['', '0', '15', '', ''],
      ],
    ],
    [
      'of which just the false total is lost: it is no sum of zeros',
      4,
      [
        ['0', '0', '0', '0', '35'],
        ['0', '5', '0', '0', '5'],
        ['0', '0', '15', '0', '15'],
      ],
    ],
  ])('of a table 4 that the report adds up wrong, %s', async (_, lost, blocks) => {
    const names = ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'];
    const outcomes = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
    const printed = printing(
      Object.fromEntries(names.flatMap((name, k) => outcomes.map((each, i) => [`${name}.${each}`, blocks[k]![i]!]))),
    );
    const cells = await read(printed, undefined, lost);
    const known = cells.filter(
      ({ id, cell }) => cell.state === 'REPORTED' && /^(?:recons|directLit|litigation)/.test(id),
    );
    const figures = known.map(({ id, cell }) => [id, String(cell.count)]);
    expect(figures.filter(([id, figure]) => printed.cells.get(id!)!.printed !== figure)).toEqual([]);
  });
});
