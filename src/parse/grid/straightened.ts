/**
 * Grids whose spans are not those of the page: recognition, and hands that edit pages, give a label one row or column more or less, and all
 * that stands beside and below it moves. What each row has is there, and in its order: tables whose headers name the form's columns in
 * the form's order, and whose rows have a figure for each, are read so.
 */
import type { Grid, GridCell } from '../../extract/document';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { isColumnLabel } from './heading-kinds';
import { isBlankCell, isFigureCell } from './matrix';

const APPLICANTS = APPLICANT_COLUMNS.length;
const OUTCOMES = OUTCOME_COLUMNS.length;
const ALL_OUTCOMES = TABLE4_BLOCKS.length * OUTCOMES;

/** The grids with the columns that their rows show, where their spans contradict them; otherwise as they are. */
export function straightened(grids: readonly Grid[]): Grid[] {
  let goesOn = false;
  return grids.map((grid) => {
    const rows = Array.from({ length: grid.rows }, (): GridCell[] => []);
    for (const cell of grid.cells) rows[cell.row]!.push(cell);
    for (const row of rows) row.sort((a, b) => a.column - b.column);
    const header = requestHeader(rows) ?? (goesOn && !rows.some(isRequestHeader) ? NO_HEADER : undefined);
    const hasSpans = grid.cells.some(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1);
    goesOn = header !== undefined;
    if (!hasSpans) return grid;
    return (header && straightRequests(grid, rows, header)) ?? straightRemedies(grid, rows) ?? grid;
  });
}

type Rows = readonly (readonly GridCell[])[];

/** Rows of table 3 that have all their cells, at least. */
const FEWEST_ROWS = 4;
/** So much of the rows below the header has all its cells. */
const MOST = 0.8;
/** Cells of a row's label: of its part of the table, its group and its own. */
const MOST_LABELS = 3;

function straightRequests(grid: Grid, rows: Rows, header: RequestHeader): Grid | undefined {
  const below = withoutUnits(rows.slice(header.to).filter((row) => row.length > 0));
  const whole = below.filter((row) => figuresOf(row) !== undefined);
  if (whole.length < FEWEST_ROWS || whole.length < below.length * MOST) return undefined;
  const starts = new Set(whole.map((row) => figuresOf(row)![0]!.column));
  const [start] = starts;
  const isStraight = starts.size === 1 && [...header.named].every(([column, cell]) => cell.column === start! + column);
  const labels = Math.max(...whole.map((row) => row.length - APPLICANTS));
  if (isStraight || header.others.some((row) => row.length > labels)) return undefined;
  // The header may mean it that names just the columns of the figures, if in another order: sums have to tell.
  const places = new Set([...header.named.values()].map(({ column }) => column - start!));
  const isOrder =
    starts.size === 1 && places.size === APPLICANTS && [...places].every((at) => at >= 0 && at < APPLICANTS);
  if (isOrder) return undefined;
  // Another table of the same grid may stand above.
  const cells = [...rows.slice(0, header.from).flat()];
  const columns = Math.max(labels + APPLICANTS, ...cells.map((cell) => cell.column + cell.columnSpan));
  cells.push(...header.others.flatMap((row) => row.map((cell, i) => moved(cell, i, 1))));
  for (const [column, cell] of header.named) cells.push(moved(cell, labels + column, 1));
  for (const cell of header.organisations) cells.push(moved(cell, labels + 1, APPLICANTS - 2));
  for (const cell of header.applicants) cells.push(moved(cell, labels, APPLICANTS));
  for (const row of below) {
    const behind = figuresOf(row) ?? row.slice(row.findLastIndex(isLabel) + 1);
    const own = row.slice(0, row.length - behind.length);
    const figures = behind.length === APPLICANTS + 1 ? withoutFiller(behind) : behind;
    if (own.length > labels || figures.length > APPLICANTS) return undefined;
    for (const [i, cell] of own.entries()) cells.push(moved(cell, i, i === own.length - 1 ? labels - i : 1));
    for (const [i, cell] of figures.entries()) cells.push(moved(cell, labels + i, 1));
  }
  return { ...grid, columns, cells };
}

/** A unit has so many letters at most, and so many rows the same one. */
const LONGEST_UNIT = 2;
const FEWEST_ALIKE = 3;

/** Rows without the words of a column of units ("件") between their labels and figures. */
function withoutUnits(rows: Rows): Rows {
  const unitOf = (row: readonly GridCell[]) => {
    const cell = row.at(-APPLICANTS - 1);
    return cell && isLabel(cell) ? lettersOf(cell.text) : '';
  };
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(unitOf(row), (counts.get(unitOf(row)) ?? 0) + 1);
  const isUnit = (word: string) => word !== '' && word.length <= LONGEST_UNIT && counts.get(word)! >= FEWEST_ALIKE;
  return rows.map((row) => (isUnit(unitOf(row)) ? row.toSpliced(-APPLICANTS - 1, 1) : row));
}

const moved = (cell: GridCell, column: number, columnSpan: number): GridCell => ({
  ...cell,
  column,
  columnSpan,
  rowSpan: 1,
});

const isLabel = (cell: GridCell) => !isBlankCell(cell) && !isFigureCell(cell);

/** Letters that recognition made of digits stand in so many of a row's cells at most. */
const MOST_LETTERS = 2;

/** The seven cells of a row that are all there is behind its label; undefined where it has more or fewer. */
function figuresOf(row: readonly GridCell[]): readonly GridCell[] | undefined {
  const labels = row.slice(0, -APPLICANTS);
  const figures = row.slice(-APPLICANTS);
  if (labels.length === 0 || labels.length > MOST_LABELS || !isLabel(labels.at(-1)!)) return undefined;
  if (labels.some((cell) => !isLabel(cell) && !isBlankCell(cell))) return undefined;
  if (figures.some(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1)) return undefined;
  return figures.filter(isLabel).length <= MOST_LETTERS ? figures : undefined;
}

/** Without the blank cell that a program put in place of a label's lost span: beside the label or at the row's end. */
function withoutFiller(cells: readonly GridCell[]): readonly GridCell[] {
  const [first, last] = [isBlankCell(cells[0]!), isBlankCell(cells.at(-1)!)];
  if (first && last && !cells.every(isBlankCell)) return cells;
  return last ? cells.slice(0, -1) : first ? cells.slice(1) : cells;
}

interface RequestHeader {
  /** Its first row, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  /** By the column's place in the form. */
  readonly named: ReadonlyMap<number, GridCell>;
  readonly organisations: readonly GridCell[];
  readonly applicants: readonly GridCell[];
  /** What stands above the labels, row by row. */
  readonly others: readonly (readonly GridCell[])[];
}

/** Of a grid that goes on with the table of the grid before it. */
const NO_HEADER: RequestHeader = { from: 0, to: 0, named: new Map(), organisations: [], applicants: [], others: [] };

const isRequestHeader = (row: readonly GridCell[]) =>
  row.filter((cell) => APPLICANT_COLUMNS.some((_, column) => isColumnLabel(lettersOf(cell.text), column))).length > 1;

const UNIT_HEADING = /^(?:计量)?单位$/;

/** The header's cells, where it names each column once and in the form's order; undefined where it says anything else. */
function requestHeader(grid: Rows): RequestHeader | undefined {
  const to = grid.findLastIndex(isRequestHeader) + 1;
  const from = grid.slice(0, to).findLastIndex((row) => row.some((cell) => lettersOf(cell.text) === '申请人情况'));
  if (from < 0) return undefined;
  const named = new Map<number, GridCell>();
  const organisations: GridCell[] = [];
  const applicants: GridCell[] = [];
  const others: GridCell[][] = [];
  for (const row of grid.slice(from, to)) {
    const before: GridCell[] = [];
    let last = -1;
    for (const cell of row) {
      if (isBlankCell(cell)) continue;
      const letters = lettersOf(cell.text);
      const column = columnOf(letters, last);
      if (column >= 0) {
        if (named.has(column) || column < last) return undefined;
        named.set(column, cell);
        last = column;
      } else if (letters === '申请人情况') applicants.push(cell);
      else if (/^法人/.test(letters) && last === 0) organisations.push(cell);
      else if (last < 0 && !/^法人/.test(letters)) before.push(cell);
      else return undefined;
    }
    others.push(before.filter((cell) => !UNIT_HEADING.test(lettersOf(cell.text))));
  }
  const isWhole = named.size === APPLICANTS && organisations.length <= 1;
  return isWhole ? { from, to, named, organisations, applicants, others } : undefined;
}

/** The column behind another one that letters name, or -1. */
function columnOf(letters: string, last: number): number {
  return APPLICANT_COLUMNS.findIndex((_, column) => column > last && isColumnLabel(letters, column));
}

interface RemedyLabel {
  readonly pattern: RegExp;
  readonly column: number;
  readonly span: number;
}

const outcomesFrom = (from: number): RemedyLabel[] =>
  OUTCOME_COLUMNS.map(({ zh, variants }, i) => ({
    pattern: new RegExp(`^(?:${[zh, ...(variants ?? [])].join('|')})$`),
    column: from + i,
    span: 1,
  }));

const REMEDY_HEADER: readonly (readonly RemedyLabel[])[] = [
  [
    { pattern: /^行政复议$/, column: 0, span: OUTCOMES },
    { pattern: /^行政诉讼$/, column: OUTCOMES, span: 2 * OUTCOMES },
  ],
  [
    ...outcomesFrom(0),
    { pattern: /^未经复议直接起诉$/, column: OUTCOMES, span: OUTCOMES },
    { pattern: /^复议后起诉$/, column: 2 * OUTCOMES, span: OUTCOMES },
  ],
  [...outcomesFrom(OUTCOMES), ...outcomesFrom(2 * OUTCOMES)],
];

/** Table 4: the names of fifteen columns in the form's order, above as many figures or one less. */
function straightRemedies(grid: Grid, rows: Rows): Grid | undefined {
  // One that lost a cell is read where its sums tell which.
  const at = rows.findIndex(
    (each) => [ALL_OUTCOMES, ALL_OUTCOMES - 1].includes(each.length) && each.filter(isLabel).length <= MOST_LETTERS,
  );
  const row = rows[at];
  if (!row || row.some(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1)) return undefined;
  const names = rows.slice(0, at).filter((each) => each.length > 0);
  const letters = names.map((each) => each.map((cell) => lettersOf(cell.text)));
  if (names.length !== REMEDY_HEADER.length || rows.slice(at + 1).some((each) => !each.every(isBlankCell)))
    return undefined;
  const isNamed = REMEDY_HEADER.every(
    (wanted, i) =>
      letters[i]!.length === wanted.length && wanted.every(({ pattern }, k) => pattern.test(letters[i]![k]!)),
  );
  if (!isNamed) return undefined;
  const cells = [
    ...names.flatMap((each, i) =>
      each.map((cell, k) => moved(cell, REMEDY_HEADER[i]![k]!.column, REMEDY_HEADER[i]![k]!.span)),
    ),
    ...row.map((cell, i) => moved(cell, i, 1)),
  ];
  const isStraight = [...names.flat(), ...row].every((cell, i) => cell.column === cells[i]!.column);
  return isStraight ? undefined : { ...grid, columns: ALL_OUTCOMES, cells };
}
