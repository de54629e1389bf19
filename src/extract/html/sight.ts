/** What of a page is seen: elements that are hidden by themselves or by its style sheets, and tables that a click shows. */
import type { Block } from '../document';
import type { Meter } from '../limits';
import type { Level } from '../spans';
import type { Layout } from './boxes';
import { levelOf } from './height';
import { declarationsOf, effectsOf, type Hiding, StyleSheets } from './styles';
import { attribute, childrenOf, type Element, isElement, isText, type Node, parentOf } from './tree';

/** Text that is struck out is shown, but no longer said. */
const STRUCK: ReadonlySet<string> = new Set(['del', 's', 'strike']);
/** In a cell of a table that lays out the page, a longer text that a sheet hides is one that a script shows. */
const SHORT = 100;

/** Elements whose letters have a size of their own. */
const SIZED: ReadonlySet<string> = new Set(['input', 'select', 'textarea', 'button']);
const isSize = (value: string): boolean => /\d|small|large|medium/.test(value) && !isNothing(value);
/** Letters of a pixel or less are not seen. */
const isNothing = (value: string): boolean =>
  /^(?:0?(?:\.0+)?[a-z%]*|(?:0?\.\d+|1(?:\.0+)?)p[xt])$/.test(value) && /\d/.test(value);
const saysSize = (style: ReadonlyMap<string, string>): boolean => style.has('font-size') || style.has('font');

export class PageSight {
  private readonly sheets: StyleSheets;

  constructor(root: Node, meter: Meter) {
    this.sheets = new StyleSheets(root, meter);
  }

  /** How an element is laid out, by the sheets and its own style. */
  layout: Layout = (element, property) => this.sheets.value(element, property);

  /** How an element is hidden, by itself or by the sheets. */
  hiding(element: Element): Hiding | undefined {
    return this.byItself(element) ?? this.bySheets(element);
  }

  /** How a part of a line stands in it. */
  level(element: Element): Level {
    return levelOf(element, (each, property) => this.sheets.value(each, property));
  }

  /** Whether letters have a size, should the element have its own say in it. */
  hasSize(element: Element): boolean | undefined {
    const size = this.sheets.value(element, 'font-size');
    if (isNothing(size)) return false;
    return isSize(size) || SIZED.has(element.tagName) || attribute(element, 'size') ? true : undefined;
  }

  private byItself(element: Element): Hiding | undefined {
    if (attribute(element, 'hidden') !== undefined) return 'ABSENT';
    const style = declarationsOf(attribute(element, 'style') ?? '');
    const hiding = effectsOf(style).map(({ hides }) => hides);
    if (hiding.includes('ABSENT')) return 'ABSENT';
    const isUnseen = STRUCK.has(element.tagName) || (saysSize(style) && this.isWithoutSize(element));
    return isUnseen ? 'UNSEEN' : hiding.find((hides) => hides !== undefined);
  }

  private bySheets(element: Element): Hiding | undefined {
    return this.sheets.hides(element) ?? (this.isWithoutSize(element) ? 'UNSEEN' : undefined);
  }

  /** Whether letters have no size, and none within take one of their own. */
  private isWithoutSize(element: Element): boolean {
    // Sizes of the page are for others to count from.
    if (this.hasSize(element) !== false || /^(?:html|body)$/.test(element.tagName)) return false;
    const hasSize = (node: Node): boolean =>
      childrenOf(node).some((child) => isElement(child) && (this.hasSize(child) || hasSize(child)));
    return !hasSize(element);
  }

  /**
   * Whether an element is left out, and whether it has a table in it. Outside of cells, text that only a sheet hides is read: a
   * script may show it.
   */
  hidden(element: Element, inCell: boolean): 'WITH_TABLE' | 'WITHOUT_TABLE' | undefined {
    const own = this.byItself(element);
    if (own === undefined && this.bySheets(element) === undefined) return undefined;
    if (holdsTable(element)) return 'WITH_TABLE';
    return own !== undefined || (inCell && textOf(element).length <= SHORT) ? 'WITHOUT_TABLE' : undefined;
  }

  /** Whether an element has digits that only the sheets hide: of these not all is known. */
  mayShow(element: Element): boolean {
    return this.byItself(element) === undefined && this.bySheets(element) !== undefined && /\d/.test(textOf(element));
  }
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
