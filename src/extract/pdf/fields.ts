/** Values of a PDF's form fields that have no looks of their own: whoever opens the file sees them all the same. */
import { boxAround, type Matrix } from './geometry';
import type { Glyph } from './page';

/** What pdf.js says of a field where it stands on the page. */
interface Field {
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly hasAppearance?: boolean;
  readonly annotationFlags?: number;
  readonly rect?: ArrayLike<number> & Iterable<number>;
}

/** Flags of what is hidden, and what is only printed. */
const HIDDEN = 2 | 32;
const LARGEST = 10;

/** The characters of the values; `transform` leads from the page's own coordinates to those of the page as shown. */
export function valuesOf(annotations: readonly unknown[], transform: Matrix): Glyph[] {
  return (annotations as readonly Field[]).flatMap((field, i) => {
    const { fieldType, fieldValue, hasAppearance, annotationFlags = 0, rect } = field;
    if (!/^(?:Tx|Ch)$/.test(fieldType ?? '') || hasAppearance || (annotationFlags & HIDDEN) !== 0 || !rect) return [];
    const text = [fieldValue].flat().join(' ').trim();
    const { left, right, top, bottom } = boxAround(rect, transform);
    const characters = [...text];
    const size = Math.min(LARGEST, bottom - top, (2 * (right - left)) / Math.max(1, characters.length));
    const middle = (top + bottom) / 2;
    return characters.flatMap((character, at): Glyph[] => {
      if (/\s/u.test(character)) return [];
      const from = left + (at * size) / 2;
      const box = { left: from, right: from + size / 2, top: middle - size / 2, bottom: middle + size / 2 };
      const spaced = /\s/u.test(characters[at + 1] ?? '');
      return [{ text: character, ...box, size, direction: 'right', run: -1 - i, spaced }];
    });
  });
}
