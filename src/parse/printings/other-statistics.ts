/**
 * Tables that a report prints beside those of the form with some of their rows: what was published by field, what was decided year by year,
 * how reconsideration ended. The form's tables show its own headings; a grid that follows may be their next page.
 */
import type { Block, Document, Grid } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { columnNamed } from '../grid/columns';
import { isColumnLabel } from '../grid/heading-kinds';
import { isBlankCell, isFigureCell, type Matrix, matrixOf, splitRow } from '../grid/matrix';
import { joined, pagesOf } from '../grid/over-pages';
import { lettersOf } from '../printed/characters';
import { proactiveRows, requestRows } from '../printed/labels';

/** Rows of the form that make a grid one of its tables, or one that is like it. */
const FEWEST_ROWS = 2;
/** A heading of table 2 names one of its columns with more letters than this; shorter ones stand in other tables, too. */
const LONGEST_OTHER = 4;
/** Lines above a grid in which its headings may stand. */
const LINES_ABOVE = 6;
/** Applicants that a header names. */
const FEWEST_APPLICANTS = 3;
/** Fewer figures behind the label are no row of table 3, though its blank ends are not written out. */
const FEWEST_FIGURES = 4;

/** A grid, over all its pages. */
interface Printed {
  readonly pages: readonly Grid[];
  readonly matrix: Matrix;
  readonly texts: ReadonlySet<string>;
  /** What stands above it. */
  readonly above: string;
}

/** The document without its tables that are plainly none of the form's. */
export function withoutOtherStatistics(document: Document): Document {
  const printed = printedGrids(document);
  const others = new Set<Block>(
    [...otherProactive(printed), ...otherRequests(printed), ...otherRemedies(printed)].flatMap(({ pages }) => pages),
  );
  return others.size === 0 ? document : { ...document, blocks: document.blocks.filter((block) => !others.has(block)) };
}

function printedGrids({ blocks }: Document): Printed[] {
  const grids = blocks.filter((block): block is Grid => block.type === 'grid');
  return pagesOf(grids).map((pages, order) => {
    const at = blocks.indexOf(pages[0]!);
    const before = blocks.slice(Math.max(0, at - LINES_ABOVE), at);
    const lines = before.slice(before.findLastIndex(({ type }) => type === 'grid') + 1);
    const matrix = matrixOf(joined(pages), order);
    return {
      pages,
      matrix,
      texts: new Set(matrix.grid.cells.map((cell) => lettersOf(cell.text))),
      above: lines.map((line) => (line.type === 'line' ? lettersOf(line.text) : '')).join(' '),
    };
  });
}

const PROACTIVE_HEADING =
  /第二十条|制发件数|废止件数|现行有效|处理决定数量|收费金额|新制作|新公开数|对外公开总数|项目数量|采购总金额/;
const proactiveLabels = new Set(proactiveRows().flatMap(({ letters }) => letters));
const requestLabels = new Set(
  [...requestRows('2019'), ...requestRows('2021')].flatMap(({ letters }) => letters).filter((each) => each.length > 2),
);

const countIn = (labels: ReadonlySet<string>, texts: ReadonlySet<string>) =>
  [...texts].filter((letters) => labels.has(letters)).length;

/** Grids with rows of table 2 that have none of its headings in or above them, and do not go on with one that has. */
function otherProactive(printed: readonly Printed[]): Printed[] {
  const own = new Set<Printed>();
  return printed.filter((each, at) => {
    const before = printed[at - 1];
    if (hasProactiveHeading(each) || (before && own.has(before) && goesOn(each, before))) own.add(each);
    return !own.has(each) && countIn(proactiveLabels, each.texts) >= FEWEST_ROWS && !isOfOtherTable(each);
  });
}

const hasProactiveHeading = ({ texts, above }: Printed) =>
  PROACTIVE_HEADING.test(above) ||
  [...texts].some(
    (letters) =>
      PROACTIVE_HEADING.test(letters) || (letters.length > LONGEST_OTHER && columnNamed(letters) !== undefined),
  );

const isOfOtherTable = ({ texts }: Printed) =>
  countIn(requestLabels, texts) > FEWEST_ROWS || [...texts].some((letters) => /维持|审结/.test(letters));

/** Whether a grid has the columns of the one before it, and begins with figures; or that one ends with a heading. */
function goesOn({ matrix }: Printed, before: Printed): boolean {
  const isHeading = before.matrix.rows.at(-1)!.cells.some(({ text }) => columnNamed(text) !== undefined);
  const { labels, after } = splitRow(matrix.rows[0]!);
  const begins = after.some((cell) => !isBlankCell(cell)) || labels.length <= 1;
  return isHeading || (before.matrix.grid.columns === matrix.grid.columns && begins);
}

/** Grids with rows of table 3, each with a few figures, that name no applicants, where another one does. */
function otherRequests(printed: readonly Printed[]): Printed[] {
  const most = new Map(printed.map((each) => [each, mostFigures(each)]));
  if (!printed.some((each) => most.get(each)! >= FEWEST_FIGURES && namesApplicants(each))) return [];
  return printed.filter((each) => {
    const figures = most.get(each)!;
    const isNarrow = figures > 0 && figures < FEWEST_FIGURES && !namesApplicants(each);
    return isNarrow && countIn(requestLabels, each.texts) >= FEWEST_ROWS;
  });
}

/** Figures, or cells for them, behind the label of the row that has most. */
function mostFigures({ matrix }: Printed): number {
  const counts = matrix.rows.map((row) => {
    const { labels, after } = splitRow(row);
    if (labels.length === 0 || after.every(isBlankCell)) return 0;
    return after.reduce((sum, cell) => sum + (isFigureCell(cell) ? Math.max(1, cell.text.split(/\s+/).length) : 0), 0);
  });
  return Math.max(...counts);
}

function namesApplicants({ texts }: Printed): boolean {
  const named = APPLICANT_COLUMNS.filter((_, column) => [...texts].some((letters) => isColumnLabel(letters, column)));
  return named.length >= FEWEST_APPLICANTS;
}

/** Where a grid names all three blocks of table 4, those with its outcomes that do not tell the two of litigation apart. */
function otherRemedies(printed: readonly Printed[]): Printed[] {
  const has = ({ texts }: Printed, words: RegExp) => [...texts].some((letters) => words.test(letters));
  const blocks = [/行政复议/, /未经复议/, /复议后/, /维持/, /审结/];
  const named = printed.filter((each) => blocks.every((words) => has(each, words)));
  if (named.length === 0) return [];
  // A header that a page cuts has its names and its figures in two grids.
  const headers = named.filter(({ matrix }) => !matrix.grid.cells.some(({ text }) => /\d/.test(text)));
  return printed.filter(
    (each, i) =>
      has(each, /维持|纠正|审结/) &&
      !has(each, /未经复议|复议后/) &&
      !hasProactiveHeading(each) &&
      !headers.includes(printed[i - 1]!),
  );
}
