/**
 * What pages print around the text: their numbers and running heads. Neither is part of a table that goes on over the page.
 */
import type { TextLine } from '../../extract/document';
import { lettersOf, plain } from './characters';

/** Further apart they are a row of a table ("-     4     -"); no page has the number 0. */
const PAGE_NUMBER =
  /^\s*(?:[-–—―─·~]+\s{0,4}[1-9]\d{0,2}\s{0,4}[-–—―─·~]+|第\s*\d{1,3}\s*页.*|共\s*\d{1,3}\s*页|\d{1,3}\/\d{1,3}|page\s*\d+.*)\s*$/i;
/** "- 4 -" and "4 / 9" could be figures between marks, too. */
const SPACED_PAGE_NUMBER = /^\s*(?:[-–—]\s{1,4}([1-9]\d*)\s{1,4}[-–—]|([1-9]\d{0,2})\s+\/\s+(\d{1,3}))\s*$/;

/** The number of such a line, and how many pages there are where it says so; "6 / 2" counts none. */
function spacedNumber(text: string): { readonly number: number; readonly of: number | undefined } | undefined {
  const match = SPACED_PAGE_NUMBER.exec(plain(text));
  if (!match) return undefined;
  const [number, of] = [Number(match[1] ?? match[2]), match[3] === undefined ? undefined : Number(match[3])];
  return of !== undefined && number > of ? undefined : { number, of };
}
/** Shorter lines that are repeated may be parts of tables. */
const SHORTEST_HEAD = 8;

/** A line that only numbers a page ("- 4 -", "第 3 页 共 8 页"). */
export function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(plain(text)) || spacedNumber(text) !== undefined;
}

/** The lines, by index, that are a page's furniture; MAYBE: they could be figures as well. */
export function pageFurniture(lines: readonly TextLine[]): Map<number, 'SURELY' | 'MAYBE'> {
  const found = new Map<number, 'SURELY' | 'MAYBE'>();
  for (const index of barePageNumbers(lines)) found.set(index, 'SURELY');
  for (const index of runningHeads(lines)) found.set(index, 'SURELY');
  const counted = countsPages(lines);
  for (const [index, line] of lines.entries())
    if (!found.has(index) && isPageNumber(line.text))
      found.set(index, !counted && spacedNumber(line.text) ? 'MAYBE' : 'SURELY');
  return found;
}

/** Indexes of lines that hold only a number that could be a figure: the first or last line of each page, one more a page. */
function barePageNumbers(lines: readonly TextLine[]): Set<number> {
  const candidates: { index: number; offset: number; page: number }[] = [];
  const edges = new Map<number, { first: number; last: number }>();
  for (const [index, line] of lines.entries()) {
    if (line.page === undefined || line.text.trim() === '') continue;
    const edge = edges.get(line.page);
    if (edge) edge.last = index;
    else edges.set(line.page, { first: index, last: index });
  }
  for (const [page, { first, last }] of edges)
    for (const index of new Set([first, last])) {
      const match = /^\s*(?:(\d{1,3})|[-–—]\s+(\d{1,3})\s+[-–—])\s*$/.exec(plain(lines[index]!.text));
      if (match) candidates.push({ index, page, offset: Number(match[1] ?? match[2]) - page });
    }
  const pagesOf = new Map<number, Set<number>>();
  for (const each of candidates)
    pagesOf.set(each.offset, (pagesOf.get(each.offset) ?? new Set<number>()).add(each.page));
  const found = new Set<number>();
  // A single such line could be a figure; the same offset on most pages is a page number.
  for (const each of candidates)
    if (pagesOf.get(each.offset)!.size >= Math.max(2, edges.size / 2)) found.add(each.index);
  return found;
}

/** Pages of two numbers begin before this one: two rows of figures between dashes may follow each other by chance. */
const LATEST_FIRST = 3;
/** So many numbers that follow each other count pages wherever they begin. */
const MANY = 3;

/** Whether such numbers ("- 4 -", "4 / 9") count the pages of the document: each one more than the last, from a first page on, or many. */
function countsPages(lines: readonly TextLine[]): boolean {
  const spaced = lines.flatMap(({ text }) => spacedNumber(text) ?? []);
  return (
    spaced.length > 1 &&
    (spaced.length >= MANY || spaced[0]!.number < LATEST_FIRST) &&
    spaced.every(({ number, of }, at) => at === 0 || (number === spaced[at - 1]!.number + 1 && of === spaced[0]!.of))
  );
}

/** The report's title printed again at the head or foot of pages: every time but the first. */
function runningHeads(lines: readonly TextLine[]): number[] {
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    if (!/报告|公开/.test(plain(line.text))) return [];
    const letters = lettersOf(line.text);
    if (letters.length < SHORTEST_HEAD || !/年度?.*报告$|报告.*年度?$/.test(letters)) return [];
    if (seen.has(letters)) return [index];
    seen.add(letters);
    return [];
  });
}
