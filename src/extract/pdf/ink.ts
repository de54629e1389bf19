/**
 * How plainly a PDF page shows its text. What stands on ground of its own colour is not seen, and light type on white is a
 * watermark; what stands on a picture or a pattern, which are not looked at, is taken to be seen.
 */
import type { Box } from './geometry';

/** Red, green and blue from 0 to 1. */
export type Color = readonly [number, number, number];

export interface Paint {
  /** Undefined for a pattern or a picture. */
  readonly color: Color | undefined;
  /** How much of it covers what is below: 1 all of it. */
  readonly cover: number;
}

export const BLACK: Color = [0, 0, 0];
const WHITE: Color = [1, 1, 1];
/** As light as this on a white page is faint. */
const FAINT = 0.78;
/** As light as this is white. */
const WHITISH = 0.98;
/** Colours that differ by less in red, green and blue are not told apart. */
const ALIKE = 0.1;
const OPAQUE = 0.9;
/** A page with more areas is a drawing, whose text is taken to be seen. */
const MOST_AREAS = 5_000;

/** The colour of "#rrggbb"; anything else is taken for black. */
export function colorOf(color: unknown): Color {
  const digits = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(String(color));
  return digits ? (digits.slice(1).map((each) => Number.parseInt(each, 16) / 255) as [number, number, number]) : BLACK;
}

export function isOpaque({ color, cover }: Paint): boolean {
  return color !== undefined && cover >= OPAQUE;
}

function lightness([red, green, blue]: Color): number {
  return 0.3 * red + 0.59 * green + 0.11 * blue;
}

function isSeenOn(ground: Color, color: Color, cover: number): boolean {
  const mixed = ground.map((each, i) => each + cover * (color[i]! - each)) as [number, number, number];
  if (lightness(ground) >= WHITISH) return lightness(mixed) < FAINT;
  return mixed.some((each, i) => Math.abs(each - ground[i]!) >= ALIKE);
}

interface Area extends Box {
  readonly color: Color | undefined;
  /** Whether all of the box has the colour, and nothing below it is seen. */
  readonly whole: boolean;
}

/** Whether the middle of a box, where its character is, lies in an area. */
export function isOn({ left, right, top, bottom }: Box, area: Box): boolean {
  const [x, y] = [(right - left) / 4, (bottom - top) / 4];
  return area.left <= left + x && right - x <= area.right && area.top <= top + y && bottom - y <= area.bottom;
}

export function isWithin({ left, right, top, bottom }: Box, area: Box): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return area.left <= x && x <= area.right && area.top <= y && y <= area.bottom;
}

/** The areas of a page, as they are painted one over the other. */
export class Grounds {
  private readonly areas: Area[] = [];

  /** `whole`: the box is filled to its corners. */
  add({ left, right, top, bottom }: Box, whole: boolean, paint: Paint): void {
    if (this.areas.length > MOST_AREAS) return;
    this.areas.push({ left, right, top, bottom, color: paint.color, whole: whole && isOpaque(paint) });
  }

  /** Whether a character of this paint is seen where it stands. */
  shows(box: Box, { color, cover }: Paint): boolean {
    if (color === undefined || this.areas.length > MOST_AREAS) return true;
    for (let i = this.areas.length - 1; i >= 0; i--) {
      const area = this.areas[i]!;
      if (!isWithin(box, area)) continue;
      if (area.color === undefined || isSeenOn(area.color, color, cover)) return true;
      if (area.whole && isOn(box, area)) return false;
    }
    return isSeenOn(WHITE, color, cover);
  }
}
