/**
 * Rows of table 2 with blank cells in text that keeps its layout: each figure is of the column whose heading it stands below. Extractors set
 * each page, some each line, by itself, and headings may be wider than figures: so other rows have to show that places are kept.
 */
import { TABLE2_COLUMNS } from '../../form/rows';
import type { LineRow } from '../lines/rows';
import { lettersOf } from '../printed/characters';
import type { Figure, Piece, Token } from '../printed/tokens';
import {
  areAligned,
  behindHeadings,
  type HeadedRow,
  hasBlankBefore,
  headingsAbove,
  underHeadings,
} from './heading-places';
import { keepsBlanks } from './kept-blanks';
import { isCounted } from './places';

type Cells = HeadedRow['cells'];

/** A row with its figures on the line of its label, and the headings above it. */
interface Headed {
  readonly row: LineRow;
  readonly headings: readonly Piece[];
  readonly page: number | undefined;
}

/** The cells of the rows with blank ones of which it is known where they are. */
export function placedProactive(
  rows: readonly LineRow[],
  columnsOf: (row: string) => readonly string[],
  tokens: readonly Token[],
): ReadonlyMap<LineRow, Cells> {
  const owned = new Set<Token>(rows.flatMap((row) => row.figures));
  const headed = rows.flatMap((row): Headed[] => {
    const columns = columnsOf(row.row);
    if (isBesideLoose(row, tokens, owned)) return [];
    if (columns.length < 2 || row.figures.length === 0 || row.figures.length > columns.length) return [];
    if (row.apart || row.figures.some((figure) => figure.row !== tokens[row.at]!.row)) return [];
    const headings = headingsOver(row, columns, tokens);
    return headings ? [{ row, headings, page: tokens[row.at]!.page }] : [];
  });
  if (headed.every(isFull)) return new Map();
  const keeps = keepsBlanks(tokens);
  const byPage = grouped(headed, ({ page }) => page);
  return new Map(
    [...byPage.values()].flatMap((page) => [...(belowHeadings(page, keeps) ?? behind(page, keeps) ?? [])]),
  );
}

/** Whether a figure that no row has stands directly before or behind a row: it may be the row's. */
function isBesideLoose({ at, figures }: LineRow, tokens: readonly Token[], owned: ReadonlySet<Token>): boolean {
  const own = [at, ...figures.map((figure) => tokens.indexOf(figure))];
  return [tokens[Math.min(...own) - 1], tokens[Math.max(...own) + 1]].some(
    (token) => token?.type === 'figure' && !owned.has(token),
  );
}

function grouped<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

const isFull = ({ row, headings }: Headed): boolean => row.figures.length === headings.length;

function headingsOver({ at }: LineRow, columns: readonly string[], tokens: readonly Token[]): Piece[] | undefined {
  const spellings = columns.map((id) => {
    const column = TABLE2_COLUMNS.find((each) => each.id === id)!;
    return [column.zh, ...(column.variants ?? [])].map(lettersOf);
  });
  const headings = headingsAbove(tokens, at, spellings);
  return headings?.every((heading) => heading.page === tokens[at]!.page) ? headings : undefined;
}

/** Digits by which a figure may stand beside its heading: further away the widths of characters are others than it seems. */
const BESIDE = 3;

/** Each figure near its heading, as rows that lack none show, or all in the same manner. */
function belowHeadings(page: readonly Headed[], keeps: boolean): Map<LineRow, Cells> | undefined {
  const placed = page.map((each): readonly [Headed, Cells | undefined] => {
    const cells = underHeadings(each.row.figures, each.headings);
    const isBelow = (figure: Figure | undefined, i: number) =>
      !figure || (figure.to > each.headings[i]!.from - BESIDE && figure.from < each.headings[i]!.to + BESIDE);
    return [each, cells?.every(isBelow) ? cells : undefined];
  });
  const full = placed.filter(([each]) => isFull(each));
  if (full.some(([{ row }, cells]) => !cells?.every((cell, i) => cell === row.figures[i]))) return undefined;
  const known = placed.flatMap(([each, cells]) => (cells && !isFull(each) ? [{ ...each, cells }] : []));
  if (full.length === 0 && !keeps && !areAligned(known)) return undefined;
  return new Map(known.map(({ row, cells }) => [row, cells]));
}

/** How far apart the middles of a column's figures are; dashes before them are one or two digits wide. */
const OFF_MIDDLE = 2;

/**
 * Each figure behind the heading at the left of its column, as a row that lacks none shows, where those of a column stand exactly one below the
 * other, and some behind a blank cell.
 */
function behind(page: readonly Headed[], keeps: boolean): Map<LineRow, Cells> | undefined {
  if (isCounted(page.flatMap(({ headings }) => headings))) return undefined;
  const placed = page.flatMap((each) => {
    const cells = behindHeadings(each.row.figures, each.headings);
    return cells ? [{ ...each, cells }] : [];
  });
  if (placed.length < page.length || !placed.some(isFull) || !(keeps || placed.some(hasBlankBefore))) return undefined;
  const alike = grouped(placed, ({ headings }) => headings.map(({ from }) => from).join());
  const known = [...alike.values()].filter((rows) => rows[0]!.headings.every((_, column) => isStraight(rows, column)));
  return new Map(known.flat().flatMap((each) => (isFull(each) ? [] : [[each.row, each.cells] as const])));
}

function isStraight(rows: readonly HeadedRow[], column: number): boolean {
  const middles = rows.flatMap(({ cells }) => {
    const figure = cells[column];
    return figure ? [(figure.from + figure.to) / 2] : [];
  });
  return middles.length === 0 || Math.max(...middles) - Math.min(...middles) <= OFF_MIDDLE;
}
