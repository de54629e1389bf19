/**
 * DOCX, from its XML. The Document has a line for each paragraph (and each line break in one), with the number of a list before
 * it, and a grid for each table, cells spanning by gridSpan and vMerge. Text boxes come after the paragraph that they are
 * anchored in. Revisions are read as accepted: deleted and moved-away text is left out, as is hidden text. Headers, footers and
 * notes are not part of the flow. `meta` has the core properties and printed labels.
 */
import type { Document } from './document';
import { Numbering } from './docx-numbering';
import { type Flow, type FlowCell, fold, layOut, raised } from './flow';
import type { Meter } from './limits';
import { printedMetadata } from './metadata';
import { coreMetadata, partOf, relations } from './office';
import { damaged, empty } from './refusals';
import { at, childNamed, childrenNamed, isOn, parseXml, type XmlElement } from './xml';
import type { Archive } from './zip';

/** Properties of looks, which are the most of a document's XML. */
const LOOKS: ReadonlySet<string> = new Set(
  'rFonts color sz szCs lang kern spacing ind jc shd tblBorders tcBorders tblCellMar tcMar tblPrEx tblLook sectPr u b bCs i iCs highlight w textDirection tabs adjustRightInd snapToGrid outlineLvl tcW tblW trHeight'.split(
    ' ',
  ),
);
/** Elements whose content was removed or is not text of the document. */
const SILENT: ReadonlySet<string> = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'delInstrText',
  'rPr',
  'pPr',
  'sdtPr',
  'sdtEndPr',
]);

/** Throws Problem DAMAGED_FILE where the XML is not a document's, EMPTY_FILE where it has nothing. */
export function extractDocx(archive: Archive, mainName: string, meter: Meter): Document {
  const body = childNamed(parseXml(archive.read(mainName)!, meter, LOOKS), 'body');
  if (!body) throw damaged({ zh: '缺少正文', en: 'it has no body' });
  const related = relations(archive, mainName, meter);
  const part = (type: string) => partOf(archive, related.find((each) => each.type.endsWith(`/${type}`))?.target, meter);
  const reader = new BodyReader(new Numbering(part('numbering'), part('styles')), meter);
  const blocks = layOut(reader.read(body), meter);
  if (blocks.length === 0 && reader.images === 0) throw empty();
  return {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    blocks,
    meta: { ...coreMetadata(archive, meter), ...printedMetadata(blocks) },
    images: reader.images,
  };
}

/** Properties of a run whose text a reader does not see, or sees struck out. */
const UNSEEN = ['vanish', 'strike', 'dstrike'];

class BodyReader {
  images = 0;
  /** Cells around what is being read. */
  private cells = 0;
  private out: Flow[] = [];
  private buffer = '';
  /** Text boxes of the paragraph that is being read. */
  private boxes: XmlElement[] = [];

  constructor(
    private readonly numbering: Numbering,
    private readonly meter: Meter,
  ) {}

  /** The flow of a container of paragraphs and tables. */
  read(container: XmlElement): readonly Flow[] {
    const { out, buffer, boxes } = this;
    this.out = [];
    this.buffer = '';
    this.boxes = [];
    this.walkBlocks(container);
    this.endLine();
    const flow = this.out;
    this.out = out;
    this.buffer = buffer;
    this.boxes = boxes;
    return flow;
  }

  private endLine(): void {
    const text = fold(this.buffer);
    this.buffer = '';
    if (text !== '') this.out.push({ type: 'line', text });
  }

  private walkBlocks(container: XmlElement): void {
    for (const child of container.children) {
      if (typeof child === 'string' || SILENT.has(child.name)) continue;
      if (child.name === 'p') this.addParagraph(child);
      else if (child.name === 'tbl') this.addTable(child);
      else if (child.name === 'AlternateContent') this.walkBlocks(alternativeOf(child));
      else this.walkBlocks(child);
    }
  }

  private addParagraph(paragraph: XmlElement): void {
    this.meter.checkTime();
    const properties = childNamed(paragraph, 'pPr');
    const { length } = this.out;
    const number = this.numbering.next(properties);
    const before = this.buffer;
    this.walkRuns(paragraph);
    if (number !== '' && (this.buffer !== before || this.out.length > length)) this.putBefore(number, before, length);
    // Where the mark of a paragraph was deleted, the next one goes on in the same line.
    if (!isOn(at(properties, 'rPr', 'del'))) this.endLine();
    const boxes = this.boxes;
    this.boxes = [];
    for (const box of boxes) {
      this.endLine();
      for (const item of this.read(box)) this.out.push(item);
    }
  }

  private putBefore(number: string, before: string, length: number): void {
    const first = this.out[length];
    if (first?.type === 'line') this.out[length] = { type: 'line', text: number + first.text };
    else this.buffer = before + number + this.buffer.slice(before.length);
  }

  private walkRuns(parent: XmlElement): void {
    if (parent.name === 'r' && UNSEEN.some((property) => isOn(at(parent, 'rPr', property)))) return;
    const before = this.buffer.length;
    this.walkChildren(parent);
    const isRaised = parent.name === 'r' && at(parent, 'rPr', 'vertAlign')?.attributes.val === 'superscript';
    if (isRaised && this.cells > 0) this.buffer = this.buffer.slice(0, before) + raised(this.buffer.slice(before));
  }

  private walkChildren(parent: XmlElement): void {
    for (const child of parent.children) {
      if (typeof child === 'string') continue;
      switch (child.name) {
        case 't':
          this.buffer += child.children.join('');
          break;
        case 'tab':
        case 'ptab':
          this.buffer += ' ';
          break;
        case 'br':
        case 'cr':
          this.endLine();
          break;
        case 'noBreakHyphen':
          this.buffer += '-';
          break;
        case 'sym':
          this.buffer += symbolOf(child);
          break;
        case 'blip':
        case 'imagedata':
          this.images++;
          break;
        case 'txbxContent':
          this.boxes.push(child);
          break;
        case 'AlternateContent':
          this.walkRuns(alternativeOf(child));
          break;
        default:
          if (!SILENT.has(child.name)) this.walkRuns(child);
      }
    }
  }

  private addTable(table: XmlElement): void {
    this.endLine();
    const rows: FlowCell[][] = [];
    /** Cells that a vMerge may go on growing, by their column. */
    let growing = new Map<number, { rowSpan: number }>();
    for (const row of within(table, 'tr')) {
      const properties = childNamed(row, 'trPr');
      if (childNamed(properties, 'del') || isOn(childNamed(properties, 'hidden'))) continue;
      const cells: (FlowCell & { rowSpan: number; columnSpan: number })[] = [];
      const next: typeof growing = new Map();
      let column = numberOf(childNamed(properties, 'gridBefore'), 0);
      for (const cell of within(row, 'tc')) {
        const settings = childNamed(cell, 'tcPr');
        const columnSpan = numberOf(childNamed(settings, 'gridSpan'), 1);
        const merge = childNamed(settings, 'vMerge');
        const above = merge && merge.attributes.val !== 'restart' ? growing.get(column) : undefined;
        const last = cells.at(-1);
        if (above) {
          above.rowSpan++;
          next.set(column, above);
        } else if (childNamed(settings, 'hMerge')?.attributes.val === 'continue' && last) last.columnSpan += columnSpan;
        else {
          const removed = childNamed(settings, 'cellDel') !== undefined;
          this.cells++;
          const flow = removed ? [] : this.read(cell);
          this.cells--;
          const read = { flow, rowSpan: 1, columnSpan, column };
          cells.push(read);
          if (merge) next.set(column, read);
        }
        column += columnSpan;
      }
      rows.push(cells);
      growing = next;
    }
    if (rows.length > 0) this.out.push({ type: 'table', rows });
  }
}

/** The first reading of an AlternateContent that has any content: the other repeats it for older programs. */
function alternativeOf(element: XmlElement): XmlElement {
  const choices = [...childrenNamed(element, 'Choice'), ...childrenNamed(element, 'Fallback')];
  return choices.find((choice) => choice.children.some((child) => typeof child !== 'string')) ?? element;
}

/** Rows of a table or cells of a row, also where content controls or marks of revision wrap them. */
function within(parent: XmlElement, name: 'tr' | 'tc'): XmlElement[] {
  return parent.children.flatMap((child) => {
    if (typeof child === 'string' || SILENT.has(child.name)) return [];
    if (child.name === name) return [child];
    return ['sdt', 'sdtContent', 'ins', 'moveTo', 'customXml', 'smartTag'].includes(child.name)
      ? within(child, name)
      : [];
  });
}

function numberOf(element: XmlElement | undefined, otherwise: number): number {
  const value = Number(element?.attributes.val);
  return Number.isSafeInteger(value) && value >= otherwise ? Math.min(value, 1000) : otherwise;
}

/** A symbol by its code; codes of symbol fonts have no meaning outside their font. */
function symbolOf(element: XmlElement): string {
  const code = Number.parseInt(element.attributes.char ?? '', 16);
  return code > 0x20 && code < 0xd800 ? String.fromCharCode(code) : '';
}
