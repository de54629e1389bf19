/**
 * Recognised tables (Markdown) whose rows look whole and are not: a cell is lost and another printed twice, or a blank one put in, so that the
 * figures between the two stand in the cells of others; a figure that all its sums contradict alike; and lone blank cells of tables that print a
 * figure everywhere else, as recognition overlooks lone digits. What the sums show to be so is unread; they never put a figure in its place.
 */
import { cellsOn } from '../../form/cells';
import type { DraftCell } from '../../form/draft';
import type { EditionId } from '../../form/editions';
import { outcomeRows } from '../../form/figures';
import { APPLICANT_COLUMNS, APPLICANTS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import type { TableRead } from './table';
import { withUnreadCells } from './unread-cells';

/** The tables, the cells in doubt unread. */
export function withoutMovedCells(reads: readonly TableRead[]): TableRead[] {
  const isFull = printsAll(reads);
  return reads.map((read) => withUnreadCells(read, doubtedIn(read, isFull), WHY));
}

/** More blank cells than this are the manner of the report. */
const MOST_BLANKS = 3;

/** Whether a report prints figures in all cells of tables 3 and 4 but for a few, also zeros; rows without any do not count. */
function printsAll(reads: readonly TableRead[]): boolean {
  const rows = new Map<string, DraftCell[]>();
  for (const { table, draft } of reads)
    for (const [id, cell] of table === 2 ? [] : draft.cells) {
      const row = table === 4 ? '' : id.slice(0, id.lastIndexOf('.'));
      rows.set(row, [...(rows.get(row) ?? []), cell]);
    }
  const printed = [...rows.values()].filter((cells) => cells.some(({ state }) => state === 'REPORTED')).flat();
  const blanks = printed.filter(({ state }) => state === 'BLANK');
  return blanks.length <= MOST_BLANKS && printed.some(({ count }) => count === 0);
}

function doubtedIn({ table, draft }: TableRead, isFull: boolean): ReadonlySet<string> {
  const { cells, edition } = draft;
  if (table === 3 && lacksColumn(cells, edition)) return new Set(cells.keys());
  if (table === 3) return new Set([...(isFull ? loneBlanks(cells, edition) : []), ...movedRows(cells, edition)]);
  return table === 4 ? movedRemedies(cells, isFull) : new Set();
}

const WHY = {
  zh: '识别出的表格有单元格遗漏、重复或错位的迹象，相关数字未予采用',
  en: 'The recognised table seems to have lost, doubled or moved cells: the figures concerned were not taken',
};

type Cells = ReadonlyMap<string, DraftCell>;
/** A printed count, null for a blank cell. */
type Counts = readonly (number | null)[];

/** The counts of cells; undefined where one is neither a count nor blank. */
function countsOf(cells: Cells, ids: readonly string[]): Counts | undefined {
  const states = ids.map((id) => cells.get(id));
  if (!states.every((cell) => cell?.state === 'BLANK' || (cell?.state === 'REPORTED' && cell.count !== undefined)))
    return undefined;
  return states.map((cell) => (cell!.state === 'BLANK' ? null : cell!.count!));
}

const sumOf = (counts: Counts) => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Whether the last count is the sum of the others. */
const holds = (counts: Counts) => sumOf(counts.slice(0, -1)) === (counts.at(-1) ?? 0);

// ---- table 3 -------------------------------------------------------------------------------------------------------

const COLUMNS = APPLICANT_COLUMNS.map(({ id }) => id);
/** Rows that tell what the manner of a table is. */
const FEWEST_ROWS = 10;

/** Rows whose last figures are no less than all others together, where totals are what is missing. */
const FEWEST_SUMS = 3;

/**
 * Whether a column is lost, and those behind it stand a place too far left: no row has a total, and each has under the last of the applicants as much as all
 * others together, or more.
 */
function lacksColumn(cells: Cells, form: EditionId): boolean {
  const counts = rowsOf(form).map((row) => countsOf(cells, idsOf(row)));
  const printed = counts.filter((own): own is Counts => own?.some((count) => count) ?? false);
  const isSum = (own: Counts) => (own.at(-2) ?? 0) > 0 && 2 * own.at(-2)! >= sumOf(own);
  return (
    printed.length >= FEWEST_SUMS &&
    printed.every((own) => own.at(-1) === null && isSum(own)) &&
    printed.some((own) => own.slice(0, -2).some((count) => count))
  );
}

const idsOf = (row: string) => COLUMNS.map((column) => `${row}.${column}`);

function rowsOf(form: EditionId): string[] {
  return [...new Set(cellsOn(form, 3).map(({ row }) => row))];
}

/** The few blank cells of a table whose other cells all print a figure; and the figures beside one, where neither the row nor its columns add up. */
function loneBlanks(cells: Cells, form: EditionId): string[] {
  const rows = rowsOf(form).filter((row) => idsOf(row).some((id) => cells.get(id)?.state === 'REPORTED'));
  if (rows.length < FEWEST_ROWS) return [];
  const isBlank = (id: string) => cells.get(id)?.state === 'BLANK';
  const asked = askedOf(cells, form);
  return rows.flatMap((row) => {
    const ids = idsOf(row);
    if (!ids.some(isBlank)) return [];
    const counts = countsOf(cells, ids);
    const isInPlace = (parts: readonly number[]) =>
      [...parts, sumOf(parts)].every((count, column) => counts![column] === null || counts![column] === count);
    return !counts || holds(counts) || asked(row).some(isInPlace) ? ids.filter(isBlank) : ids;
  });
}

/** Of a row, what each sum of the table's columns asks its parts to be; nothing where a cell is unread. */
function askedOf(cells: Cells, form: EditionId): (row: string) => number[][] {
  const counts = new Map(rowsOf(form).map((row) => [row, countsOf(cells, idsOf(row))]));
  const sums = [
    { plus: ['received', 'carriedIn'], minus: ['concluded', 'carriedForward'] },
    { plus: outcomeRows(form), minus: ['concluded'] },
  ];
  return (row) =>
    sums.flatMap(({ plus, minus }) => {
      const sign = plus.includes(row) ? 1 : minus.includes(row) ? -1 : 0;
      if (sign === 0 || [...plus, ...minus].some((each) => !counts.get(each))) return [];
      return [
        APPLICANTS.map((_, column) => {
          const of = (rows: readonly string[]) => sumOf(rows.map((each) => counts.get(each)![column]!));
          return (counts.get(row)![column] ?? 0) - sign * (of(plus) - of(minus));
        }),
      ];
    });
}

/**
 * Figures in rows whose figures are those that the sums of all columns and their own ask for, but for one of an applicant, or with one left out
 * and another printed twice, so that those between stand in cells of others.
 */
function movedRows(cells: Cells, form: EditionId): string[] {
  const asked = askedOf(cells, form);
  return rowsOf(form).flatMap((row) => {
    const own = countsOf(cells, idsOf(row));
    const [parts, ...others] = own ? asked(row) : [];
    if (!own || !parts || !others.every((other) => other.every((count, column) => count === parts[column]))) return [];
    // The column of totals may have another error.
    const whole = [...parts, sumOf(parts)];
    const differing = COLUMNS.map((_, column) => column).filter((column) => whole[column] !== (own[column] ?? 0));
    // One applicant's figure that its row and its column contradict alike: a digit that was read as another.
    const isMisread = differing.length === 1 && differing[0]! < APPLICANTS.length;
    const isWrong = isMisread || (differing.length > 1 && isMoved(own, whole));
    if (!isWrong || parts.some((count) => count < 0)) return [];
    return differing.map((column) => `${row}.${COLUMNS[column]}`);
  });
}

/** Whether counts are others of which one is left out and one put in. */
function isMoved(counts: Counts, whole: readonly number[]): boolean {
  const key = (values: Counts) => values.map((value) => value ?? 0).join(' ');
  const without = (values: Counts) => values.map((_, at) => key([...values.slice(0, at), ...values.slice(at + 1)]));
  const possible = new Set(without(whole));
  return without(counts).some((each) => possible.has(each));
}

// ---- table 4 -------------------------------------------------------------------------------------------------------

const OUTCOMES = OUTCOME_COLUMNS.length;
const IDS = TABLE4_BLOCKS.flatMap((block) => OUTCOME_COLUMNS.map((column) => `${block.id}.${column.id}`));

/**
 * The cells of table 4 that would have other figures if one were left out and another put in, where more of the blocks could add up then. A
 * single block that does not add up may be the report's error: there, what is left out is a figure that is printed twice, or blank.
 */
function movedRemedies(cells: Cells, isFull: boolean): ReadonlySet<string> {
  const counts = countsOf(cells, IDS);
  if (!counts) return new Set();
  const blanks = counts.flatMap((count, at) => (count === null ? [at] : []));
  const isLone = blanks.length === 1;
  const blocks = blocksOf(counts);
  const failing = blocks.map((block) => !holds(block));
  const failures = failing.filter(Boolean).length;
  // Of several cells that are lost nothing says where.
  if (blanks.length > 1) {
    const hasTotals = blocks.some((block) => block.at(-1) !== null);
    // Where many are blank, totals are as well.
    const isWrong = (block: Counts) => !holds(block) && (block.at(-1) !== null || blanks.length <= MOST_BLANKS);
    return new Set(hasTotals && blocks.filter(isWrong).length > 1 ? IDS : []);
  }
  const doubted = new Set(isFull ? blanks.map((at) => IDS[at]!) : []);
  if (failures === 0) return doubted;
  for (const [left, count] of counts.entries()) {
    const isDouble = count !== null && count === counts[left + 1] && (count > 0 || failures > 1);
    const isLast = failures > 1 && left === IDS.length - 1;
    if (!(isLone ? count === null : isDouble || isLast)) continue;
    const rest = counts.toSpliced(left, 1);
    for (let put = 0; put < IDS.length; put++) {
      if (put === left || !isBetter(rest, put, failing)) continue;
      for (let at = Math.min(left, put); at <= Math.max(left, put); at++) doubted.add(IDS[at]!);
    }
  }
  return doubted;
}

const blocksOf = (counts: Counts): Counts[] =>
  TABLE4_BLOCKS.map((_, block) => counts.slice(block * OUTCOMES, (block + 1) * OUTCOMES));

/** Whether fewer blocks fail with a figure put in at a place; where several failed, one that adds up then has all of its figures. */
function isBetter(rest: Counts, put: number, failing: readonly boolean[]): boolean {
  const open = Math.floor(put / OUTCOMES);
  const isTotal = put % OUTCOMES === OUTCOMES - 1;
  const blocks = blocksOf(rest.toSpliced(put, 0, null));
  const fails = blocks.map((block, at) => {
    if (at !== open) return !holds(block);
    return !isTotal && sumOf(block.slice(0, -1)) > (block.at(-1) ?? 0);
  });
  const before = failing.filter(Boolean).length;
  if (fails.filter(Boolean).length >= before) return false;
  return before === 1 || blocks.some((block, at) => at !== open && failing[at] && !fails[at] && sumOf(block) > 0);
}
