/**
 * PDF with text. The Document has, page by page from top to bottom, a line for each line of text (page numbers are lines like
 * any other), words parted by as many spaces as the gap is wide, and a grid for each table that the page draws with rules: wrapped
 * text of a cell is one cell, its lines joined by "\n"; a table over a page break is one grid a page, with the piece of a cell
 * that each page shows. Tables without rules are lines. `meta` has the title and dates of the document information.
 */
import type { Block, Document, GridCell } from '../document';
import { gridOf } from '../flow';
import type { Meter } from '../limits';
import { isoDate, printedMetadata } from '../metadata';
import { titleMetadata } from '../office';
import { noText } from '../refusals';
import { rowMiddles } from './bands';
import { columnsOf } from './columns';
import { placedGlyphs } from './crossing';
import { textsBeforeEdges } from './edges';
import { openPdf, type PdfFile, withinTime } from './engine';
import { valuesOf } from './fields';
import { matrixOf } from './geometry';
import { type Lattice, latticesOf } from './grid';
import { leanOf, upright } from './lean';
import { withoutOverlays, withoutStamps, withoutStruck } from './marks';
import { withWholeNotes } from './notes';
import { openSides, type RuledPage } from './open-sides';
import { type DrawnPage, drawPage, type Glyph } from './page';
import { hasRuledRows } from './rows';
import type { Rule } from './rules';
import type { Font } from './state';
import { checkStreams } from './streams';
import { cellText, linesOf, readable } from './text';

/** Throws Problem ENCRYPTED_FILE, DAMAGED_FILE, NO_TEXT (a scan) or TOO_LARGE. */
export async function extractPdf(bytes: Uint8Array, meter: Meter): Promise<Document> {
  const { pictures, hide } = checkStreams(bytes, meter);
  const file = await openPdf(bytes, meter);
  try {
    meter.checkPages(file.pages);
    const blocks: Block[] = [];
    const pages: ReadPage[] = [];
    for (let number = 1; number <= file.pages; number++) pages.push(await readPage(file, number, hide, meter));
    const sides = openSides(pages, meter);
    for (const [i, page] of pages.entries()) addPage(page, sides[i]!, i + 1, blocks, meter);
    const recognised = pages.flatMap((page, i) => (page.recognised && page.glyphs.length > 0 ? [i + 1] : []));
    file.checkMaps();
    if (!hasText(blocks)) throw noText();
    return {
      mediaType: 'application/pdf',
      blocks,
      pages: file.pages,
      meta: { ...informationMetadata(await file.information()), ...printedMetadata(blocks) },
      images: pictures,
      ...(recognised.length > 0 ? { recognised } : {}),
    };
  } finally {
    await file.close();
  }
}

interface ReadPage extends RuledPage {
  readonly width: number;
  /** Whether its text is what was recognised in pictures. */
  readonly recognised: boolean;
}

async function readPage(file: PdfFile, number: number, picturesHide: boolean, meter: Meter): Promise<ReadPage> {
  const page = await file.page(number);
  const operators = await withinTime(page.getOperatorList(), meter);
  const fontOf = (name: string): Font => (page.commonObjs.has(name) ? (page.commonObjs.get(name) as Font) : {});
  const fields = await withinTime(page.getAnnotations(), meter);
  const draw = (rotation: number, lean = 0): DrawnPage & { width: number; height: number; values: Glyph[] } => {
    const { transform: shown, width, height } = page.getViewport({ scale: 1, rotation });
    const transform = upright(matrixOf(shown), lean, width, height);
    const setting = { transform, width, height, fontOf, isLayerOn: file.isLayerOn, picturesHide };
    const values = valuesOf(fields, setting.transform);
    return { ...drawPage(operators, file.operators, setting), width, height, values };
  };
  let drawn = draw(page.rotate);
  // A wide table set sideways, on a page that does not say so.
  const rotation = (page.rotate + 360 - 90 * drawn.turns) % 360;
  if (drawn.turns > 0) drawn = draw(rotation);
  const lean = leanOf(drawn);
  if (lean !== 0) drawn = draw(rotation, lean);
  const { glyphs, rules: lines } = withoutStruck(
    readable([...drawn.glyphs, ...drawn.values], drawn.width, drawn.height, meter),
    drawn.rules,
  );
  page.cleanup();
  const rules = lines.filter(({ isMark }) => !isMark);
  // All pages are kept until the last one is read.
  meter.addDrawn(glyphs.length);
  meter.addElements(rules.length);
  return { glyphs, rules, width: drawn.width, recognised: drawn.recognised };
}

/** Adds a page's blocks; `sides` are those of cells that are not ruled. */
function addPage(
  { glyphs, rules, width }: ReadPage,
  sides: readonly Rule[],
  number: number,
  blocks: Block[],
  meter: Meter,
): void {
  const lattices = latticesOf([...withoutStamps(rules), ...sides], meter);
  const text = withoutOverlays(glyphs, lattices);
  const ruled = lattices.filter((lattice) => hasRuledRows(lattice, text));
  for (const column of columnsOf(text, ruled, width))
    if (column.glyphs.length > 0) layOutPage(column.glyphs, column.lattices, rules, number, blocks, meter);
}

/** Grids and lines of a page, or of a column of it, in reading order, with line numbers that go on from page to page. */
function layOutPage(
  glyphs: readonly Glyph[],
  lattices: readonly Lattice[],
  rules: readonly Rule[],
  page: number,
  blocks: Block[],
  meter: Meter,
): void {
  const inside = lattices.map((lattice) => lattice.cells.map((): Glyph[] => []));
  const outside: Glyph[] = [];
  for (const { glyph, place } of placedGlyphs(glyphs, lattices))
    if (place) inside[place.lattice]![place.cell]!.push(glyph);
    else outside.push(glyph);

  const placed: { top: number; add: () => void }[] = [];
  for (const [index, lattice] of lattices.entries()) {
    const own = inside[index]!;
    const texts = textsBeforeEdges(own.map(cellText), lattice, own);
    const cells: GridCell[] = lattice.cells.map((cell, i) => ({ ...cell, text: texts[i]! }));
    placed.push({
      top: lattice.ys[0]!,
      add: () => {
        const grid = gridOf(cells, nextLine(blocks), meter, page);
        if (grid) blocks.push(grid);
      },
    });
  }
  const text = withWholeNotes(outside, meter);
  for (const line of linesOf(text, rowMiddles(text, rules))) {
    meter.addText(line.text.length);
    placed.push({
      top: line.middle,
      add: () => blocks.push({ type: 'line', text: line.text, places: line.places, page, line: nextLine(blocks) }),
    });
  }
  placed.sort((a, b) => a.top - b.top);
  for (const { add } of placed) add();
}

function nextLine(blocks: readonly Block[]): number {
  const last = blocks.at(-1);
  if (!last) return 1;
  return last.line + (last.type === 'grid' ? last.rows : 1);
}

/** Characters that stand for themselves: a font without a table of its characters gives others. */
const READABLE = /[\p{Script=Han}\p{L}\p{N}]/u;
const UNREADABLE = /[\ufffd\ue000-\uf8ff\p{Cc}]/u;

/** Whether a reader of the blocks sees text: more than page numbers, and characters that have a meaning. */
function hasText(blocks: readonly Block[]): boolean {
  let readable = 0;
  let unreadable = 0;
  for (const block of blocks)
    for (const character of block.type === 'line' ? block.text : block.cells.map((cell) => cell.text).join('')) {
      if (character === '\n') continue;
      if (UNREADABLE.test(character)) unreadable++;
      else if (READABLE.test(character)) readable++;
    }
  return readable > unreadable;
}

function informationMetadata(information: Readonly<Record<string, string>>): Record<string, string> {
  const meta = titleMetadata(information.Title);
  const created = isoDate(information.CreationDate?.slice(2, 10) ?? '');
  const modified = isoDate(information.ModDate?.slice(2, 10) ?? '');
  if (created) meta.createdOn = created;
  if (modified) meta.modifiedOn = modified;
  return meta;
}
