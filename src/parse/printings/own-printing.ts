/**
 * Reports that print last year's tables beside their own: which printing is the report's. A caption that names the year says so; so do the
 * figures, since what last year's table carries forward is what this year's carries in. Where neither says anything of one table, it is
 * printed in the order of another that is known. Otherwise what the printings have in common is read, and the rest is unread.
 * A report of many bodies may print a table for each of them below its own: captions name them. Where all are of others, none is read.
 */
import type { Document } from '../../extract/document';
import type { DraftNotice } from '../../form/draft';
import { TABLE_TITLES, TABLES, type TableNumber } from '../../form/editions';
import { lettersOf } from '../printed/characters';
import { isFurniture } from '../printed/labels';
import { type SourceLine, stretchOf } from '../printed/source-lines';
import { tokenise } from '../printed/tokens';
import { figureOf, withOpenCells } from '../settle/open-cells';
import type { TableRead } from '../settle/table';
import { type CaptionOf, captionOf } from './caption';
import { carriedOver } from './carried-over';
import { bodyNamed, isSameBody } from './named-body';
import { type Printing, printingsOf } from './printings';

/** `isWhole`: the text is known to have the figures of such tables. */
type ReadTables = (
  document: Document,
  lines: readonly SourceLine[],
  tables?: readonly TableNumber[],
  isWhole?: boolean,
) => TableRead[];

/** A table of several printings, each read by itself. */
interface Several {
  readonly table: TableNumber;
  readonly printings: readonly Printing[];
  readonly reads: readonly TableRead[];
}

/** Whose report it is, and of which year, as far as that is known. */
interface Reporter {
  readonly year: number | undefined;
  readonly body: string | undefined;
}

/** The document's lines, and those that are running heads which name a body. */
interface Printed {
  readonly lines: readonly SourceLine[];
  readonly heads: ReadonlySet<string>;
}

/** The document's tables, of those that are printed more than once the report's own. */
export function readOwnPrintings(
  document: Document,
  lines: readonly SourceLine[],
  readTables: ReadTables,
  reporterOf: () => Reporter,
): TableRead[] {
  const printings = printingsOf(lines, () => reporterOf().year);
  if (printings.size === 0) return readTables(document, lines);
  const several = TABLES.flatMap((table) => readEach(table, printings, document, lines, readTables));
  const reporter = reporterOf();
  const printed: Printed = { lines, heads: runningHeads(lines) };
  const own = ownOf(several, printed, reporter);
  const once = TABLES.filter((table) => several.every((each) => each.table !== table));
  const reads = once.flatMap((table) => {
    // What is no table where it is printed again may be the report's own: none of its lines is left out.
    const again = LABELLED.filter((other) => other !== table).flatMap((other) =>
      linesAgain(printings.get(other) ?? [], lines),
    );
    return readTables(document, withoutOthers(lines, new Set(again)), [table]);
  });
  return TABLES.flatMap((table) => {
    const again = several.find((each) => each.table === table);
    if (!again) return reads.find((read) => read.table === table) ?? [];
    if (whoseAre(again, printed, reporter.body).every((whose) => whose === 'OTHER')) return ofOthers(again);
    const known = own.get(table);
    return known ? chosen(again, known) : inCommon(again);
  });
}

/** The table's printings, each read from its stretch of the document; nothing where one of them is not found there. */
function readEach(
  table: TableNumber,
  all: ReadonlyMap<TableNumber, readonly Printing[]>,
  document: Document,
  lines: readonly SourceLine[],
  readTables: ReadTables,
): Several[] {
  const printings = all.get(table) ?? [];
  const others = LABELLED.filter((other) => other !== table).flatMap((other) =>
    linesAgain(all.get(other) ?? [], lines),
  );
  const again = new Set(others.filter((at) => printings.every(({ first, last }) => at < first || at > last)));
  const readOne = (i: number, isWhole: boolean) => {
    const [from, to] = [printings[i]!.from, printings[i + 1]?.from ?? lines.length];
    const own = withoutOthers(lines.slice(from, to), new Set([...again].map((at) => at - from)));
    return readTables(stretchOf(document, lines, from, to), own, [table], isWhole)[0];
  };
  const first = printings.map((_, i) => readOne(i, false));
  // Where one printing has its figures, the text did not lose those of another.
  const isWhole = first.some((read) => read && read.unread * 2 < read.draft.cells.size);
  const reads = first.map((read, i) => (read && read.unread > 0 && isWhole ? readOne(i, true) : read));
  const found = reads.filter((read) => read !== undefined);
  return found.length > 1 && found.length === reads.length ? [{ table, printings, reads: found }] : [];
}

/** Tables whose rows have labels, between which their figures stand. */
const LABELLED = [2, 3] as const;

const withoutOthers = (lines: readonly SourceLine[], others: ReadonlySet<number>) =>
  lines.filter((_, at) => !others.has(at));

/** Lines between the labels of a table that is printed again, and those of figures beside them: these are no other table's. */
function linesAgain(printings: readonly Printing[], lines: readonly SourceLine[]): number[] {
  const isFigures = (at: number) =>
    lines[at] !== undefined && tokenise([lines[at].line]).every((token) => token.type === 'figure');
  return printings.slice(1).flatMap(({ first, last }) => {
    let [from, to] = [first, last + 1];
    while (isFigures(from - 1)) from--;
    while (isFigures(to)) to++;
    return Array.from({ length: to - from }, (_, at) => from + at);
  });
}

/** Which printing is the report's, and how that is known. */
interface Own {
  readonly at: number;
  readonly basis: 'CAPTION' | 'BODY' | 'FIGURES' | 'ORDER';
}

const NOTHING: ReadonlyMap<TableNumber, Own> = new Map();

function ownOf(several: readonly Several[], printed: Printed, { year, body }: Reporter) {
  const own = new Map<TableNumber, Own>();
  const captioned = new Map<TableNumber, (CaptionOf | undefined)[]>();
  for (const each of several) {
    const { table, printings, reads } = each;
    const captions = printings.map((printing, i) => captionAbove(printing, printings[i - 1], printed, year));
    captioned.set(table, captions);
    const byCaption = notBefore(captions);
    const byBody = notOfOthers(whoseAre(each, printed, body));
    const byFigures = carriedOver(reads);
    // What contradicts itself proves nothing.
    if (new Set([byCaption, byBody, byFigures].filter((at) => at !== undefined)).size > 1) return NOTHING;
    if (byBody !== undefined) own.set(table, { at: byBody, basis: 'BODY' });
    else if (byCaption !== undefined) own.set(table, { at: byCaption, basis: 'CAPTION' });
    else if (byFigures !== undefined) own.set(table, { at: byFigures, basis: 'FIGURES' });
  }
  const places = new Set([...own.values()].map(({ at }) => at));
  if (places.size > 1) return NOTHING;
  const [at] = places;
  if (at === undefined) return NOTHING;
  const { reads: like } = several.find(({ table }) => own.has(table))!;
  for (const { table, reads } of several) {
    const contradicts = captioned.get(table)!.some((caption, i) => caption === (i === at ? 'BEFORE' : 'OWN'));
    if (!own.has(table) && reads.length === like.length && !contradicts) own.set(table, { at, basis: 'ORDER' });
  }
  return own;
}

/** The one printing that no caption says to be of a year before, where captions say so of all others. */
function notBefore(captions: readonly (CaptionOf | undefined)[]): number | undefined {
  const open = captions.flatMap((caption, i) => (caption === 'BEFORE' ? [] : [i]));
  return open.length === 1 ? open[0] : undefined;
}

type Whose = 'OWN' | 'OTHER' | undefined;

/**
 * Whose the printings are by the nearest captions above them that name a body; undefined where none does. The report's own name that is
 * printed again and again is a running head.
 */
function whoseAre({ printings }: Several, { lines, heads }: Printed, body: string | undefined): Whose[] {
  return printings.map(({ first }, i) => {
    if (body === undefined) return undefined;
    const before = printings[i - 1];
    for (const text of linesAbove(first, before, lines)) {
      const name = bodyNamed(text);
      if (name === undefined) continue;
      if (!isSameBody(name, body)) return 'OTHER';
      if (!heads.has(text)) return 'OWN';
    }
    return undefined;
  });
}

/** The lines that name a body and are printed again and again. */
function runningHeads(lines: readonly SourceLine[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const { line } of lines) (seen.has(line.text) ? again : seen).add(line.text);
  return new Set([...again].filter((text) => bodyNamed(text) !== undefined));
}

/** The one printing that no caption says to be another body's: the first, or one whose caption names the report's own. */
function notOfOthers(whose: readonly Whose[]): number | undefined {
  const open = whose.flatMap((each, i) => (each === 'OTHER' ? [] : [i]));
  return open.length === 1 && (open[0] === 0 || whose[open[0]!] === 'OWN') ? open[0] : undefined;
}

/** Lines above the first printing among which its caption can stand, its header aside. */
const CAPTION_WITHIN = 4;

/** The nearest caption above a printing that names a year: behind the printing before it, or just above the table. */
function captionAbove(
  { first }: Printing,
  before: Printing | undefined,
  { lines, heads }: Printed,
  year: number | undefined,
): CaptionOf | undefined {
  for (const text of linesAbove(first, before, lines)) {
    const caption = captionOf(text, year);
    if (caption && !(caption === 'OWN' && heads.has(text))) return caption;
  }
  return undefined;
}

/** The lines in which a printing's caption can stand, the nearest first. */
function* linesAbove(first: number, before: Printing | undefined, lines: readonly SourceLine[]): Iterable<string> {
  let left = before ? lines.length : CAPTION_WITHIN;
  for (let at = first - 1; at > (before?.last ?? -1) && left > 0; at--) {
    const { text } = lines[at]!.line;
    yield text;
    if (!before && /[。；]/.test(text)) return;
    if (text.trim() !== '' && !isHeader(text)) left--;
  }
}

const isHeader = (text: string) =>
  TABLES.some((table) => text.split(/\s+/).every((each) => isFurniture(lettersOf(each), table)));

function chosen({ table, reads }: Several, { at, basis }: Own): TableRead {
  const read = reads[at]!;
  const title = TABLE_TITLES[table];
  const why = REASONS[basis];
  const notice: DraftNotice = {
    code: 'PRINTING_CHOSEN',
    zh: `“${title.zh}”的表格印了 ${reads.length} 次，取第 ${at + 1} 次：${why.zh}`,
    en: `The table "${title.en}" is printed ${reads.length} times; number ${at + 1} is taken: ${why.en}`,
  };
  return { ...read, notices: [...read.notices, notice] };
}

const REASONS: Readonly<Record<Own['basis'], { zh: string; en: string }>> = {
  CAPTION: { zh: '其余的标题写明是以前年度', en: 'captions say that the others are of years before' },
  BODY: { zh: '其余的标题写明是其他机关', en: 'captions say that the others are of other bodies' },
  FIGURES: {
    zh: '其“上年结转”等于另一次的“结转下年度继续办理”',
    en: 'what it carries in is what the other carries forward',
  },
  ORDER: { zh: '与其他表格的先后次序相同', en: 'it stands in the order of the other tables' },
};

/** What all printings have in common. */
function inCommon({ reads }: Several): TableRead {
  return withOpenCells(reads[0]!, (id) => [...new Set(reads.map(({ draft }) => figureOf(draft.cells.get(id))))]);
}

/** Tables of other bodies: nothing in them is the report's. */
function ofOthers({ table, reads }: Several): TableRead {
  const read = reads[0]!;
  const title = TABLE_TITLES[table];
  const cells = new Map(
    [...read.draft.cells].map(([id, cell]) => [
      id,
      { state: 'UNREADABLE' as const, origin: { ...cell.origin, readBy: 'LABEL' as const, confidence: 0 } },
    ]),
  );
  const notice: DraftNotice = {
    code: 'READING_AMBIGUOUS',
    zh: `“${title.zh}”的 ${reads.length} 张表格，标题写明都是其他机关的`,
    en: `The ${reads.length} tables "${title.en}" are of other bodies, by their captions`,
    cells: [...cells.keys()],
  };
  return { ...read, draft: { ...read.draft, cells }, notices: [notice], unread: cells.size };
}
