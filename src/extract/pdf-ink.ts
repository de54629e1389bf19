/** How plainly a PDF page shows its text: light type is a watermark, unless it stands on something dark. */
import { apply, type Box, boxOf, type Matrix } from './pdf-geometry';

/** What the next characters and areas are filled with. */
export interface Ink {
  /** From black 0 to white 1. */
  light: number;
  /** How much of it covers what is below: 1 all of it. */
  cover: number;
}

/** As light as this on a white page is faint; white text stands on a picture, which is not looked at. */
const FAINT = 0.78;
const WHITE = 0.98;
const MOST_SHADES = 2_000;

function lightness({ light, cover }: Ink): number {
  return 1 - cover * (1 - light);
}

/** How light "#rrggbb" is; anything else is taken for black. */
export function lightOf(color: unknown): number {
  const digits = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(String(color));
  if (!digits) return 0;
  const [red, green, blue] = digits.slice(1).map((each) => Number.parseInt(each, 16) / 255) as [number, number, number];
  return 0.3 * red + 0.59 * green + 0.11 * blue;
}

/** The dark areas of a page, as they are painted. */
export class Shades {
  private readonly boxes: Box[] = [];

  /** `extent`: least and greatest x and y of a filled path, as pdf.js gives them: x, y, x, y. */
  add(extent: ArrayLike<number>, matrix: Matrix, ink: Ink): void {
    if (lightness(ink) >= FAINT || this.boxes.length >= MOST_SHADES) return;
    const [x1, y1, x2, y2] = Array.from(extent) as [number, number, number, number];
    this.boxes.push(boxOf([apply(matrix, x1, y1), apply(matrix, x2, y2)]));
  }

  /** Whether a character of this ink is hardly seen where it stands. */
  isFaint({ left, right, top, bottom }: Box, ink: Ink): boolean {
    const light = lightness(ink);
    if (light < FAINT || light >= WHITE) return false;
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return !this.boxes.some((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
  }
}
