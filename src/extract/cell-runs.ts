/**
 * Lines of text that hold a figure or nothing, between those that hold words, as the cells that they are where a text has one cell a line.
 */

/** How blank cells are lines. `EVERY_SECOND`: an empty line where each line is followed by one. */
export type Habit = 'FENCED' | 'SPACES' | 'EMPTY' | 'EVERY_SECOND';

export interface Cell {
  /** The index of the line. */
  readonly at: number;
  /** Undefined where it is blank; a mark counts nothing. */
  readonly figure?: number;
  /** It is blank, and its line holds a sign of that. */
  readonly isSigned?: boolean;
  /** There is more than one figure in it, or a blank beside one. */
  readonly isMixed?: boolean;
}

/** Cells without words between them. */
export interface Run {
  readonly cells: readonly Cell[];
  /** Where tabs part the cells, the blank place before the first tab: a cell, if the row has no label. */
  readonly first?: Cell;
  /** What begins the line behind it, as a kind of numbering. */
  readonly before: string;
}

type Kind = 'WORDS' | 'FIGURE' | 'FIGURES' | 'SPACES' | 'TABS' | 'EMPTY';

/** With fewer lines that hold a figure a text has no table of one cell a line. */
const FEWEST_FIGURES = 6;
/** Fewer lines that hold nothing but tabs part no cells. */
const FEWEST_TABS = 40;
/** Of a text of which every second line is empty, so many lines in a hundred have their places so. */
const MOST_EVEN = 0.98;

const NUMBER = /^[+-]?\d[\d,]*(?:\.\d+)? ?(?:件次|件|项|个|条|次|宗|起|份|万元|亿元|元)?(?:\([^()]{1,60}\))?$/;
const MARK = /^(?:n\/a|[/\\]{1,3}|[-–—―─]{1,4}|无|不适用|不涉及)$/i;
const FIGURES = /^[\d\s,./\\–—―─-]+$/;
/** Pages' numbers, which are no figures. */
const PAGE = /^[-–—―─]+ ?\d{1,3} ?[-–—―─]+$/;

function kindOf(line: string): Kind {
  if (/^[ \r]*$/.test(line)) return 'EMPTY';
  if (/^[ \t\r]*$/.test(line)) return 'TABS';
  if (line.trim() === '') return 'SPACES';
  const text = line.normalize('NFKC').trim();
  if (NUMBER.test(text) || MARK.test(text)) return 'FIGURE';
  return FIGURES.test(text) && !PAGE.test(text) ? 'FIGURES' : 'WORDS';
}

const countOf = (line: string): number =>
  Number(/\d[\d,]*(?:\.\d+)?/.exec(line.normalize('NFKC'))?.[0].replaceAll(',', '') ?? 0);

/** The kind of a label, by its numbering. */
function numberingOf(line: string | undefined): string {
  const text = line?.normalize('NFKC').trim() ?? '';
  if (/^\d{1,2} ?[.、]? ?[㐀-鿿]/.test(text)) return '1.';
  if (/^\(?[一二三四五六七八九]\)/.test(text)) return '(一)';
  return /^[一二三四五六七八九][、.]/.test(text) ? '一、' : '';
}

/** The runs of cells of a text of such a habit; undefined where the text is none. */
export function runsIn(lines: readonly string[], habit: Habit): Run[] | undefined {
  const kinds = lines.map(kindOf);
  if (kinds.filter((kind) => kind === 'FIGURE').length < FEWEST_FIGURES) return undefined;
  if (habit === 'FENCED') return fencedRuns(lines, kinds);
  const parity = habit === 'EVERY_SECOND' ? evenPlaces(kinds) : undefined;
  if (habit === 'EVERY_SECOND' && parity === undefined) return undefined;
  const isCell = (kind: Kind, at: number) =>
    kind !== 'TABS' && (kind !== 'EMPTY' || (habit !== 'SPACES' && (parity === undefined || at % 2 === parity)));
  const runs: Run[] = [];
  let cells: Cell[] = [];
  for (const [at, kind] of kinds.entries()) {
    if (kind === 'WORDS') {
      if (cells.length > 0) runs.push({ cells, before: numberingOf(lines[at]) });
      cells = [];
    } else if (isCell(kind, at)) cells.push(cellOf(lines, kinds, at));
  }
  if (cells.length > 0) runs.push({ cells, before: '' });
  return runs;
}

function cellOf(lines: readonly string[], kinds: readonly Kind[], at: number): Cell {
  if (kinds[at] === 'FIGURES') return { at, figure: 0, isMixed: true };
  return kinds[at] === 'FIGURE' ? { at, figure: countOf(lines[at]!) } : { at, isSigned: kinds[at] === 'SPACES' };
}

/** Whether nearly all lines that are not empty have even numbers, or odd ones: which. */
function evenPlaces(kinds: readonly Kind[]): 0 | 1 | undefined {
  const full = kinds.flatMap((kind, at) => (kind === 'EMPTY' ? [] : [at % 2]));
  const odd = full.filter((each) => each === 1).length;
  if (odd >= full.length * MOST_EVEN) return 1;
  return full.length - odd >= full.length * MOST_EVEN ? 0 : undefined;
}

/** Cells that lines of tabs part: as a browser gives the text of cells that hold paragraphs. */
function fencedRuns(lines: readonly string[], kinds: readonly Kind[]): Run[] | undefined {
  if (kinds.filter((kind) => kind === 'TABS').length < FEWEST_TABS) return undefined;
  const runs: Run[] = [];
  let parts: Part[] = [{ at: 0, own: [] }];
  for (const [at, kind] of kinds.entries()) {
    if (kind === 'WORDS') {
      if (isRun(parts)) runs.push(partedRun(lines, kinds, parts, numberingOf(lines[at])));
      parts = [{ at, own: [] }];
    } else if (kind === 'TABS') for (const _ of lines[at]!.replaceAll(/[^\t]/g, '')) parts.push({ at, own: [] });
    else if (kind !== 'EMPTY') parts.at(-1)!.own.push(at);
  }
  return isRun(parts) ? [...runs, partedRun(lines, kinds, parts, '')] : runs;
}

/** What stands between two tabs. */
interface Part {
  /** The index of the line of the tab before it. */
  readonly at: number;
  /** Those of its own lines. */
  readonly own: number[];
}

const isRun = (parts: readonly Part[]): boolean => parts.length > 1 || parts[0]!.own.length > 0;

function partedRun(lines: readonly string[], kinds: readonly Kind[], parts: readonly Part[], before: string): Run {
  const cells = parts.map(({ at, own: [only, more] }): Cell => {
    if (only === undefined) return { at };
    return more === undefined ? cellOf(lines, kinds, only) : { at: only, figure: 0, isMixed: true };
  });
  return parts[0]!.own.length > 0 ? { cells, before } : { cells: cells.slice(1), first: cells[0]!, before };
}
