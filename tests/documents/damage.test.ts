/** Damage of one kind each, on a made-up report: what is still plain is read, what is not is unread, nothing is wrong. */
import { scoreTable } from '../../bench/scoring';
import type { GridCell } from '../../src/extract/document';
import { extract } from '../../src/extract/extract';
import type { ReportDraft } from '../../src/form/draft';
import { parse } from '../../src/parse/parse';
import { makeReport, type Report, truthOf } from './generator/figures';
import { htmlTable, pipeTable, spanless } from './generator/html';
import { proactiveSheets, remedySheet, requestSheet, type Sheet, stacked } from './generator/layout';
import { Random } from './generator/random';
import { flowed, flowStyle } from './generator/text';
import { makeWording } from './generator/wording';

/** A report of the form of 2021 with figures that add up and none blank. */
function plainReport(): { report: Report; sheets: { two: Sheet; three: Sheet; four: Sheet } } {
  for (let seed = 1; ; seed++) {
    const report = makeReport(new Random(seed), { blanks: false });
    const total = Number(report.cells.get('received.total')!.truth);
    const plain = [...report.cells.values()].every((cell) => /^\d+(?:\.\d+)?$/.test(cell.printed));
    if (!plain || report.extraRow || report.forms[3] !== '2021' || report.forms[2] !== '2021' || total < 20) continue;
    const wording = makeWording(new Random(3), report, undefined);
    const sheets = {
      two: stacked(proactiveSheets(report, wording)),
      three: requestSheet(report, wording),
      four: remedySheet(report, wording),
    };
    return { report, sheets };
  }
}

const { report, sheets } = plainReport();
const TITLE = `${report.body}${report.year}年政府信息公开工作年度报告`;

async function read(body: string, name: string): Promise<ReportDraft> {
  return parse(await extract(Buffer.from(body), { name }));
}

function scores(draft: ReportDraft, table: 2 | 3 | 4) {
  return scoreTable(truthOf(report, table), draft.tables[table]).score;
}

const page = (...tables: string[]) => `<html><body><h1>${TITLE}</h1>${tables.join('')}</body></html>`;
const plainHtml = (sheet: Sheet) => htmlTable(new Random(1), sheet, 0);

/** The sheet without one cell of figures: the cells behind it move up. */
function without(sheet: Sheet, row: number, column: number): Sheet {
  return {
    ...sheet,
    cells: sheet.cells
      .filter((cell) => cell.row !== row || cell.column !== column)
      .map((cell) => (cell.row === row && cell.column > column ? { ...cell, column: cell.column - 1 } : cell)),
  };
}

describe('a row that lost one cell', () => {
  const rows = [...new Set(sheets.three.cells.filter((cell) => cell.figure).map((cell) => cell.row))];

  test.each([3, 6, 9])('of table 3, in column %i of the page: only its own cells are unread', async (column) => {
    for (const row of rows.filter((_, i) => i % 9 === 0)) {
      const draft = await read(page(plainHtml(without(sheets.three, row, column))), 'page.html');
      const score = scores(draft, 3);
      expect({ row, wrong: score.wrong + score.invented }).toEqual({ row, wrong: 0 });
      // None where it was one of several equal figures that the sums of all columns prove.
      expect(score.unread).toBeLessThanOrEqual(7);
    }
  });

  test('of table 4, anywhere', async () => {
    for (let column = 0; column < 15; column += 3) {
      const draft = await read(page(plainHtml(without(sheets.four, 3, column)), plainHtml(sheets.three)), 'page.html');
      const score = scores(draft, 4);
      expect({ column, wrong: score.wrong + score.invented }).toEqual({ column, wrong: 0 });
      expect(score.unread).toBeGreaterThan(0);
    }
  });
});

test('a first column that counts the rows is no figure', async () => {
  const numbered: Sheet = {
    ...sheets.three,
    columns: sheets.three.columns + 1,
    cells: [
      ...sheets.three.cells.map((cell) => ({ ...cell, column: cell.column + 1 })),
      ...Array.from({ length: sheets.three.rows }, (_, row) => ({
        text: row < 3 ? '' : String(row - 2),
        row,
        column: 0,
        rowSpan: 1,
        columnSpan: 1,
      })),
    ].sort((a, b) => a.row - b.row || a.column - b.column),
  };
  expect(scores(await read(page(plainHtml(numbered)), 'page.html'), 3)).toEqual({
    right: 175,
    wrong: 0,
    unread: 0,
    invented: 0,
  });
});

test('figures as formulas, pipes without the line below the header', async () => {
  const pipes = (sheet: Sheet) =>
    pipeTable(spanless(sheet, false, 1))
      .split('\n')
      .filter((_, i) => i !== 1)
      .map((line) => line.replace(/\| (\d+) (?=\|)/g, '| $ $1 $ '))
      .join('\n');
  const draft = await read(
    `# ${TITLE}\n\n${pipes(sheets.two)}\n\n${pipes(sheets.three)}\n\n${pipes(sheets.four)}`,
    'page.md',
  );
  for (const table of [2, 3, 4] as const)
    expect(scores(draft, table)).toMatchObject({ wrong: 0, unread: 0, invented: 0 });
});

test.each([
  ['through its label and its group', /不掌握/, 3],
  ['within its number', /（七）/, 2],
])('a row that a page break tears %s is one row', (_, label, length) => {
  const row = sheets.three.cells.find((cell) => label.test(cell.text))!.row;
  const cells = sheets.three.cells;
  const torn = (part: (cell: Sheet['cells'][number]) => string | undefined, rowsFrom: number): GridCell[] =>
    cells.flatMap((cell) => {
      const text = part(cell);
      return text === undefined ? [] : [{ ...cell, text, row: Math.max(0, cell.row - rowsFrom), rowSpan: 1 }];
    });
  const upper = torn((cell) => {
    if (cell.row > row) return undefined;
    return cell.row === row && !cell.figure ? cell.text.slice(0, length) : cell.text;
  }, 0);
  const lower = torn((cell) => {
    if (cell.row < row) return undefined;
    if (cell.row > row) return cell.text;
    return cell.figure ? '' : cell.text.slice(length);
  }, row);
  const grid = (own: GridCell[], number: number, rows: number) =>
    ({ type: 'grid', cells: own, rows, columns: 10, page: number, line: number * 100 }) as const;
  const draft = parse({
    mediaType: 'application/pdf',
    blocks: [
      { type: 'line', text: TITLE, page: 1, line: 1 },
      grid(upper, 1, row + 1),
      { type: 'line', text: '- 1 -', page: 1, line: 150 },
      grid(lower, 2, sheets.three.rows - row),
    ],
    pages: 2,
    meta: {},
    images: 0,
  });
  expect(scores(draft, 3)).toEqual({ right: 175, wrong: 0, unread: 0, invented: 0 });
});

describe('running text', () => {
  const style = { ...flowStyle(new Random(1)), figures: 'same', glued: false, lastApart: false } as const;
  const text = (sheet: Sheet, random = new Random(2)) => `${TITLE}\n${flowed(random, sheet, style).join('\n')}`;

  /** The sheet with its columns of figures, and their headings, in another order. */
  const reordered = (order: readonly number[]): Sheet => ({
    ...sheets.three,
    cells: sheets.three.cells
      .map((cell) => {
        const moves = cell.column >= 3 && (cell.figure || (cell.row < 3 && cell.columnSpan === 1));
        return moves ? { ...cell, column: 3 + order.indexOf(cell.column - 3) } : cell;
      })
      .sort((a, b) => a.row - b.row || a.column - b.column),
  });

  test('organisations in another order than the form are read by their names', async () => {
    const draft = await read(text(reordered([0, 2, 1, 3, 5, 4, 6])), 'report.txt');
    const score = scores(draft, 3);
    expect(score).toMatchObject({ wrong: 0, invented: 0 });
  });

  test('a total that stands first is known by the sums', async () => {
    const draft = await read(text(reordered([6, 0, 1, 2, 3, 4, 5])), 'report.txt');
    expect(scores(draft, 3)).toEqual({ right: 175, wrong: 0, unread: 0, invented: 0 });
  });

  test('a row without figures is not blank where figures are left over', async () => {
    const lines = text(sheets.three).split('\n');
    const at = lines.findIndex((line) => /(?:予以公[开開])(?: \d+){7}$/.test(line));
    const figures = lines[at]!.split(' ').slice(-7);
    lines[at] = lines[at]!.split(' ').slice(0, -7).join(' ');
    lines.push(...figures);
    const score = scores(await read(lines.join('\n'), 'report.txt'), 3);
    expect(score).toMatchObject({ wrong: 0, invented: 0 });
  });
});
