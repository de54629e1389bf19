/** HTML text to its tree, by parse5, in bounded depth and time. */
import type { Meter } from '../limits';

/** parse5 is an ES module: CommonJS loads it when it is needed, and takes its types from there. */
const load = () => import('parse5');

type Adapter = Awaited<ReturnType<typeof load>>['defaultTreeAdapter'];
export type Element = ReturnType<Adapter['createElement']>;
type Tree = ReturnType<Adapter['createDocument']>;
type TextNode = ReturnType<Adapter['createTextNode']>;
export type Node = Tree | Element['childNodes'][number];

/** Characters that the parser takes at once: between two pieces its time is checked. */
const PIECE = 16_384;
const ELEMENTS_BETWEEN_CHECKS = 1024;

/** The tree of a page or of a fragment of one. Throws Problem TOO_LARGE where it is nested too deep or takes too long. */
export async function parseHtml(text: string, meter: Meter): Promise<Tree> {
  const { defaultTreeAdapter, Parser } = await load();
  let depth = 0;
  let elements = 0;
  const parser = new Parser({
    scriptingEnabled: true,
    treeAdapter: {
      ...defaultTreeAdapter,
      onItemPush: () => meter.checkDepth(++depth),
      onItemPop: () => {
        depth--;
      },
      createElement: (name, namespace, attributes) => {
        if (++elements % ELEMENTS_BETWEEN_CHECKS === 0) meter.checkTime();
        meter.addElements(1);
        return defaultTreeAdapter.createElement(name, namespace, attributes);
      },
    },
  });
  for (let at = 0; at < text.length; at += PIECE) {
    meter.checkTime();
    parser.tokenizer.write(text.slice(at, at + PIECE), at + PIECE >= text.length);
  }
  return parser.document;
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function isText(node: Node): node is TextNode {
  return node.nodeName === '#text';
}

export function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}

/** The element around an element. */
export function parentOf(element: Element): Element | undefined {
  const parent = element.parentNode;
  return parent && 'tagName' in parent ? parent : undefined;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}
