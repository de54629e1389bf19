/**
 * A document as a report draft. Figures are read by the labels of their rows and columns; what cannot be read is said to be
 * unread; nothing is guessed and nothing is stored.
 */
import type { Document, Grid } from '../extract/document';
import type { DraftCell, DraftNotice, DraftTable, ReportDraft, Scope } from '../form/draft';
import { TABLE_TITLES, TABLES, type TableNumber } from '../form/editions';
import { Problem } from '../form/problem';
import { isBlankCell, isFigureCell } from './grid/matrix';
import { readGrids } from './grid/reader';
import { readHeading } from './heading/heading';
import { readScope } from './heading/scope';
import { narrativeLines } from './narrative-lines';
import { lettersOf } from './printed/characters';
import { type SourceLine, sourceLines } from './printed/source-lines';
import { withoutOtherLines } from './printings/other-lines';
import { withoutOtherStatistics } from './printings/other-statistics';
import { readOwnPrintings } from './printings/own-printing';
import { withoutUnitTables } from './printings/unit-tables';
import { readSections } from './sections';
import { withoutMovedCells } from './settle/moved-cells';
import { heldAgainstSums, recognisedNotice } from './settle/recognised';
import type { TableRead } from './settle/table';
import { readLines } from './text/reader';

/** What the caller knows of the document; it goes before what the document says. */
export interface ParseHints {
  readonly body?: string;
  readonly region?: string;
  readonly kind?: string;
  readonly year?: number;
  readonly scope?: Scope;
}

/** Sections that tell a report whose tables are pictures from any other page with a picture. */
const FEWEST_SECTIONS = 3;

/**
 * Reads a report. Throws Problem NO_TABLES where none of the three tables is there (unless it is plainly a report with pictures
 * where its tables should be), YEAR_OUT_OF_RANGE where the title names an impossible year.
 */
export function parse(given: Document, hints: ParseHints = {}): ReportDraft {
  const document = withoutOtherLines(
    withoutOtherStatistics(withoutUnitTables(given, () => hints.body ?? headingOf(given, hints).body)),
  );
  const sources = sourceLines(document);
  const lines = sources.map(({ line }) => line);
  let known: ReturnType<typeof readHeading> | undefined;
  const headingNow = () => (known ??= readHeading(document, lines, hints.year));
  const found = readOwnPrintings(
    document,
    sources,
    (part, own, tables, isWhole) => readTables(part, own, () => headingNow().year, tables, isWhole),
    () => ({ year: headingNow().year, body: hints.body ?? headingNow().body }),
  );
  const held = document.recognised ? heldAgainstSums(found, document.recognised) : found;
  const reads = document.mediaType === 'text/markdown' ? withoutMovedCells(held) : held;
  const heading = headingNow();
  const narrative = readSections(narrativeLines(document, sources));
  // A report whose tables are pictures was published all the same: its tables are missing, and are never zeros.
  const isReport = heading.title !== undefined && narrative.sections.length >= FEWEST_SECTIONS;
  if (reads.length === 0 && !(isReport && document.images > 0)) throw noTables(document);
  const body = hints.body ?? heading.body;
  const tables: Partial<Record<TableNumber, DraftTable>> = {};
  for (const read of reads) tables[read.table] = read.draft;
  // Table 4 is the same on both editions: it belongs to the form of the tables beside it.
  const beside = tables[2] ?? tables[3];
  if (tables[4] && beside) tables[4] = { ...tables[4], edition: beside.edition };
  const received = tables[3]?.cells.get('received.total')?.count;
  const { title, year } = heading;
  const read = hints.scope
    ? { scope: { value: hints.scope, evidence: 'given' }, notices: [] }
    : readScope([...(narrative.preface ? [narrative.preface] : []), ...narrative.sections], {
        title,
        body,
        year,
        received,
      });
  return {
    ...(heading.title ? { title: heading.title } : {}),
    ...(body ? { body } : {}),
    ...(hints.region ? { region: hints.region } : {}),
    ...(hints.kind ? { kind: hints.kind } : {}),
    ...(heading.year === undefined ? {} : { year: heading.year }),
    ...(read.scope ? { scope: read.scope } : {}),
    ...(heading.publishedOn ? { publishedOn: heading.publishedOn } : {}),
    tables,
    sections: narrative.sections,
    notices: [
      ...heading.notices,
      ...(document.recognised ? [recognisedNotice(document.recognised)] : []),
      ...missingTables(document, reads),
      ...reads.flatMap((read) => read.notices),
      ...narrative.notices,
      ...read.notices,
    ],
  };
}

function headingOf(document: Document, { year }: ParseHints) {
  const lines = sourceLines(document).map(({ line }) => line);
  return readHeading(document, lines, year);
}

/**
 * The tables, each from the reader that reads it better: grids know blanks, running text is what is left where a format's
 * grids are not the table's.
 */
function readTables(
  document: Document,
  sources: readonly SourceLine[],
  year: () => number | undefined,
  tables: readonly TableNumber[] = TABLES,
  isWhole = false,
): TableRead[] {
  const grids = document.blocks.filter((block): block is Grid => block.type === 'grid');
  const fromGrids = readGrids(grids, tables, year);
  if (fromGrids.length === tables.length && fromGrids.every((read) => read.unread === 0)) return fromGrids;
  const lines = sources.map(({ line }) => line);
  const fromLines = readLines(lines, tables, isWhole);
  return tables.flatMap((table) => {
    const grid = fromGrids.find((read) => read.table === table);
    const line = fromLines.find((read) => read.table === table);
    if (line && !grid && hasOnlyBlanks(line) && grids.some(holdsFigures)) return [];
    // Recognition writes a row of blank cells as well: where there is none below the header, what it had was cut off.
    const isCut = document.mediaType === 'text/markdown' && table === 4 && !grid && grids.some(hasOutcomes);
    if (isCut && line && hasOnlyBlanks(line)) return [];
    if (!grid || !line || grid.isTorn) return grid ?? line ?? [];
    // What grids do not show blank is not: labels below each other in running text prove less.
    const isFuller = line.unread < grid.unread && line.found > grid.found && figuresOf(line) > figuresOf(grid);
    return isFuller && !contradicts(line, grid) ? line : grid;
  });
}

/** A table of labels alone beside a grid that has so many figures: they may be its own. */
const FEWEST_FIGURES = 10;

function hasOnlyBlanks({ draft }: TableRead): boolean {
  const states = new Set([...draft.cells.values()].map(({ state }) => state));
  return states.has('BLANK') && !states.has('REPORTED') && !states.has('NOT_APPLICABLE');
}

const holdsFigures = ({ cells }: Grid): boolean =>
  cells.filter((cell) => isFigureCell(cell) && !isBlankCell(cell)).length >= FEWEST_FIGURES;

/** Whether a grid has the headings of table 4. */
const hasOutcomes = ({ cells }: Grid) =>
  ['维持', '纠正', '审结'].every((word) => cells.some(({ text }) => lettersOf(text).includes(word)));

const figuresOf = ({ draft }: TableRead): number =>
  [...draft.cells.values()].filter(({ state }) => state === 'REPORTED').length;

/** Whether one reading has other figures in cells that the other has read: it gave them to other rows. */
function contradicts(one: TableRead, other: TableRead): boolean {
  const isRead = (cell: DraftCell | undefined) => cell?.state === 'REPORTED' || cell?.state === 'BLANK';
  return [...other.draft.cells].some(([id, cell]) => {
    const own = one.draft.cells.get(id);
    return isRead(cell) && isRead(own) && (own!.count !== cell.count || own!.amount !== cell.amount);
  });
}

function missingTables(document: Document, reads: readonly TableRead[]): DraftNotice[] {
  return TABLES.filter((table) => !reads.some((read) => read.table === table)).map((table) => ({
    code: 'TABLE_MISSING',
    zh: `没有找到“${TABLE_TITLES[table].zh}”的表格${document.images > 0 ? '，可能是图片' : ''}`,
    en: `The table "${TABLE_TITLES[table].en}" was not found${document.images > 0 ? '; it may be a picture' : ''}`,
  }));
}

function noTables(document: Document): Problem {
  const pictures = document.images > 0;
  return new Problem(
    'NO_TABLES',
    pictures
      ? '没有找到政府信息公开工作年度报告的三张表，表格可能是图片：请提供有文字的文件'
      : '没有找到政府信息公开工作年度报告的三张表：这可能不是年度报告',
    pictures
      ? 'None of the three tables of the annual report was found; they may be pictures: a file with text is needed'
      : 'None of the three tables of the annual report was found: this may be no annual report',
  );
}
