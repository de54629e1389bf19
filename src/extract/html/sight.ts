/** What of a page is seen: elements that are hidden by themselves or by its style sheets, and tables that a click shows. */
import type { Block } from '../document';
import type { Meter } from '../limits';
import type { Layout } from './boxes';
import { declarationsOf, effectsOf, type Hiding, StyleSheets } from './styles';
import { attribute, childrenOf, type Element, isElement, isText, type Node, parentOf } from './tree';

/** Text that is struck out is shown, but no longer said. */
const STRUCK: ReadonlySet<string> = new Set(['del', 's', 'strike']);
/** In a cell of a table that lays out the page, a longer text that a sheet hides is one that a script shows. */
const SHORT = 100;

export class PageSight {
  private readonly sheets: StyleSheets;

  constructor(root: Node, meter: Meter) {
    this.sheets = new StyleSheets(root, meter);
  }

  /** How an element is laid out, by the sheets and its own style. */
  layout: Layout = (element, property) => this.sheets.value(element, property);

  /** How an element is hidden, by itself or by the sheets. */
  hiding(element: Element): Hiding | undefined {
    return byItself(element) ?? this.sheets.hides(element);
  }

  /**
   * Whether an element is left out, and whether it has a table in it. Outside of cells, text that only a sheet hides is read: a
   * script may show it.
   */
  hidden(element: Element, inCell: boolean): 'WITH_TABLE' | 'WITHOUT_TABLE' | undefined {
    const own = byItself(element);
    if (own === undefined && this.sheets.hides(element) === undefined) return undefined;
    if (holdsTable(element)) return 'WITH_TABLE';
    return own !== undefined || (inCell && textOf(element).length <= SHORT) ? 'WITHOUT_TABLE' : undefined;
  }

  /** Whether an element has digits that only the sheets hide: of these not all is known. */
  mayShow(element: Element): boolean {
    return byItself(element) === undefined && this.sheets.hides(element) !== undefined && /\d/.test(textOf(element));
  }
}

function byItself(element: Element): Hiding | undefined {
  if (attribute(element, 'hidden') !== undefined) return 'ABSENT';
  const style = declarationsOf(attribute(element, 'style') ?? '');
  const hiding = effectsOf(style).map(({ hides }) => hides);
  if (hiding.includes('ABSENT')) return 'ABSENT';
  const isStruck = STRUCK.has(element.tagName);
  return isStruck || isWithoutSize(style, element) ? 'UNSEEN' : hiding.find((hides) => hides !== undefined);
}

/** Whether letters have no size, and none within take one of their own. */
function isWithoutSize(style: ReadonlyMap<string, string>, element: Element): boolean {
  if (!/^0(?:\.0+)?(?:px|pt|em|rem|%)?(?:\s*!\s*important)?$/.test(style.get('font-size') ?? '')) return false;
  const hasSize = (node: Node): boolean =>
    childrenOf(node).some(
      (child) => isElement(child) && (/font-size/i.test(attribute(child, 'style') ?? '') || hasSize(child)),
    );
  return !hasSize(element);
}

function holdsTable(node: Node): boolean {
  return (isElement(node) && node.tagName === 'table') || childrenOf(node).some(holdsTable);
}

function textOf(node: Node): string {
  return isText(node) ? node.value.replace(/\s+/gu, '') : childrenOf(node).map(textOf).join('');
}

/** Labels are longer than a word, and say nothing of figures. */
const LONG_LABEL = 4;
const labelOf = (text: string): string => text.replace(/[\s\d]+/gu, '');
/** A table with at least so many labels of which this share is in none that is seen is no copy of one. */
const FEWEST_LABELS = 3;
const COPIED = 0.5;

/** Of hidden elements with tables, those whose tables are on the page only there: a click shows them. */
export function opened(hidden: readonly Element[], blocks: readonly Block[]): ReadonlySet<Element> {
  const seen = new Set(
    blocks.flatMap((block) => (block.type === 'grid' ? block.cells.map(({ text }) => labelOf(text)) : [])),
  );
  const found = new Set<Element>();
  for (const element of hidden) {
    const labels = labelsIn(element);
    const copied = labels.filter((label) => seen.has(label)).length;
    if (labels.length < FEWEST_LABELS || copied >= labels.length * COPIED) continue;
    found.add(element);
    for (const label of labels) seen.add(label);
  }
  return found;
}

function labelsIn(node: Node): string[] {
  if (isElement(node) && (node.tagName === 'td' || node.tagName === 'th') && !holdsTable(node)) {
    const label = labelOf(textOf(node));
    return label.length >= LONG_LABEL ? [label] : [];
  }
  return childrenOf(node).flatMap(labelsIn);
}

const WHITE = /^(?:#fff|#ffffff|white|transparent|rgba?\(\s*255\s*,\s*255\s*,\s*255\b.*)$/;

/** A figure, or a mark that there is none. */
const FIGURE = /^[\d.,，+\-/]{1,16}$/;

/**
 * Elements of a row of a table that are white on white, which nobody sees: beside other text of their cell; of a figure that is
 * alone in its cell, beside other cells. What is white as a whole has a ground that a sheet elsewhere colours.
 */
export function whiteIn(row: Element): ReadonlySet<Element> {
  const cells = childrenOf(row).filter((each): each is Element => isElement(each) && /^t[dh]$/.test(each.tagName));
  const white = cells.map((cell) => whiteElements(cell));
  if (white.every((found) => found.length === 0)) return new Set();
  for (let node: Element | undefined = row; node; node = parentOf(node)) if (isColoured(node)) return new Set();
  const shown = cells.map((cell, i) => lengthOf([cell]) - lengthOf(white[i]!));
  const rowShows = shown.some((length) => length > 0);
  return new Set(
    cells.flatMap((cell, i) => (shown[i]! > 0 || (rowShows && FIGURE.test(textOf(cell))) ? white[i]! : [])),
  );
}

const lengthOf = (elements: readonly Element[]): number =>
  elements.reduce((sum, element) => sum + textOf(element).length, 0);

/** White elements of a cell without one that has a colour of its own within. */
function whiteElements(cell: Element): Element[] {
  const found: Element[] = [];
  const visit = (element: Element): void => {
    if (isColoured(element)) return;
    if (isWhite(element) && !childrenOf(element).some(hasColor)) found.push(element);
    else for (const child of childrenOf(element)) if (isElement(child) && child.tagName !== 'table') visit(child);
  };
  visit(cell);
  return found;
}

function isWhite(element: Element): boolean {
  const own = declarationsOf(attribute(element, 'style') ?? '').get('color') ?? attribute(element, 'color') ?? '';
  return WHITE.test(own.toLowerCase().trim());
}

function isColoured(element: Element): boolean {
  const ground = /background(?:-color|-image)?\s*:\s*(?!(?:white|#fff|#ffffff|transparent|none)\s*(?:;|$))/i;
  return attribute(element, 'bgcolor') !== undefined || ground.test(attribute(element, 'style') ?? '');
}

function hasColor(node: Node): boolean {
  const own =
    isElement(node) && /color/i.test(`${attribute(node, 'style') ?? ''}${attribute(node, 'color') ? 'color' : ''}`);
  return own || childrenOf(node).some(hasColor);
}
