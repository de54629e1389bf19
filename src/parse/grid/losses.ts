/**
 * Rows of table 3 in grids that lost cells or labels: which may have figures of others, or theirs in other columns.
 */
import { APPLICANT_COLUMNS, TABLE3_GROUPS } from '../../form/rows';
import { lettersOf, plain } from '../printed/characters';
import { hasSpans, isBlankCell, isFigureCell, type MatrixRow, splitRow } from './matrix';
import { figureIn, type NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** So many figures without a label that is known are a row of the table; one is, where blank cells stand beside it. */
const FEWEST_FIGURES = 2;
/** Above the first row more than a row of table 2 has. */
const FEWEST_ABOVE = 4;

/**
 * Rows beside figures that no row has: where labels are torn over lines, a row that seems to be blank may be the end of another
 * label, and the one row of 2019 the first of the three of 2021.
 */
export function besideOrphans(rows: readonly MatrixRow[], named: readonly NamedRow[]): Set<NamedRow> {
  const used = new Set(named.flatMap((each) => (each.rest ? [each.at, each.rest] : [each.at])));
  const places = new Map(rows.map((row, place) => [row, place]));
  const inOrder = [...named].sort((a, b) => places.get(a.at)! - places.get(b.at)!);
  const beside = new Set<NamedRow>();
  let next = 0;
  for (const [place, row] of rows.entries()) {
    while (inOrder[next] && places.get(inOrder[next]!.at)! <= place) next++;
    // Below the last row only what stands right below it.
    const isNear = next < inOrder.length || (next > 0 && inOrder[next - 1]!.at === rows[place - 1]);
    const isAbove = next === 0 && inOrder[0]?.at === rows[place + 1];
    if (!(next === 0 ? isAbove : isNear) || used.has(row) || isGroup(row)) continue;
    const figures = splitRow(row).after.filter((cell) => !isBlankCell(cell) && isFigureCell(cell));
    if (figures.length < (isAbove ? FEWEST_ABOVE : row.cells.length < COLUMNS ? FEWEST_FIGURES : 1)) continue;
    for (const each of inOrder.slice(Math.max(0, next - 1), next + 1))
      if (isLabelOnly(each) || each.row === 'otherwise.unspecified') beside.add(each);
  }
  return beside;
}

const GROUPS = new Set(['本年度办理结果', ...TABLE3_GROUPS.map(({ zh }) => lettersOf(zh))]);

/** Whether a row has the label of a group of rows, and no figures but marks that say that it has none. */
function isGroup(row: MatrixRow): boolean {
  const { labels, after } = splitRow(row);
  const isLabelled = labels.length > 0 && labels.every((cell) => GROUPS.has(lettersOf(cell.text)));
  return isLabelled && !after.some((cell) => /\d/.test(plain(cell.text)));
}

/** More rows that end early are the manner of the table: cells at the end of rows were blank, or spans are not told. */
const MOST_LOSSES = 3;

/**
 * Rows that have a cell less than the others of their grid, and of the grids with as many columns that the table goes on in, though no
 * blank one at its end: recognition lost a cell, anywhere in the row. More than one where other rows do not end early.
 */
export function lostCells(named: readonly NamedRow[]): Set<NamedRow> {
  const lost = new Set<NamedRow>();
  const widthOf = ({ at }: NamedRow) => at.matrix.grid.columns;
  for (const width of new Set(named.map(widthOf))) {
    const own = named.filter((each) => widthOf(each) === width);
    const ends = new Map(own.map((each) => [each, endOf(each.at)]));
    const whole = Math.max(...ends.values());
    const short = own.filter((each) => ends.get(each)! < whole);
    const trims = own.every((each) => !isBlankCell(each.at.cells.at(-1)!));
    const oneLess = short.filter((each) => ends.get(each) === whole - 1);
    // Where blank cells at the end of rows are not there, a figure in the last column but one may be the total of a row that lost a
    // cell further left.
    const many = trims && short.length > MOST_LOSSES - 1;
    const some = many ? oneLess.filter((each) => !isLabelOnly(each)) : oneLess;
    if ((many ? some : short).length > own.length / 2) continue;
    for (const each of some) lost.add(each);
  }
  return lost;
}

/** So many rows without a total are the manner of the table. */
const FEWEST_BLANK_TOTALS = 3;
/** Rows that tell what the manner of a table is. */
const FEWEST_TOTALS = 10;

/**
 * Rows that lost a cell, or have two in one, and were filled up with a blank one at their end: the only ones without a total, their last
 * figure what the total of the others could be. Only grids without spans are filled up.
 */
export function filledUp(named: readonly NamedRow[]): Set<NamedRow> {
  const filled = new Set<NamedRow>();
  for (const matrix of new Set(named.map((each) => each.at.matrix))) {
    if (hasSpans(matrix)) continue;
    const own = named.filter((each) => each.at.matrix === matrix && each.after.length >= COLUMNS);
    const open = own.filter(({ after }) => isBlankCell(after.at(-1)!));
    if (open.length >= FEWEST_BLANK_TOTALS || own.length < FEWEST_TOTALS) continue;
    for (const each of open) {
      const cells = each.after.slice(-COLUMNS, -1);
      if (cells.some(isBlankCell)) continue;
      const values = cells.map((cell) => figureIn(each, cell, figuresRow(each), 'COUNT'));
      const others = values.slice(0, -1).reduce((sum, value) => sum + (value.count ?? 0), 0);
      const isTorn = values.some((value) => value.state === 'UNREADABLE');
      if (isTorn || (values.at(-1)!.count && values.at(-1)!.count! >= others)) filled.add(each);
    }
  }
  return filled;
}

function isLabelOnly({ after }: NamedRow): boolean {
  return after.every(isBlankCell);
}

/** Where a row ends: at the grid's left where it has no cell. */
export function endOf(row: MatrixRow): number {
  const last = row.cells.at(-1);
  return last ? last.column + last.columnSpan : 0;
}

/** The row that the figures stand in, where a label goes over two. */
export function figuresRow({ rest, after, at }: NamedRow): MatrixRow {
  return rest && after.some((cell) => cell.row === rest.index) ? rest : at;
}
