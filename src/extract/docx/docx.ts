/**
 * DOCX, from its XML. The Document has a line for each paragraph (and each line break in one), with the number of a list before
 * it, and a grid for each table, cells spanning by gridSpan and vMerge. Text boxes come after the paragraph that they are
 * anchored in. Revisions are read as accepted: deleted and moved-away text is left out, as is hidden text. Headers, footers and
 * notes are not part of the flow. `meta` has the core properties and printed labels.
 */
import type { Document } from '../document';
import { type Flow, type FlowCell, fold, layOut } from '../flow';
import type { Meter } from '../limits';
import { printedMetadata } from '../metadata';
import { coreMetadata, partOf, relations } from '../office';
import { damaged, empty } from '../refusals';
import { type Level, LineOfSpans } from '../spans';
import { at, childNamed, childrenNamed, isOn, parseXml, type XmlElement } from '../xml';
import type { Archive } from '../zip';
import { chunksOf } from './chunks';
import { isPlaceholder, isShaded, Looks, type Place, symbolOf } from './looks';
import { Numbering } from './numbering';

/** Half points by which the mark of a note stands above its figure; less is the fine setting of a line. */
const LOWEST_RAISE = 4;

/** Properties of looks, which are the most of a document's XML. */
const LOOKS: ReadonlySet<string> = new Set(
  'rFonts szCs lang kern spacing ind jc tblBorders tcBorders tblCellMar tcMar tblPrEx tblLook sectPr u b bCs i iCs w textDirection tabs adjustRightInd snapToGrid outlineLvl tcW tblW trHeight'.split(
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
  // What is read out of the characters that it stands above.
  'rt',
]);

/** Throws Problem DAMAGED_FILE where the XML is not a document's, EMPTY_FILE where it has nothing. */
export async function extractDocx(archive: Archive, mainName: string, meter: Meter): Promise<Document> {
  const body = childNamed(parseXml(archive.read(mainName)!, meter, LOOKS), 'body');
  if (!body) throw damaged({ zh: '缺少正文', en: 'it has no body' });
  const related = relations(archive, mainName, meter);
  const part = (type: string) => partOf(archive, related.find((each) => each.type.endsWith(`/${type}`))?.target, meter);
  const styles = part('styles');
  const chunks = await chunksOf(archive, related, meter);
  const reader = new BodyReader(new Numbering(part('numbering'), styles), new Looks(styles), chunks.flows, meter);
  const blocks = layOut(reader.read(body), meter);
  const images = reader.images + chunks.images;
  if (blocks.length === 0 && images === 0) throw empty();
  return {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    blocks,
    meta: { ...coreMetadata(archive, meter), ...printedMetadata(blocks) },
    images,
  };
}

/** A text box in a cell with no longer lines is a note. */
const SHORT_NOTE = 20;

class BodyReader {
  images = 0;
  /** Cells around what is being read. */
  private cells = 0;
  private out: Flow[] = [];
  private line = new LineOfSpans();
  /** How the run that is being read stands in its line. */
  private level: Level = 'BASE';
  /** Text boxes of the paragraph that is being read. */
  private boxes: XmlElement[] = [];
  private place: Place = { paragraph: undefined, shaded: false };
  /** Fields that are open: whether what comes is their code, which is not shown, or their result. */
  private fields: ('CODE' | 'RESULT')[] = [];
  /** How far the text before is raised above its line, in half points. */
  private raised = 0;

  constructor(
    private readonly numbering: Numbering,
    private readonly looks: Looks,
    /** Parts in other formats that were not put in yet, by the name that the body has for them: each belongs in one place. */
    private readonly chunks: Map<string, readonly Flow[]>,
    private readonly meter: Meter,
  ) {}

  /** The flow of a container of paragraphs and tables. */
  read(container: XmlElement): readonly Flow[] {
    const { out, line, level, boxes } = this;
    this.out = [];
    this.line = new LineOfSpans();
    this.level = 'BASE';
    this.boxes = [];
    this.walkBlocks(container);
    this.endLine();
    const flow = this.out;
    this.out = out;
    this.line = line;
    this.level = level;
    this.boxes = boxes;
    return flow;
  }

  private endLine(): void {
    const text = fold(this.line.take());
    if (text !== '') this.out.push({ type: 'line', text });
  }

  private walkBlocks(container: XmlElement): void {
    if (isPlaceholder(container)) return;
    for (const child of container.children) {
      if (typeof child === 'string' || SILENT.has(child.name)) continue;
      if (child.name === 'p') this.addParagraph(child);
      else if (child.name === 'tbl') this.addTable(child);
      else if (child.name === 'altChunk') this.addChunk(child.attributes.id ?? '');
      else if (child.name === 'AlternateContent') this.walkBlocks(alternativeOf(child));
      else this.walkBlocks(child);
    }
  }

  private addChunk(id: string): void {
    this.endLine();
    for (const item of this.chunks.get(id) ?? []) this.out.push(item);
    this.chunks.delete(id);
  }

  private addParagraph(paragraph: XmlElement): void {
    this.meter.checkTime();
    const properties = childNamed(paragraph, 'pPr');
    const { length } = this.out;
    const number = this.numbering.next(properties);
    const before = this.line.end;
    const { place } = this;
    this.place = { ...place, paragraph: properties };
    this.raised = 0;
    this.walkRuns(paragraph);
    // The code of a field ends with its paragraph, should its end be missing.
    this.fields = this.fields.filter((field) => field === 'RESULT');
    if (number !== '' && (this.line.end !== before || this.out.length > length)) this.putBefore(number, before, length);
    // Where the mark of a paragraph was deleted, the next one goes on in the same line.
    if (!isOn(at(properties, 'rPr', 'del'))) this.endLine();
    const boxes = this.boxes;
    this.boxes = [];
    for (const box of boxes) {
      this.endLine();
      // A shape may be coloured.
      this.place = { paragraph: undefined, shaded: true };
      const flow = this.read(box);
      // A few words that float over a cell are no part of its figure.
      const isNote = this.cells > 0 && flow.every((item) => item.type === 'line' && item.text.length <= SHORT_NOTE);
      for (const item of flow)
        this.out.push(isNote && item.type === 'line' ? { ...item, text: `（注：${item.text}）` } : item);
    }
    this.place = place;
  }

  private putBefore(number: string, before: number, length: number): void {
    const first = this.out[length];
    if (first?.type === 'line') this.out[length] = { type: 'line', text: number + first.text };
    else this.line.insert(number, before);
  }

  private walkRuns(parent: XmlElement): void {
    if (isPlaceholder(parent)) return;
    if (parent.name === 'r' && this.looks.hides(childNamed(parent, 'rPr'), this.place)) {
      for (const child of childrenNamed(parent, 'fldChar')) this.markField(child);
      return;
    }
    const { level } = this;
    if (parent.name === 'r' && this.cells > 0) this.level = this.levelOf(childNamed(parent, 'rPr'));
    this.walkChildren(parent);
    this.level = level;
  }

  /** How a run with these properties stands in its line: raised by a style, or higher than the text before it. */
  private levelOf(run: XmlElement | undefined): Level {
    const { level, position } = this.looks.height(run, this.place);
    if (level !== 'BASE') return level;
    if (!this.line.isBlank && position >= Math.max(0, this.raised) + LOWEST_RAISE) return 'MARK';
    this.raised = position;
    return 'BASE';
  }

  private walkChildren(parent: XmlElement): void {
    for (const child of parent.children) {
      if (typeof child === 'string') continue;
      switch (child.name) {
        case 't':
          if (!this.fields.includes('CODE')) this.line.add(child.children.join(''), this.level);
          break;
        case 'fldChar':
          this.markField(child);
          break;
        case 'tab':
        case 'ptab':
          this.line.add(' ', this.level);
          break;
        case 'br':
        case 'cr':
          this.endLine();
          break;
        case 'noBreakHyphen':
          this.line.add('-', this.level);
          break;
        case 'sym':
          this.addSymbol(symbolOf(child));
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

  private markField({ attributes }: XmlElement): void {
    if (attributes.fldCharType === 'begin') this.fields.push('CODE');
    else if (attributes.fldCharType === 'end') this.fields.pop();
    else if (this.fields.length > 0) this.fields[this.fields.length - 1] = 'RESULT';
  }

  /** What is not known may be a digit of a cell; elsewhere it is an ornament. */
  private addSymbol(symbol: string): void {
    if (symbol !== '\ufffd' || this.cells > 0) this.line.add(symbol, this.level);
  }

  private addTable(table: XmlElement): void {
    this.endLine();
    const { place } = this;
    const shaded = place.shaded || this.looks.mayShade(childNamed(table, 'tblPr'));
    const rows: FlowCell[][] = [];
    /** Cells that a vMerge may go on growing, by their column. */
    let growing = new Map<number, { rowSpan: number }>();
    for (const row of within(table, 'tr')) {
      const properties = childNamed(row, 'trPr');
      if (childNamed(properties, 'del') || isOn(childNamed(properties, 'hidden'))) continue;
      const cells: (FlowCell & { rowSpan: number; columnSpan: number })[] = [];
      const next: typeof growing = new Map();
      let column = numberOf(childNamed(properties, 'gridBefore'), 0);
      /** The cell that an hMerge goes on growing. */
      let last: { columnSpan: number } | undefined;
      for (const cell of within(row, 'tc')) {
        const settings = childNamed(cell, 'tcPr');
        const columnSpan = numberOf(childNamed(settings, 'gridSpan'), 1);
        const merge = childNamed(settings, 'vMerge');
        const above = merge && merge.attributes.val !== 'restart' ? growing.get(column) : undefined;
        if (above) {
          above.rowSpan++;
          next.set(column, above);
          last = { columnSpan };
        } else if (childNamed(settings, 'hMerge')?.attributes.val === 'continue' && last) last.columnSpan += columnSpan;
        else {
          const removed = childNamed(settings, 'cellDel') !== undefined;
          this.cells++;
          this.place = { paragraph: undefined, shaded: shaded || isShaded(settings) };
          const flow = removed ? [] : this.read(cell);
          this.place = place;
          this.cells--;
          const read = { flow, rowSpan: 1, columnSpan, column };
          cells.push(read);
          last = read;
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
