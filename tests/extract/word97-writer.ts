/** Files of Word 97 to 2003, made from paragraphs and their properties: what no library writes ([MS-DOC]). */
import { utils, write } from 'cfb';

export interface Run {
  readonly text: string;
  /** Its list of properties. */
  readonly list: readonly number[];
}

/** A paragraph with its mark as the last character; `list`: its properties, at any length. */
export interface Written {
  readonly runs: readonly Run[];
  readonly list: readonly number[];
}

export interface Options {
  /** Text boxes, whose text follows that of the document. */
  readonly boxes?: readonly Written[];
  /** Characters in a byte each, for what is in Latin letters. */
  readonly narrow?: boolean;
  readonly version?: number;
  readonly flags?: number;
  /** Pieces of so many characters, the last of them first in the file. */
  readonly piece?: number;
  /** Styles of characters, from number 1 on: a name, a list of properties, and the number of the style that each is based on. */
  readonly styles?: readonly { readonly name: string; readonly list: readonly number[]; readonly base?: number }[];
  /** What all pieces are modified by: a list that all name, or a short property. */
  readonly modifier?: { readonly list: readonly number[] } | { readonly short: number };
}

const u16 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
const sprm = (code: number, ...operand: number[]): number[] => [...u16(code), ...operand];

export const HIDDEN = sprm(0x083c, 1);
export const DELETED = sprm(0x0800, 1);
export const STRUCK = sprm(0x0837, 1);
export const RAISED = sprm(0x2a48, 1);
export const raisedBy = (halfPoints: number): number[] => sprm(0x4845, ...u16(halfPoints));
export const styled = (style: number, list = PLAIN): number[] => [...sprm(0x4a30, ...u16(style)), ...list];
export const AS_NOT_IN_STYLE = { hidden: sprm(0x083c, 0x81) };
export const symbol = (code: number): number[] => [...sprm(0x6a09, 0, 0, ...u16(code)), ...sprm(0x0855, 1)];
export const PICTURE: Run = { text: '\u0001', list: sprm(0x0855, 1) };

const PLAIN: readonly number[] = [];
export const run = (text: string, list = PLAIN): Run => ({ text, list });
const runsOf = (content: string | readonly Run[]): readonly Run[] =>
  typeof content === 'string' ? [run(content)] : content;
const closed = (content: string | readonly Run[], mark: string, list = PLAIN): readonly Run[] => [
  ...runsOf(content),
  run(mark, list),
];

const inTable = (depth: number): number[] => [...sprm(0x2416, 1), ...sprm(0x6649, ...u16(depth), 0, 0)];

/** A paragraph, in so many tables. */
export const para = (content: string | readonly Run[], depth = 0, mark = PLAIN): Written => ({
  runs: closed(content, '\r', mark),
  list: depth === 0 ? [] : inTable(depth),
});

/** The last paragraph of a cell. */
export const cell = (content: string | readonly Run[], depth = 1): Written =>
  depth === 1
    ? { runs: closed(content, '\u0007'), list: inTable(1) }
    : { runs: closed(content, '\r'), list: [...inTable(depth), ...sprm(0x244b, 1)] };

/** How a cell is merged: with the one before it, from above, with those below. */
export type Merge = '' | 'first' | 'beside' | 'continued' | 'restart';
const FLAGS: Readonly<Record<Merge, number>> = { '': 0, first: 2, beside: 1, continued: 1 << 5, restart: 3 << 5 };

/** The mark of a row with these edges, in twentieths of a point; `more`: further properties. */
export function row(
  edges: readonly number[],
  merges: readonly Merge[] = [],
  {
    depth = 1,
    more = PLAIN,
    mark = PLAIN,
  }: { depth?: number; more?: readonly number[]; mark?: readonly number[] } = {},
): Written {
  const cells = edges.slice(1).flatMap((_, i) => [...u16(FLAGS[merges[i] ?? '']), ...new Array<number>(18).fill(0)]);
  const definition = [edges.length - 1, ...edges.flatMap(u16), ...cells];
  const list = [...inTable(depth), ...u16(0xd608), ...u16(definition.length + 1), ...definition, ...more];
  return depth === 1
    ? { runs: [run('\u0007', mark)], list: [...list, ...sprm(0x2417, 1)] }
    : { runs: [run('\r', mark)], list: [...list, ...sprm(0x244c, 1)] };
}

const PAGE = 512;
const TEXT = 2 * PAGE;
/** The longest list that a page takes in. */
const LONGEST = 480;

/** The file. */
export function word97(paragraphs: readonly Written[], options: Options = {}): Buffer {
  const { boxes = [], narrow = false } = options;
  const all = [...paragraphs, ...boxes];
  const lengthOf = (some: readonly Written[]) =>
    some.reduce((sum, { runs }) => sum + runs.reduce((own, { text }) => own + text.length, 0), 0);
  const text = all.flatMap(({ runs }) => runs.map((each) => each.text)).join('');
  const width = narrow ? 1 : 2;
  const size = options.piece ?? Math.max(1, text.length);
  const starts = Array.from({ length: Math.max(1, Math.ceil(text.length / size)) }, (_, i) => i * size);
  // Later pieces lie earlier in the file.
  const placeOf = (at: number) => {
    const own = starts.findLast((start) => start <= at)!;
    return TEXT + (text.length - Math.min(text.length, own + size) + at - own) * width;
  };
  const bytes = Buffer.alloc(Math.ceil((TEXT + text.length * width + 1) / PAGE) * PAGE);
  for (const start of starts)
    bytes.write(text.slice(start, start + size), placeOf(start), narrow ? 'latin1' : 'utf16le');

  const data: number[] = [];
  const stretches = { characters: [] as Stretch[], paragraphs: [] as Stretch[] };
  let at = 0;
  for (const { runs, list } of all) {
    for (const each of runs) {
      for (let i = 0; i < each.text.length; i++)
        stretches.characters.push({ from: placeOf(at + i), end: placeOf(at + i) + width, list: each.list });
      at += each.text.length;
    }
    // The mark stands for the paragraph: a piece may begin within it.
    const mark = placeOf(at - 1);
    stretches.paragraphs.push({ from: mark, end: mark + width, list: inPage(list, data) });
  }
  const pages: Buffer[] = [bytes];
  const characterPages = index(stretches.characters, pages, characterPage);
  const paragraphPages = index(stretches.paragraphs, pages, paragraphPage);
  const { lists, modifier } = modified(options.modifier);
  const descriptors = starts.flatMap((start) => [
    0,
    0,
    ...u32(narrow ? (placeOf(start) * 2) | 0x4000_0000 : placeOf(start)),
    ...u16(modifier),
  ]);
  const plc = [...[...starts, text.length].flatMap(u32), ...descriptors];
  const pieces = [...lists, 2, ...u32(plc.length), ...plc];
  const styles = sheetOf(options.styles ?? []);
  const main = Buffer.concat(pages);
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(options.version ?? 0xc1, 2);
  main.writeUInt16LE(options.flags ?? 0x1200, 0x0a);
  main.writeUInt32LE(lengthOf(paragraphs), 0x4c);
  main.writeUInt32LE(lengthOf(boxes), 0x64);
  let placed = 0;
  for (const [place, list] of [
    [0xfa, characterPages],
    [0x102, paragraphPages],
    [0x1a2, pieces],
    [0xa2, styles],
  ] as const) {
    main.writeUInt32LE(placed, place);
    main.writeUInt32LE(list.length, place + 4);
    placed += list.length;
  }
  return ole({
    WordDocument: main,
    '1Table': Buffer.from([...characterPages, ...paragraphPages, ...pieces, ...styles]),
    Data: Buffer.from(data),
  });
}

function sheetOf(styles: NonNullable<Options['styles']>): number[] {
  // The first is the style of paragraphs.
  const made = styles.map(({ name, list, base = 0xfff }) => {
    const kind = [0, 0, ...u16(2 | (base << 4)), ...u16(1), 0, 0, 0, 0];
    return [
      ...kind,
      ...u16(name.length),
      ...[...name].flatMap((each) => u16(each.charCodeAt(0))),
      0,
      0,
      ...u16(list.length),
      ...list,
    ];
  });
  const entries = [[], ...made].flatMap((each) => [...u16(each.length), ...each, ...(each.length % 2 ? [0] : [])]);
  return [...u16(4), ...u16(made.length + 1), ...u16(10), ...entries];
}

/** A file of streams. */
export function ole(streams: Readonly<Record<string, Buffer>>): Buffer {
  const container = utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) utils.cfb_add(container, `/${name}`, content);
  return Buffer.from(write(container, { type: 'buffer' }));
}

interface Stretch {
  readonly from: number;
  readonly end: number;
  readonly list: readonly number[];
}

const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];

/** The list, or the name of its place in the stream of long lists. */
function inPage(list: readonly number[], data: number[]): readonly number[] {
  if (list.length <= LONGEST) return list;
  const at = data.length;
  data.push(...u16(list.length), ...list);
  return sprm(0x6646, ...u32(at));
}

function modified(modifier: Options['modifier']): { lists: number[]; modifier: number } {
  if (!modifier) return { lists: [], modifier: 0 };
  if ('short' in modifier) return { lists: [], modifier: (modifier.short << 1) | (1 << 8) };
  return { lists: [1, ...u16(modifier.list.length), ...modifier.list], modifier: 1 };
}

/** A page for each run of stretches that have the same list and follow each other; the list of their pages. */
function index(stretches: readonly Stretch[], pages: Buffer[], page: (stretch: Stretch) => Buffer): number[] {
  const joined: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last?.end === stretch.from && last.list === stretch.list)
      joined[joined.length - 1] = { ...last, end: stretch.end };
    else joined.push(stretch);
  }
  const first = pages.reduce((sum, { length }) => sum + length, 0) / PAGE;
  pages.push(...joined.map(page));
  return [
    ...[...joined.map(({ from }) => from), joined.at(-1)?.end ?? 0].flatMap(u32),
    ...joined.flatMap((_, i) => u32(first + i)),
  ];
}

function characterPage({ from, end, list }: Stretch): Buffer {
  const page = Buffer.alloc(PAGE);
  page.set([...u32(from), ...u32(end), list.length === 0 ? 0 : 16], 0);
  page.set([list.length, ...list], 32);
  page[PAGE - 1] = 1;
  return page;
}

function paragraphPage({ from, end, list }: Stretch): Buffer {
  const page = Buffer.alloc(PAGE);
  page.set([...u32(from), ...u32(end), 12], 0);
  // A style, and the list; in words, of which an odd number of bytes is stated one way and an even number another.
  const even = list.length % 2 === 0;
  page.set(even ? [0, (list.length + 2) / 2, 0, 0, ...list] : [(list.length + 3) / 2, 0, 0, ...list], 24);
  page[PAGE - 1] = 1;
  return page;
}
