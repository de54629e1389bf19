/** How parts of a line stand in it: sheets, styles and elements raise the marks of notes above their figures. */
import type { Level } from '../spans';
import { attribute, type Element, parentOf } from './tree';

/** What says how high an element stands in its line, beside its position. */
export const HEIGHT_PROPERTIES = ['vertical-align', 'mso-text-raise', 'top', 'bottom'] as const;

/** The value of a property by the sheets and the element's own style; "" where they say nothing. */
type Values = (element: Element, property: 'position' | 'font-size' | (typeof HEIGHT_PROPERTIES)[number]) => string;

/** Points by which the mark of a note stands above its figure; less is the fine setting of a line. */
const LOWEST_RAISE = 2;
/** Points of a unit; of those that depend on the letters and the line, where these are as in most text. */
const POINTS: Readonly<Record<string, number>> = { pt: 1, px: 0.75, em: 12, rem: 12, ex: 6, '%': 0.15 };
/** Letters at the top of their line are raised where they are smaller than this share of those around them. */
const SMALL = 0.85;
const SMALL_WORD = /^(?:smaller|(?:xx?-)?small)$/;

/** Classes and links of notes' marks, for pages that lost their sheets. */
const NOTE_CLASS =
  /(?:^|\s)(?:Mso(?:Foot|End)noteReference|(?:foot|end)note(?:[-_]?(?:ref|reference|mark|anchor))?)(?:\s|$)/i;
const NOTE_LINK = /^#_?(?:s?d?ftn|edn|fn|(?:foot|end)note)[-_:]?\d+/i;

/** How an element of a line stands in it, by itself. */
export function levelOf(element: Element, values: Values): Level {
  if (element.tagName === 'sup') return 'MARK';
  if (isRaised(element, values) || isNoteMark(element)) return 'RAISED';
  return element.tagName === 'sub' || values(element, 'vertical-align') === 'sub' ? 'LOWERED' : 'BASE';
}

function isNoteMark(element: Element): boolean {
  return (
    NOTE_CLASS.test(attribute(element, 'class') ?? '') ||
    (element.tagName === 'a' && NOTE_LINK.test(attribute(element, 'href') ?? ''))
  );
}

function isRaised(element: Element, values: Values): boolean {
  const align = values(element, 'vertical-align');
  if (align === 'super' || align === 'text-top') return true;
  if (align === 'top' && isSmall(element, values)) return true;
  const isMoved = values(element, 'position') === 'relative';
  const raise = Math.max(
    pointsOf(values(element, 'mso-text-raise')),
    pointsOf(align),
    isMoved ? -pointsOf(values(element, 'top')) : 0,
    isMoved ? pointsOf(values(element, 'bottom')) : 0,
  );
  return raise >= LOWEST_RAISE;
}

/** A length in points; 0 where it is none. */
function pointsOf(length: string): number {
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+))(pt|px|r?em|ex|%)$/.exec(length);
  return found ? Number(found[1]) * POINTS[found[2]!]! : 0;
}

function isSmall(element: Element, values: Values): boolean {
  const size = values(element, 'font-size');
  if (SMALL_WORD.test(size)) return true;
  const own = pointsOf(size);
  if (/(?:em|%)$/.test(size)) return own < SMALL * pointsOf(size.endsWith('%') ? '100%' : '1em');
  for (let around = parentOf(element); own > 0 && around; around = parentOf(around)) {
    const other = values(around, 'font-size');
    if (/p[tx]$/.test(other)) return own < SMALL * pointsOf(other);
  }
  return false;
}
