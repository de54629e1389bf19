/**
 * Properties of stretches of the file, in pages of 512 bytes ("FKP", [MS-DOC] 2.9.33, 2.9.174): those of characters, and those of
 * paragraphs.
 */
import { part } from './sprms';

const PAGE = 512;
const NUMBER = 0x3f_ffff;
/** Bytes that a page has for each of its stretches: of a paragraph also its height. */
const ENTRY = { character: 1, paragraph: 13 } as const;

/** A stretch of the main stream and its list of properties. */
export interface Stretch {
  readonly from: number;
  readonly end: number;
  readonly list: DataView;
}

/** Finds the properties of places in the main stream. */
export class PropertyPages {
  private readonly pages = new Map<number, readonly Stretch[]>();
  private readonly count: number;

  /** `index`: the places at which the pages begin, and their numbers. */
  constructor(
    private readonly main: DataView,
    private readonly index: DataView,
    private readonly kind: keyof typeof ENTRY,
  ) {
    this.count = Math.max(0, Math.floor((index.byteLength - 4) / 8));
  }

  /** The stretch that a place lies in; undefined where the file gives it no properties. */
  at(place: number): Stretch | undefined {
    const first = (i: number) => this.index.getUint32(4 * i, true);
    const i = lastUpTo(this.count, (each) => first(each) <= place);
    if (i < 0) return undefined;
    const stretches = this.page(this.index.getUint32(4 * (this.count + 1 + i), true) & NUMBER);
    const found = stretches[lastUpTo(stretches.length, (each) => stretches[each]!.from <= place)];
    return found && place < found.end ? found : undefined;
  }

  private page(number: number): readonly Stretch[] {
    const known = this.pages.get(number);
    if (known) return known;
    const page = part(this.main, number * PAGE, PAGE);
    const read = page.byteLength < PAGE ? [] : stretchesOf(page, this.kind);
    this.pages.set(number, read);
    return read;
  }
}

function stretchesOf(page: DataView, kind: keyof typeof ENTRY): Stretch[] {
  const count = page.getUint8(PAGE - 1);
  const size = 4 * (count + 1) + ENTRY[kind] * count;
  if (size >= PAGE) return [];
  return Array.from({ length: count }, (_, i) => {
    const at = 2 * page.getUint8(4 * (count + 1) + ENTRY[kind] * i);
    return {
      from: page.getUint32(4 * i, true),
      end: page.getUint32(4 * (i + 1), true),
      list: at === 0 ? part(page, 0, 0) : listAt(page, at, kind),
    };
  });
}

function listAt(page: DataView, at: number, kind: keyof typeof ENTRY): DataView {
  const size = page.getUint8(at);
  if (kind === 'character') return part(page, at + 1, size);
  // Words, the one of the style first; a size of 0 stands before a longer one.
  const [from, bytes] = size === 0 && at + 1 < PAGE ? [at + 2, 2 * page.getUint8(at + 1)] : [at + 1, 2 * size - 1];
  return part(page, from + 2, bytes - 2);
}

/** The last number below `count` for which a condition holds that holds up to some number and for none after it; -1 for none. */
function lastUpTo(count: number, holds: (i: number) => boolean): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
