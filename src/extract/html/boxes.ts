/** Tables that pages make of other elements: by `display: table` and its parts, or as a grid with a number of columns. */
import { childrenOf, type Element, isElement, isText, type Node } from './tree';

/** How an element is laid out, by the names of CSS. */
export type Layout = (
  element: Element,
  property: 'display' | 'grid-template-columns' | 'grid-column' | 'grid-row',
) => string;

export interface BoxCell {
  readonly element: Element;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** From 0, where it is known. */
  readonly column?: number;
}

const MOST_SPAN = 100;

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

function shown(element: Element, layout: Layout): Node[] {
  return childrenOf(element).filter(
    (child) => !isBlank(child) && !(isElement(child) && layout(child, 'display') === 'none'),
  );
}

/** Comments, and white space between elements. */
function isBlank(node: Node): boolean {
  return !isElement(node) && !(isText(node) && node.value.trim() !== '');
}

/** Elements of a grid as a browser places them that have no place of their own: row by row, each behind the one before. */
function gridRows(element: Element, layout: Layout): BoxCell[][] | undefined {
  const columns = columnCount(layout(element, 'grid-template-columns'));
  const items = shown(element, layout);
  if (columns < 2 || !items.every(isElement)) return undefined;
  const rows: BoxCell[][] = [];
  /** For each column, the first row that is free again. */
  const freeFrom = new Array<number>(columns).fill(0);
  let [row, column] = [0, 0];
  for (const item of items.filter(isElement)) {
    const columnSpan = spanOf(layout(item, 'grid-column'));
    const rowSpan = spanOf(layout(item, 'grid-row'));
    if (columnSpan === undefined || rowSpan === undefined || columnSpan > columns) return undefined;
    const fits = () => freeFrom.slice(column, column + columnSpan).every((from) => from <= row);
    while (column + columnSpan > columns || !fits()) {
      column++;
      if (column + columnSpan > columns) [row, column] = [row + 1, 0];
    }
    freeFrom.fill(row + rowSpan, column, column + columnSpan);
    while (rows.length <= row) rows.push([]);
    rows[row]!.push({ element: item, rowSpan, columnSpan, column });
    column += columnSpan;
  }
  return rows.length > 1 ? rows : undefined;
}

/** How many columns a template names: 0 where that depends on the room that they have. */
function columnCount(template: string): number {
  if (/auto-fi|subgrid|\[/.test(template)) return 0;
  const flat = template
    .replace(/minmax\([^()]*\)/g, 'x')
    .replace(/repeat\(\s*(\d{1,3})\s*,([^()]*)\)/g, (_, count: string, tracks: string) =>
      `${tracks} `.repeat(Number(count)),
    );
  return flat.split(/\s+/).filter((track) => track !== '' && track !== 'none').length;
}

/** "span 2", "1 / span 2", "1 / 3"; undefined where it names a place that does not tell the span. */
function spanOf(place: string): number | undefined {
  if (place === '' || place === 'auto') return 1;
  const span = /(?:^|\/)\s*span\s+(\d{1,4})\s*$/.exec(place)?.[1];
  const lines = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(place);
  const count = span !== undefined ? Number(span) : lines ? Number(lines[2]) - Number(lines[1]) : undefined;
  return count !== undefined && count >= 1 && count <= MOST_SPAN ? count : undefined;
}
