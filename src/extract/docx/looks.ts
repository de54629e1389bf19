/**
 * What of a Word document's text is not seen: hidden, struck out, smaller than a point, or white on white, by the run itself or by
 * the styles of its characters or its paragraph.
 */
import { at, childNamed, childrenNamed, isOn, type XmlElement } from '../xml';

const SWITCHES = ['vanish', 'strike', 'dstrike'];
/** In half points. */
const TINY = 2;
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
    const styles = [
      ...this.chain(childNamed(run, 'rStyle')?.attributes.val),
      ...this.chain(childNamed(paragraph, 'pStyle')?.attributes.val),
    ];
    if (run === undefined && styles.length === 0) return false;
    const all = [run, ...styles.map((style) => childNamed(style, 'rPr'))];
    const first = (name: string) => all.map((each) => childNamed(each, name)).find((each) => each !== undefined);
    if (SWITCHES.some((name) => isOn(first(name)))) return true;
    if (Number(first('sz')?.attributes.val ?? TINY + 1) <= TINY) return true;
    if (!/^f{6}$/i.test(first('color')?.attributes.val ?? '')) return false;
    return !shaded && !isShaded(run) && !isShaded(paragraph) && !styles.some((style) => hasShade(style));
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
