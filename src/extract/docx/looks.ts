/**
 * What of a Word document's text is not seen: hidden, struck out, smaller than a point, or white on white; and what stands higher
 * or lower than its line. By the run itself or by the styles of its characters or its paragraph.
 */
import { isNoteStyle, type Level } from '../spans';
import { at, childNamed, childrenNamed, isOn, type XmlElement } from '../xml';

const SWITCHES = ['vanish', 'strike', 'dstrike'];
/** In half points. */
const TINY = 2;
const LEVELS: ReadonlyMap<string, Level> = new Map([
  ['superscript', 'MARK'],
  ['subscript', 'LOWERED'],
]);
/** Styles based on others, at most so many. */
const LONGEST_CHAIN = 20;

/** Where a run stands. */
export interface Place {
  /** Properties of the paragraph. */
  readonly paragraph: XmlElement | undefined;
  /** Whether a table, cell or shape around it may be coloured. */
  readonly shaded: boolean;
}

export class Looks {
  private readonly styles: ReadonlyMap<string, XmlElement>;

  constructor(styles: XmlElement | undefined) {
    this.styles = new Map(childrenNamed(styles, 'style').map((style) => [style.attributes.styleId ?? '', style]));
  }

  /** Whether text of a run with these properties (`w:rPr`) is not seen. */
  hides(run: XmlElement | undefined, { paragraph, shaded }: Place): boolean {
    const styles = [...this.ofRun(run), ...this.ofParagraph(paragraph)];
    if (run === undefined && styles.length === 0) return false;
    const first = (name: string) => firstOf(name, run, styles);
    if (SWITCHES.some((name) => isOn(first(name)))) return true;
    if (Number(first('sz')?.attributes.val ?? TINY + 1) <= TINY) return true;
    if (!/^f{6}$/i.test(first('color')?.attributes.val ?? '')) return false;
    return !shaded && !isShaded(run) && !isShaded(paragraph) && !styles.some((style) => hasShade(style));
  }

  /** How a run stands in its line, and how far it is raised by its position, in half points. */
  height(run: XmlElement | undefined, { paragraph }: Place): { level: Level; position: number } {
    const [own, around] = [this.ofRun(run), this.ofParagraph(paragraph)];
    const styles = [...own, ...around];
    const position = Number(firstOf('position', run, styles)?.attributes.val ?? 0);
    const level = (align: XmlElement | undefined) => LEVELS.get(align?.attributes.val ?? '') ?? 'BASE';
    // A style of notes' marks that is not raised as the file has it is one all the same.
    if (own.some((style) => isNoteStyle(childNamed(style, 'name')?.attributes.val ?? '')))
      return { level: 'MARK', position };
    const ownAlign = firstOf('vertAlign', run, own);
    if (ownAlign) return { level: level(ownAlign), position };
    // A whole paragraph that is raised is a figure that stands high.
    const aroundLevel = level(firstOf('vertAlign', undefined, around));
    return { level: aroundLevel === 'MARK' ? 'RAISED' : aroundLevel, position };
  }

  private ofRun(run: XmlElement | undefined): XmlElement[] {
    return this.chain(childNamed(run, 'rStyle')?.attributes.val);
  }

  private ofParagraph(paragraph: XmlElement | undefined): XmlElement[] {
    return this.chain(childNamed(paragraph, 'pStyle')?.attributes.val);
  }

  /** Whether a table with these properties (`w:tblPr`), or some cells of it, may be coloured. */
  mayShade(table: XmlElement | undefined): boolean {
    return isShaded(table) || this.chain(childNamed(table, 'tblStyle')?.attributes.val).some(hasShade);
  }

  /** A style and those that it is based on. */
  private chain(id: string | undefined): XmlElement[] {
    const chain: XmlElement[] = [];
    for (let style = this.styles.get(id ?? ''); style && chain.length < LONGEST_CHAIN; ) {
      chain.push(style);
      style = this.styles.get(childNamed(style, 'basedOn')?.attributes.val ?? '');
    }
    return chain;
  }
}

/** A property of a run, by itself or by the first of its styles that has it. */
function firstOf(name: string, run: XmlElement | undefined, styles: readonly XmlElement[]): XmlElement | undefined {
  const all = [run, ...styles.map((style) => childNamed(style, 'rPr'))];
  return all.map((each) => childNamed(each, name)).find((each) => each !== undefined);
}

/** Whether properties of a run, paragraph, cell or table colour its ground. */
export function isShaded(properties: XmlElement | undefined): boolean {
  const shade = childNamed(properties, 'shd');
  const isColoured = (value: string | undefined) => value !== undefined && !/^(?:auto|f{6})$/i.test(value);
  return (
    childNamed(properties, 'highlight') !== undefined ||
    (shade !== undefined &&
      (isColoured(shade.attributes.fill) ||
        shade.attributes.themeFill !== undefined ||
        !/^(?:clear|nil)$/.test(shade.attributes.val ?? 'clear')))
  );
}

function hasShade(style: XmlElement): boolean {
  return style.children.some(
    (child) => typeof child !== 'string' && (child.name === 'shd' ? isShaded(style) : hasShade(child)),
  );
}

/** Whether a content control shows only what asks for its content. */
export function isPlaceholder(control: XmlElement): boolean {
  return control.name === 'sdt' && isOn(at(control, 'sdtPr', 'showingPlcHdr'));
}

const PICTURE_FONT = /wingdings|webdings|dingbats/i;

/** A symbol by its code. Codes of their own that fonts give to common characters stand for these, others for nothing that is known. */
export function symbolOf(element: XmlElement): string {
  const code = Number.parseInt(element.attributes.char ?? '', 16);
  if (code > 0x20 && code < 0xd800) return String.fromCharCode(code);
  const common = code - 0xf000;
  if (common >= 0x20 && common < 0x7f && !PICTURE_FONT.test(element.attributes.font ?? ''))
    return String.fromCharCode(common);
  return '\ufffd';
}
