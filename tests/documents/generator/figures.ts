/**
 * The figures of a made-up report: what is printed in each cell, and what a reader of the page sees.
 */
import { cellsOn } from '../../../src/form/cells';
import { EDITIONS, type EditionId, TABLES, type TableNumber } from '../../../src/form/editions';
import { outcomeRows } from '../../../src/form/figures';
import { APPLICANTS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../../src/form/rows';
import type { Random } from './random';

/** A cell as printed, and as it is to be read: a number, digits of an amount, or null for a blank or a mark. */
export interface PrintedCell {
  readonly printed: string;
  readonly truth: number | string | null;
}

export interface Report {
  readonly body: string;
  readonly year: number;
  readonly forms: Readonly<Record<2 | 3, EditionId>>;
  /** By cell id. */
  readonly cells: ReadonlyMap<string, PrintedCell>;
  /** Whether cells are left blank in tables 3 and 4. */
  readonly blanks: boolean;
  /** A row of table 2 that the form does not have, below 规范性文件. */
  readonly extraRow?: string;
}

export interface ReportOptions {
  /** Blank cells may occur. */
  readonly blanks: boolean;
  /** What is carried forward, by applicant, of a report of the year before another one. */
  readonly forward?: ReadonlyMap<string, number>;
}

const PLACES = ['青河县', '临泉市东山区', '云岭县', '白沙市', '望江区', '石门镇'];
const BODIES = ['水务局', '司法局', '农业农村局', '人民政府', '人民政府办公室', '市场监督管理局', '交通运输局'];

export function makeReport(random: Random, options: ReportOptions): Report {
  const form2 = random.pick(EDITIONS).id;
  const form3 = random.chance(0.75) ? form2 : random.pick(EDITIONS).id;
  const counts = new Map<string, number | string>();
  table2(random, form2, counts);
  table3(random, form3, counts, options.forward);
  table4(random, counts);
  // Real reports hold errors of arithmetic: they are read as printed.
  if (random.chance(0.15)) {
    const id = random.pick([...counts.keys()].filter((each) => /total$|^granted|^concluded/.test(each)));
    counts.set(id, random.integer(0, 40));
  }
  return {
    body: random.pick(PLACES) + random.pick(BODIES),
    year: random.integer(2019, 2025),
    forms: { 2: form2, 3: form3 },
    cells: print(random, counts, form2, form3, options.blanks),
    blanks: options.blanks,
    ...(form2 === '2021' && random.chance(0.1) ? { extraRow: '其他主动公开文件' } : {}),
  };
}

function count(random: Random): number {
  const size = random.next();
  if (size < 0.6) return 0;
  if (size < 0.85) return random.integer(1, 9);
  if (size < 0.96) return random.integer(10, 400);
  return random.chance(0.9) ? random.integer(400, 60_000) : random.integer(1_000_000, 11_400_000);
}

function table2(random: Random, form: EditionId, counts: Map<string, number | string>): void {
  for (const cell of cellsOn(form, 2)) {
    if (cell.kind === 'AMOUNT')
      counts.set(
        cell.id,
        random.chance(0.4)
          ? '0'
          : random.chance(0.5)
            ? String(random.integer(1, 90_000))
            : (random.integer(1, 99_999_999) / 10_000).toFixed(random.integer(1, 4)),
      );
    else if (cell.kind === 'SIGNED') counts.set(cell.id, random.chance(0.6) ? 0 : random.integer(-40, 1_100));
    else counts.set(cell.id, count(random));
  }
}

/** Sums that hold: what came in is spread over the outcomes and what is carried forward. */
function table3(
  random: Random,
  form: EditionId,
  counts: Map<string, number | string>,
  given?: ReadonlyMap<string, number>,
): void {
  const outcomes = outcomeRows(form);
  for (const cell of cellsOn(form, 3)) counts.set(cell.id, 0);
  const add = (row: string, column: string, more: number) =>
    counts.set(`${row}.${column}`, (counts.get(`${row}.${column}`) as number) + more);
  const quiet = random.chance(0.35);
  for (const [i, applicant] of APPLICANTS.entries()) {
    const least = given?.get(applicant) ?? 0;
    const cases = least + (quiet || (i > 1 && random.chance(0.7)) ? 0 : random.integer(0, i === 0 ? 300 : 20));
    const carried = quiet ? 0 : random.integer(0, Math.min(9, cases));
    add('received', applicant, cases - carried);
    add('carriedIn', applicant, carried);
    let left = cases;
    const forward = given ? least : random.integer(0, Math.min(5, left));
    add('carriedForward', applicant, forward);
    left -= forward;
    add('concluded', applicant, left);
    while (left > 0) {
      const part = random.integer(1, left);
      add(random.pick(outcomes), applicant, part);
      left -= part;
    }
  }
  for (const row of ['received', 'carriedIn', ...outcomes, 'concluded', 'carriedForward'])
    counts.set(
      `${row}.total`,
      APPLICANTS.reduce((sum, applicant) => sum + (counts.get(`${row}.${applicant}`) as number), 0),
    );
}

function table4(random: Random, counts: Map<string, number | string>): void {
  for (const block of TABLE4_BLOCKS) {
    let total = 0;
    for (const column of OUTCOME_COLUMNS) {
      const value = column.id === 'total' ? total : random.chance(0.7) ? 0 : random.integer(1, 30);
      counts.set(`${block.id}.${column.id}`, value);
      total += value;
    }
  }
}

const MARKS = ['/', '-', '—', '无', '\\'];

function print(
  random: Random,
  counts: ReadonlyMap<string, number | string>,
  form2: EditionId,
  form3: EditionId,
  blanks: boolean,
): Map<string, PrintedCell> {
  const cells = new Map<string, PrintedCell>();
  const blankZeros = blanks && random.chance(0.4);
  const blankTotals = blanks && random.chance(0.3);
  const someBlank = blanks ? random.pick([0, 0.03, 0.2]) : 0;
  const empty = blanks && random.chance(0.05);
  const mark = random.chance(0.15) ? random.pick(MARKS) : undefined;
  const wide = random.chance(0.04);
  const thousands = random.chance(0.25);
  const notes = random.chance(0.2);
  const form = (table: TableNumber) => (table === 2 ? form2 : form3);
  for (const table of TABLES)
    for (const cell of cellsOn(table === 4 ? '2021' : form(table), table)) {
      const value = counts.get(cell.id)!;
      const detail =
        table === 3 &&
        cell.column === 'total' &&
        !['received', 'carriedIn', 'concluded', 'carriedForward'].includes(cell.row);
      if (empty || random.chance(someBlank) || (table !== 2 && value === 0 && blankZeros) || (detail && blankTotals)) {
        cells.set(cell.id, { printed: '', truth: null });
        continue;
      }
      if (mark && table === 2 && (value === 0 || value === '0') && random.chance(0.5)) {
        cells.set(cell.id, { printed: mark, truth: null });
        continue;
      }
      let printed = String(value);
      if (typeof value === 'number' && thousands && value >= 1000) printed = value.toLocaleString('en-US');
      if (cell.kind === 'SIGNED' && typeof value === 'number' && value > 0 && random.chance(0.5)) printed = `+${value}`;
      if (wide && typeof value === 'number' && value >= 0)
        printed = [...printed]
          .map((digit) => (/\d/.test(digit) ? String.fromCharCode(digit.charCodeAt(0) + 0xfee0) : digit))
          .join('');
      if (
        notes &&
        table === 2 &&
        cell.kind !== 'AMOUNT' &&
        typeof value === 'number' &&
        value > 3 &&
        random.chance(0.3)
      )
        printed += random.pick([
          `（其中修订${random.integer(1, 3)}件）`,
          `（含自然失效 ${random.integer(1, 3)} 件）`,
          `(其中新立 ${random.integer(1, 3)} 件)`,
        ]);
      if (cell.row === 'procurement' && cell.column === 'amount' && random.chance(0.5))
        printed += random.pick(['元', '万元']);
      cells.set(cell.id, { printed, truth: value });
    }
  return cells;
}

/** The truth of one table, as `scoreTable` takes it. */
export function truthOf(report: Report, table: TableNumber): Map<string, number | string | null> {
  return new Map(
    cellsOn(table === 4 ? '2021' : report.forms[table], table).map((cell) => [
      cell.id,
      report.cells.get(cell.id)!.truth,
    ]),
  );
}
