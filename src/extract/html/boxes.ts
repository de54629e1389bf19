/** Tables that pages make of other elements: by `display: table` and its parts, or as a grid with a number of columns. */
import { childrenOf, type Element, isElement, isText, type Node } from './tree';

/** What gives an element of a grid another place than the next, beside `grid-column` and `grid-row`. */
const OTHER_PLACES = [
  'grid-area',
  'grid-column-start',
  'grid-column-end',
  'grid-row-start',
  'grid-row-end',
  'order',
] as const;

/** What says how many columns a grid has, and where its elements stand. */
export const GRID_PROPERTIES = [
  'grid-template-columns',
  'grid-auto-flow',
  'direction',
  'grid-column',
  'grid-row',
  'position',
  ...OTHER_PLACES,
] as const;

/** How an element is laid out, by the names of CSS. */
export type Layout = (element: Element, property: 'display' | (typeof GRID_PROPERTIES)[number]) => string;

export interface BoxCell {
  readonly element: Element;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** From 0, where it is known. */
  readonly column?: number;
}

const MOST_SPAN = 100;
const MOST_COLUMNS = 100;
const MOST_ROWS = 1000;
const LONGEST_TEMPLATE = 1000;

/** The rows of an element that is laid out as a table; undefined where it is none. What is absent takes no place. */
export function boxRows(element: Element, all: Layout, isAbsent: (child: Element) => boolean): BoxCell[][] | undefined {
  const layout: Layout = (child, property) =>
    property === 'display' && isAbsent(child) ? 'none' : all(child, property);
  const display = layout(element, 'display');
  if (/^(?:inline-)?table$/.test(display)) return tableRows(element, layout);
  if (/^(?:inline-)?grid$/.test(display)) return gridRows(element, layout);
  return undefined;
}

/** Rows of cells, and of groups of rows; nothing where there is anything else. */
function tableRows(element: Element, layout: Layout): BoxCell[][] | undefined {
  const rows: BoxCell[][] = [];
  for (const child of childrenOf(element)) {
    if (isBlank(child)) continue;
    const display = isElement(child) ? layout(child, 'display') : '';
    if (!isElement(child)) return undefined;
    if (/^table-(?:row|header|footer)-group$/.test(display)) {
      const group = tableRows(child, layout);
      if (!group) return undefined;
      rows.push(...group);
    } else if (display === 'table-row') {
      const cells = shown(child, layout);
      if (!cells.every((cell) => isElement(cell) && layout(cell, 'display') === 'table-cell')) return undefined;
      rows.push(cells.filter(isElement).map((cell) => ({ element: cell, rowSpan: 1, columnSpan: 1 })));
    } else if (!/^(?:none|table-column(?:-group)?)$/.test(display)) return undefined;
  }
  return rows.length > 1 ? rows : undefined;
}

/** What is in an element, for `display: contents` what is in that. */
function shown(element: Element, layout: Layout): Node[] {
  return childrenOf(element).flatMap((child) => {
    const display = isElement(child) ? layout(child, 'display') : '';
    if (isBlank(child) || display === 'none') return [];
    return isElement(child) && display === 'contents' ? shown(child, layout) : [child];
  });
}

/** Comments, and white space between elements. */
function isBlank(node: Node): boolean {
  return !isElement(node) && !(isText(node) && node.value.trim() !== '');
}

/** Elements of a grid as a browser places them that have no other place: row by row, each behind the one before. */
function gridRows(element: Element, layout: Layout): BoxCell[][] | undefined {
  const columns = columnCount(layout(element, 'grid-template-columns'));
  const items = shown(element, layout).map((item) => (isElement(item) ? item : undefined));
  const isTurned = /column|dense/.test(layout(element, 'grid-auto-flow')) || layout(element, 'direction') === 'rtl';
  if (columns < 2 || columns > MOST_COLUMNS || isTurned) return undefined;
  const rows: BoxCell[][] = [];
  /** For each column, the first row that is free again. */
  const freeFrom = new Array<number>(columns).fill(0);
  let [row, column] = [0, 0];
  for (const item of items) {
    if (!item || !/^(?:|static|relative)$/.test(layout(item, 'position'))) return undefined;
    if (OTHER_PLACES.some((property) => !/^(?:|auto|0)$/.test(layout(item, property)))) return undefined;
    const across = extentOf(layout(item, 'grid-column'));
    const down = extentOf(layout(item, 'grid-row'));
    if (!across || !down || across.span > columns) return undefined;
    const { span } = across;
    const fits = () => {
      for (let at = column; at < column + span; at++) if (freeFrom[at]! > row) return false;
      return true;
    };
    while (column + span > columns || !fits()) {
      column++;
      if (column + span > columns) [row, column] = [row + 1, 0];
    }
    if ((across.line ?? column + 1) !== column + 1 || (down.line ?? row + 1) !== row + 1) return undefined;
    if (row >= MOST_ROWS) return undefined;
    freeFrom.fill(row + down.span, column, column + span);
    while (rows.length <= row) rows.push([]);
    rows[row]!.push({ element: item, rowSpan: down.span, columnSpan: span, column });
    column += span;
  }
  return rows.length > 1 ? rows : undefined;
}

/** How many columns a template names: 0 where that depends on the room that they have. */
function columnCount(template: string): number {
  if (template.length > LONGEST_TEMPLATE || /auto-fi|subgrid|\[/.test(template)) return 0;
  const flat = template
    .replace(/minmax\([^()]*\)/g, 'x')
    .replace(/repeat\(\s*(\d{1,3})\s*,([^()]*)\)/g, (_, count: string, tracks: string) =>
      `${tracks} `.repeat(Number(count)),
    );
  return flat.split(/\s+/).filter((track) => track !== '' && track !== 'none').length;
}

/** "span 2", "1 / span 2", "1 / 3": how far it goes, and from which line on; undefined where it does not tell that. */
function extentOf(place: string): { readonly span: number; readonly line?: number } | undefined {
  if (place === '' || place === 'auto') return { span: 1 };
  const bySpan = /^(?:(?:auto|(\d{1,4}))\s*\/\s*)?span\s+(\d{1,4})$/.exec(place);
  const byLines = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(place);
  const span = bySpan ? Number(bySpan[2]) : byLines ? Number(byLines[2]) - Number(byLines[1]) : 0;
  const line = bySpan?.[1] ?? byLines?.[1];
  if (span < 1 || span > MOST_SPAN) return undefined;
  return { span, ...(line === undefined ? {} : { line: Number(line) }) };
}
