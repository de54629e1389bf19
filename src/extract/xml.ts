/**
 * XML parts of office documents as a tree of local names. Namespaces' prefixes are dropped (producers choose them freely); a
 * document type declaration is refused, so that no entity is ever expanded.
 */
import { SaxesParser } from 'saxes';
import { decode } from './charset';
import type { Meter } from './limits';
import { damaged } from './refusals';

export interface XmlElement {
  /** Local name, "tbl". */
  readonly name: string;
  /** By local name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const PIECE = 65_536;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * The root element of a part; elements named in `skipped` are left out with all that they hold. Throws Problem DAMAGED_FILE
 * where the XML is not well-formed, TOO_LARGE where it passes a limit.
 */
export function parseXml(bytes: Uint8Array, meter: Meter, skipped: ReadonlySet<string> = new Set()): XmlElement {
  const { text } = decode(bytes);
  const parser = new SaxesParser();
  const root = { name: '', attributes: {}, children: [] as (XmlElement | string)[] };
  const open = [root];
  let skipping = 0;
  parser.on('error', () => {
    throw damaged({ zh: '其中的 XML 有误', en: 'its XML is not well-formed' });
  });
  parser.on('doctype', () => {
    throw damaged({
      zh: '其中的 XML 含有不允许的文档类型声明',
      en: 'its XML has a document type declaration, which is not allowed',
    });
  });
  parser.on('opentag', (tag) => {
    meter.addElements(1);
    meter.checkDepth(open.length + skipping);
    const name = localName(tag.name);
    if (skipping > 0 || skipped.has(name)) {
      skipping++;
      return;
    }
    const attributes: Record<string, string> = {};
    for (const [key, value] of Object.entries(tag.attributes)) attributes[localName(key)] = value;
    const element = { name, attributes, children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    if (skipping > 0) skipping--;
    else open.pop();
  });
  const addText = (value: string): void => {
    if (skipping === 0) open.at(-1)!.children.push(value);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  for (let at = 0; at < text.length; at += PIECE) {
    meter.checkTime();
    parser.write(text.slice(at, at + PIECE));
  }
  parser.close();
  const element = root.children.find((child) => typeof child !== 'string');
  if (!element) throw damaged({ zh: '其中的 XML 没有内容', en: 'its XML is empty' });
  return element;
}

/** Child elements with a name. */
export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** The first child element with a name. */
export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

/** The element at a path of names below an element. */
export function at(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => childNamed(found, name), element);
}

/** All text below an element. */
export function textIn(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}

/** A switch such as `<w:vanish/>`: on where it is there and not set to off. */
export function isOn(element: XmlElement | undefined): boolean {
  return element !== undefined && !/^(0|false|off|none)$/i.test(element.attributes.val ?? '');
}
