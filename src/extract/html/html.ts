/**
 * HTML: whole pages, saved pages and fragments. The Document has a line for each block of text or line break, white space
 * folded, and a grid for each table of data, where it stands in the text. A table that lays out the page, or a row of one that
 * holds long text or other tables, is given as the lines and grids inside it. Hidden elements and the frame of the page
 * (navigation, lists of links, footers) are left out. `meta` has what meta tags and printed labels (索引号, 发布日期) say.
 */
import type { Block, Document } from '../document';
import { type Flow, type FlowCell, fold, layOut } from '../flow';
import type { Meter } from '../limits';
import { isoDate, printedMetadata } from '../metadata';
import { empty } from '../refusals';
import { type Level, LineOfSpans } from '../spans';
import { boxRows } from './boxes';
import { frames, SILENT } from './chrome';
import { opened, PageSight, whiteIn } from './sight';
import { attribute, childrenOf, type Element, isElement, isText, type Node, parseHtml } from './tree';

const INLINE: ReadonlySet<string> = new Set(
  'a abbr acronym b basefont bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Types of `input` whose value is not shown as text. */
const NO_TEXT_FIELDS: ReadonlySet<string> = new Set(
  'hidden checkbox radio button submit reset image file password range color'.split(' '),
);

/** A cell that holds something, of which nothing is known. */
const UNKNOWN: readonly Flow[] = [{ type: 'line', text: '\ufffd' }];

/** A picture smaller than this, in pixels, is an icon. */
const ICON = 60;

/** Hidden elements within hidden elements that are looked into. */
const MOST_HIDDEN = 4;

const isGrid = ({ type }: Block): boolean => type === 'grid';

/** The page as a Document. Throws Problem EMPTY_FILE where it shows nothing, TOO_LARGE where it passes a limit. */
export async function extractHtml(text: string, charset: string, meter: Meter): Promise<Document> {
  const tree = await parseHtml(text, meter);
  const frame = frames(tree);
  const sight = new PageSight(tree, meter);
  let reader = new PageReader(frame, sight, new Set(), meter);
  let blocks = layOut(reader.read(tree), meter);
  // Pages that show their tables on a click have them in hidden elements, some of these within others.
  let open: ReadonlySet<Element> | 'ALL' = new Set();
  for (let depth = 0; depth < MOST_HIDDEN && open !== 'ALL'; depth++) {
    const more: ReadonlySet<Element> | 'ALL' = blocks.some(isGrid) ? opened(reader.leftOut, blocks) : 'ALL';
    if (more !== 'ALL' && more.size === 0) break;
    open = more === 'ALL' ? more : new Set([...open, ...more]);
    const all = new PageReader(frame, sight, open, meter);
    const allBlocks = layOut(all.read(tree), meter);
    if (!allBlocks.some(isGrid)) break;
    [reader, blocks] = [all, allBlocks];
  }
  if (blocks.length === 0 && reader.images === 0) throw empty();
  const meta = { ...tagMetadata(tree), ...printedMetadata(blocks) };
  return { mediaType: 'text/html', charset, blocks, meta, images: reader.images };
}

/** The flow of an HTML fragment that stands within another format (a table in Markdown). */
export async function htmlFlow(text: string, meter: Meter): Promise<{ flow: readonly Flow[]; images: number }> {
  const tree = await parseHtml(text, meter);
  const reader = new PageReader(new Set(), new PageSight(tree, meter), new Set(), meter);
  return { flow: reader.read(tree), images: reader.images };
}

/** Reads elements into a flow; each cell of a table has a flow of its own. */
class PageReader {
  images = 0;
  /** Hidden elements with tables in them. */
  readonly leftOut: Element[] = [];
  private out: Flow[] = [];
  private line = new LineOfSpans();
  /** How what is being read stands in its line. */
  private level: Level = 'BASE';
  /** Whether its letters have no size. */
  private isWithoutSize = false;
  private preformatted = 0;
  private cells = 0;
  /** Whether the cell that is being read has digits that only a sheet hides. */
  private mayShowMore = false;
  /** Elements of the row that is being read whose text is white on white. */
  private white: ReadonlySet<Element> = new Set();

  constructor(
    private readonly frame: ReadonlySet<Element>,
    private readonly sight: PageSight,
    /** Hidden elements that are read all the same. */
    private readonly open: ReadonlySet<Element> | 'ALL',
    private readonly meter: Meter,
  ) {}

  read(root: Node): readonly Flow[] {
    this.walk(root);
    this.endLine();
    return this.out;
  }

  private endLine(): void {
    const text = fold(this.line.take());
    if (text !== '') this.out.push({ type: 'line', text });
  }

  private walk(node: Node): void {
    for (const child of childrenOf(node)) {
      if (isText(child)) this.addText(child.value);
      else if (isElement(child)) this.walkElement(child);
    }
  }

  private addText(text: string): void {
    if (this.isWithoutSize) {
      if (/\d/.test(text)) this.mayShowMore = true;
      return;
    }
    if (this.preformatted === 0) {
      this.line.add(text, this.level);
      return;
    }
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.endLine();
      this.line.add(line, this.level);
    }
  }

  private walkElement(element: Element): void {
    const tag = element.tagName;
    if (SILENT.has(tag) || this.frame.has(element) || this.white.has(element)) return;
    const hidden = this.isOpen(element) ? undefined : this.sight.hidden(element, this.cells > 0);
    if (hidden === 'WITH_TABLE') this.leftOut.push(element);
    if (hidden === 'WITHOUT_TABLE' && this.cells > 0 && this.sight.mayShow(element)) this.mayShowMore = true;
    if (hidden) return;
    if (tag === 'br' || tag === 'hr') this.endLine();
    else if (tag === 'img') this.countPicture(element);
    else if (tag === 'input' || tag === 'select' || tag === 'textarea') this.addField(element);
    else if (tag === 'table') this.addTable(element);
    else if (INLINE.has(tag)) this.walkInline(element);
    else {
      this.endLine();
      if (this.addBoxes(element)) return;
      if (tag === 'pre') this.preformatted++;
      this.walk(element);
      this.endLine();
      if (tag === 'pre') this.preformatted--;
    }
  }

  /** The mark of a note beside a figure of a cell is no digit of it, nor is one without a size. */
  private walkInline(element: Element): void {
    const { level, isWithoutSize } = this;
    if (this.cells > 0) {
      const own = this.sight.level(element);
      if (own === 'MARK' || (own !== 'BASE' && level === 'BASE')) this.level = own;
      this.isWithoutSize = !(this.sight.hasSize(element) ?? !isWithoutSize);
    }
    this.walk(element);
    this.level = level;
    this.isWithoutSize = isWithoutSize;
  }

  private isOpen(element: Element): boolean {
    return this.open === 'ALL' || this.open.has(element);
  }

  private countPicture(element: Element): void {
    const style = attribute(element, 'style') ?? '';
    for (const side of ['width', 'height']) {
      const size =
        attribute(element, side) ?? new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*([\\d.]+)px`, 'i').exec(style)?.[1];
      if (size !== undefined && /^[\d.]+(px)?$/.test(size) && Number.parseFloat(size) < ICON) return;
    }
    this.images++;
  }

  /** A figure may stand in a field of a form that was saved with the page. */
  private addField(field: Element): void {
    if (this.cells === 0) return;
    const type = field.tagName === 'input' ? (attribute(field, 'type') ?? 'text') : field.tagName;
    if (field.tagName === 'input' && !NO_TEXT_FIELDS.has(type.toLowerCase()))
      this.line.add(` ${attribute(field, 'value') ?? ''} `);
    if (type === 'textarea') this.line.add(` ${textIn(field)} `);
    if (type === 'select') {
      const options = childrenOf(field).filter((child): child is Element => isElement(child));
      const shown = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
      this.line.add(` ${shown ? textIn(shown) : ''} `);
    }
  }

  private addTable(table: Element): void {
    this.endLine();
    const rows: FlowCell[][] = [];
    for (const part of childrenOf(table)) {
      if (!isElement(part) || this.isUnseen(part)) continue;
      if (part.tagName === 'caption') {
        this.walk(part);
        this.endLine();
      } else if (part.tagName === 'tr') rows.push(this.rowOf(part, Number.POSITIVE_INFINITY));
      else if (['tbody', 'thead', 'tfoot'].includes(part.tagName)) {
        const group = childrenOf(part).filter(
          (row): row is Element => isElement(row) && row.tagName === 'tr' && !this.isUnseen(row),
        );
        // A cell never grows out of its group of rows.
        for (const [index, row] of group.entries()) rows.push(this.rowOf(row, group.length - index));
      }
    }
    if (rows.length > 0) this.out.push({ type: 'table', rows });
  }

  /** A table made of other elements, if this is one. */
  private addBoxes(element: Element): boolean {
    const isAbsent = (child: Element) => this.open !== 'ALL' && this.sight.hiding(child) === 'ABSENT';
    const rows = boxRows(element, this.sight.layout, isAbsent);
    if (!rows) return false;
    const flowOf = (cell: Element) => {
      if (this.frame.has(cell)) return [];
      return this.isUnseen(cell) ? this.unseenFlow(cell) : this.cellFlow(cell);
    };
    this.out.push({
      type: 'table',
      rows: rows.map((row) => row.map(({ element: cell, ...place }) => ({ flow: flowOf(cell), ...place }))),
    });
    return true;
  }

  /** Of the parts of a table. */
  private isUnseen(part: Element): boolean {
    return this.open !== 'ALL' && this.sight.hiding(part) !== undefined;
  }

  private rowOf(row: Element, rowsLeft: number): FlowCell[] {
    const cells: FlowCell[] = [];
    const { white } = this;
    this.white = whiteIn(row);
    for (const cell of childrenOf(row)) {
      if (!isElement(cell) || (cell.tagName !== 'td' && cell.tagName !== 'th')) continue;
      if (this.open !== 'ALL' && this.sight.hiding(cell) === 'ABSENT') continue;
      this.meter.checkTime();
      // rowspan 0 means all rows that are left of the group.
      const rowSpan = spanOf(cell, 'rowspan', 0);
      cells.push({
        // A cell that is not seen keeps its place.
        flow: this.isUnseen(cell) ? this.unseenFlow(cell) : this.white.has(cell) ? [] : this.cellFlow(cell),
        rowSpan: rowSpan === 0 ? rowsLeft : Math.min(rowSpan, rowsLeft),
        columnSpan: spanOf(cell, 'colspan', 1),
      });
    }
    this.white = white;
    return cells;
  }

  private cellFlow(cell: Element): readonly Flow[] {
    const { out, line, level, isWithoutSize, mayShowMore } = this;
    this.out = [];
    this.line = new LineOfSpans();
    this.level = 'BASE';
    this.isWithoutSize = false;
    this.mayShowMore = false;
    this.cells++;
    this.walk(cell);
    this.endLine();
    this.cells--;
    // Nothing is left of the cell but what a sheet hides: that is no proof that it is blank.
    const flow = this.out.length === 0 && this.mayShowMore ? UNKNOWN : this.out;
    this.out = out;
    this.line = line;
    this.level = level;
    this.isWithoutSize = isWithoutSize;
    this.mayShowMore = mayShowMore;
    return flow;
  }

  private unseenFlow(cell: Element): readonly Flow[] {
    return this.sight.mayShow(cell) ? UNKNOWN : [];
  }
}

function textIn(element: Element): string {
  return childrenOf(element)
    .map((child) => (isText(child) ? child.value : ''))
    .join('');
}

/** A span as HTML reads it: the leading digits, otherwise 1; below `least` it is 1. */
function spanOf(cell: Element, name: string, least: number): number {
  const digits = /^\s*\+?(\d{1,6})/.exec(attribute(cell, name) ?? '')?.[1];
  const span = digits === undefined ? 1 : Number(digits);
  return span < least ? 1 : span;
}

const TITLE_TAGS = ['articletitle', 'og:title', 'dc.title'];
const DATE_TAGS = ['pubdate', 'publishdate', 'article:published_time', 'og:release_date', 'dc.date', 'publish_date'];

/** `title` and `publishedOn` of the page's meta tags and title element, and the other tags of the site under their own names. */
function tagMetadata(tree: Node): Record<string, string> {
  const tags = new Map<string, string>();
  let title: string | undefined;
  const visit = (node: Node): void => {
    for (const child of childrenOf(node)) {
      if (!isElement(child)) continue;
      if (child.tagName === 'title') title ??= fold(textIn(child));
      if (child.tagName === 'meta') {
        const name = (attribute(child, 'name') ?? attribute(child, 'property'))?.toLowerCase();
        const content = fold(attribute(child, 'content') ?? '');
        if (name !== undefined && content !== '' && !tags.has(name)) tags.set(name, content);
      }
      if (child.tagName === 'html' || child.tagName === 'head' || child.tagName === 'body') visit(child);
    }
  };
  visit(tree);
  const meta: Record<string, string> = {};
  const named = TITLE_TAGS.map((tag) => tags.get(tag)).find((value) => value !== undefined) ?? title;
  if (named) meta.title = named;
  const date = DATE_TAGS.map((tag) => isoDate(tags.get(tag) ?? '')).find((value) => value !== undefined);
  if (date) meta.publishedOn = date;
  for (const [tag, key] of [
    ['contentsource', '来源'],
    ['sitename', '网站名称'],
    ['columnname', '栏目'],
  ] as const) {
    const value = tags.get(tag);
    if (value !== undefined) meta[key] = value;
  }
  return meta;
}
