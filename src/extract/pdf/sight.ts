/**
 * What of a PDF page is seen: text that is clipped away, painted over, of the ground's own colour, in a layer that is switched
 * off or set to be invisible is not. Invisible text is what a scanner's recognition lays under or over the picture of a page.
 */
import { type Box, intersection } from './geometry';
import { Grounds, isOn, isOpaque, isWithin, type Paint } from './ink';

/** Where something painted is seen. */
export interface Clip {
  readonly box: Box;
  /** Whether all of the box is, or a shape in it. */
  readonly whole: boolean;
}

/** Something of a page that can be seen or not. */
export interface Placed {
  readonly box: Box;
  /** Set to be invisible, or under the picture of a page. */
  recognised: boolean;
  covered: boolean;
}

/** A picture from this share of the page on may be the page itself, scanned. */
const PAGE = 0.6;
/** A picture of less than this share may be a patch over text. */
const PATCH = 0.005;
/** Pictures of this share together, or so many curved shapes, may show text. */
const SHOWN = 0.3;
const MOST_CURVES = 200;
/** Text that is seen is at most this share of a page whose text was recognised. */
const FEW = 0.2;
/** Thinner areas are rules. */
const THIN = 0.8;
/** A page with more areas than this over its text is a drawing. */
const MOST_COVERS = 2_000;
/** Pictures smaller than this in points are signs. */
const SIGN = 4;

export class Sight<T extends Placed> {
  private readonly grounds = new Grounds();
  private readonly placed: T[] = [];
  private pictured = 0;
  private curves = 0;
  private covers = 0;

  /** `hides`: the pictures of the file let nothing through that is below them. */
  constructor(
    private readonly page: Box,
    private readonly hides: boolean,
  ) {}

  /** A filled area; `whole`: its box is filled to the corners. `mixes`: what is below shows through by its blending. */
  fill(box: Box, whole: boolean, clip: Clip, paint: Paint, mixes: boolean): void {
    const area = intersection(box, clip.box);
    if (!area) return;
    const covers = whole && clip.whole && !mixes;
    this.grounds.add(area, covers, paint);
    // A rule covers no character.
    const isThin = Math.min(area.right - area.left, area.bottom - area.top) < THIN;
    if (!covers || isThin || !isOpaque(paint) || this.covers++ > MOST_COVERS) return;
    for (const each of this.placed) if (isOn(each.box, area)) each.covered = true;
  }

  curve(): void {
    this.curves++;
  }

  /** Something whose colours are not known: a picture, a gradient. */
  picture(box: Box, clip: Clip): void {
    const area = intersection(intersection(box, clip.box), this.page);
    if (!area || area.right - area.left < SIGN || area.bottom - area.top < SIGN) return;
    this.grounds.add(area, false, { color: undefined, cover: 1 });
    const share = sizeOf(area) / sizeOf(this.page);
    this.pictured += share;
    if (!this.hides) return;
    if (share >= PAGE) for (const each of this.placed) if (isWithin(each.box, area)) each.recognised = true;
    // A patch over a word or two; larger pictures may be pieces of a page that was scanned.
    if (share < PATCH) for (const each of this.placed) if (isOn(each.box, area)) each.covered = true;
  }

  /** A character with the paints that draw it: none for text that is set to be invisible. */
  place(placed: T, clip: Clip, paints: readonly Paint[]): void {
    if (!isWithin(placed.box, clip.box)) return;
    if (placed.recognised || paints.some((paint) => this.grounds.shows(placed.box, paint))) this.placed.push(placed);
  }

  /** What is seen; or, of a page that shows pictures and next to no text, also what was recognised in them. */
  seen(): { placed: T[]; recognised: boolean } {
    const plain = this.placed.filter((each) => !each.recognised && !each.covered);
    const all = this.placed.filter((each) => each.recognised || !each.covered);
    const showsText = this.pictured >= SHOWN || this.curves >= MOST_CURVES;
    const recognised = showsText && plain.length < all.length * FEW;
    return { placed: recognised ? all : plain, recognised };
  }
}

function sizeOf({ left, right, top, bottom }: Box): number {
  return (right - left) * (bottom - top);
}
