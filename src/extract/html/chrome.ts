/**
 * What on a page is not part of the document it shows: navigation, lists of links, footers. A table of data is never taken for one
 * of them.
 */
import { attribute, childrenOf, type Element, isElement, isText, type Node } from './tree';

/** Elements that show no text of the document. */
export const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'iframe',
  'object',
  'embed',
  'applet',
  'audio',
  'video',
  'canvas',
  'svg',
  'math',
  'button',
  'datalist',
  'map',
]);

const LANDMARKS: ReadonlySet<string> = new Set(['nav', 'footer', 'aside']);
const ROLES: ReadonlySet<string> = new Set(['navigation', 'contentinfo', 'search', 'menu', 'menubar']);
/** Words in the class or id of an element that frames the document. */
const FRAME_NAME =
  /(?:^|[^a-z])(?:nav|navbar|navigation|menu|footer|foot|copyright|breadcrumbs?|crumbs?|sidebar|share|toolbar|search|login|related|pagination|pager|banner|qrcode)(?:$|[^a-z])/;

/** The head of a page: the site's name, above the report's title and not around it; the heads of its parts are named so, too. */
const HEAD_NAME = /(?:^|[^a-z])(?:header|logo|topbar|top-bar|site-?name|site-?title)(?:$|[^a-z])/;
const REPORT = /报告|年报|報告|年報/;

/** Above this share of an element's text inside links, it is a list of links. */
const LINK_SHARE = 0.6;
/** A frame is short: a longer element is content, whatever its name. */
const FRAME_TEXT = 1500;

interface Content {
  text: number;
  linked: number;
  links: number;
  dataTable: boolean;
}

/** Elements of the tree that frame the document, by what they hold and how they are named. */
export function frames(root: Node): ReadonlySet<Element> {
  const found = new Set<Element>();
  weigh(root, { linked: false, inCell: false }, { found, isTitled: false });
  return found;
}

/** What an element stands in. */
interface Within {
  readonly linked: boolean;
  readonly inCell: boolean;
}

/** What is known of a page so far, in the order of its text. */
interface Walk {
  readonly found: Set<Element>;
  /** Words of a report's title stood there, outside of links. */
  isTitled: boolean;
}

function weigh(node: Node, within: Within, walk: Walk): Content {
  const { linked } = within;
  const content: Content = { text: 0, linked: 0, links: 0, dataTable: false };
  if (isText(node)) {
    content.text = node.value.replace(/\s+/gu, '').length;
    if (linked) content.linked = content.text;
    else walk.isTitled ||= REPORT.test(node.value);
    return content;
  }
  if (isElement(node) && SILENT.has(node.tagName)) return content;
  const isLink = isElement(node) && node.tagName === 'a' && attribute(node, 'href') !== undefined;
  const isCell = isElement(node) && (node.tagName === 'td' || node.tagName === 'th');
  const inside = { linked: linked || isLink, inCell: within.inCell || isCell };
  let rows = 0;
  for (const child of childrenOf(node)) {
    const part = weigh(child, inside, walk);
    content.text += part.text;
    content.linked += part.linked;
    content.links += part.links;
    content.dataTable ||= part.dataTable;
    if (isElement(child) && (child.tagName === 'tr' || child.tagName === 'tbody')) rows += childrenOf(child).length;
  }
  if (isLink) content.links++;
  if (!isElement(node)) return content;
  if (node.tagName === 'table' && !isListOfLinks(content)) content.dataTable ||= rows > 0;
  if (!content.dataTable && content.text > 0 && isFrame(node, content, within, walk)) walk.found.add(node);
  return content;
}

function isListOfLinks(content: Content): boolean {
  return content.links >= 3 && content.linked > content.text * LINK_SHARE;
}

function isFrame(element: Element, content: Content, { inCell }: Within, { isTitled }: Walk): boolean {
  const tag = element.tagName;
  if (tag === 'html' || tag === 'body' || tag === 'main' || tag === 'article') return false;
  if (content.text > FRAME_TEXT && !isListOfLinks(content)) return false;
  if (LANDMARKS.has(tag) || ROLES.has(attribute(element, 'role') ?? '')) return true;
  if (isListOfLinks(content)) return true;
  if (/^(?:p|span|t[dhr]|thead|tbody|tfoot|caption|h[1-6])$/.test(tag)) return false;
  const name = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  // The heads of cells are named so, too.
  const isHead = !inCell && !isTitled && (tag === 'header' || HEAD_NAME.test(name));
  return isHead || FRAME_NAME.test(name);
}
