/**
 * What a page's style sheets and style attributes hide. Of the sheets, those within the page are known, as a wide screen takes
 * them; selectors by element, class, id and attribute count, with descendants, children and siblings. What depends on a state
 * (":hover") is taken not to be in it.
 */

import type { Meter } from '../limits';
import { GRID_PROPERTIES } from './boxes';
import { HEIGHT_PROPERTIES } from './height';
import { attribute, childrenOf, type Element, isElement, isText, type Node, parentOf } from './tree';

/** ABSENT takes no place; UNSEEN keeps its place. */
export type Hiding = 'ABSENT' | 'UNSEEN';

/** Declarations that together decide how an element is seen; of each group the one that goes first decides. */
type Group =
  | ('display' | 'visibility' | 'place' | 'opacity' | 'decoration' | 'font-size')
  | (typeof GRID_PROPERTIES)[number]
  | (typeof HEIGHT_PROPERTIES)[number];

interface Effect {
  readonly group: Group;
  readonly hides: Hiding | undefined;
  readonly value: string;
  readonly important: boolean;
}

/** What is known of an element's style. */
interface Style {
  readonly hides: Hiding | undefined;
  readonly values: ReadonlyMap<Group, string>;
}

/** One element of a selector: `combinator` says how it stands to the one before it. */
interface Compound {
  readonly combinator: '' | ' ' | '>' | '+' | '~';
  readonly tag: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly attributes: readonly { name: string; value: string | undefined }[];
}

interface Rule {
  readonly compounds: readonly Compound[];
  /** The more particular selector goes first, of equal ones the later. */
  readonly weight: number;
  readonly effects: readonly Effect[];
}

/** Width of the screen, in pixels, for which sheets ask. */
const SCREEN = 1280;
const MOST_RULES = 20_000;
const LONGEST_SELECTOR = 200;
/** What stands further left or above, in pixels, is off the page. */
const OFF_PAGE = -500;
/** Blocks of conditions within each other. */
const DEEPEST = 32;

/** Declarations of a style, the last of a name in force. */
export function declarationsOf(style: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of style.toLowerCase().replace(/\s+/g, ' ').split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0) found.set(part.slice(0, colon).trim(), part.slice(colon + 1).trim());
  }
  return found;
}

/** What declarations do to an element's being seen. */
export function effectsOf(style: ReadonlyMap<string, string>): Effect[] {
  const effects: Effect[] = [];
  const value = (name: string) => withoutImportance(style.get(name) ?? '');
  const add = (group: Group, by: string, hides: Hiding | false) =>
    effects.push({
      group,
      hides: hides || undefined,
      value: value(by),
      important: isImportant(style.get(by) ?? ''),
    });
  if (style.has('display')) add('display', 'display', value('display') === 'none' && 'ABSENT');
  if (value('mso-hide') === 'all') add('display', 'mso-hide', 'ABSENT');
  if (style.has('visibility'))
    add('visibility', 'visibility', /^(?:hidden|collapse)$/.test(value('visibility')) && 'UNSEEN');
  if (value('opacity') !== '') add('opacity', 'opacity', Number(value('opacity').replace('%', '')) === 0 && 'UNSEEN');
  for (const name of ['text-decoration', 'text-decoration-line'])
    if (style.has(name)) add('decoration', name, value(name).includes('line-through') && 'UNSEEN');
  const size = sizeOf(style);
  if (size !== undefined) effects.push({ group: 'font-size', hides: undefined, ...size });
  if (isOffPage(value)) add('place', 'position', 'UNSEEN');
  for (const property of [...GRID_PROPERTIES, ...HEIGHT_PROPERTIES])
    if (style.has(property)) add(property, property, false);
  return effects;
}

const isImportant = (value: string): boolean => /!\s*important/.test(value);
const withoutImportance = (value: string): string => value.replace(/\s*!\s*important$/, '');

/** The size of the letters, by itself or within all that is said of the font. */
function sizeOf(style: ReadonlyMap<string, string>): { value: string; important: boolean } | undefined {
  const [size, font] = [style.get('font-size'), style.get('font')];
  if (size !== undefined) return { value: withoutImportance(size), important: isImportant(size) };
  const within =
    /(?:^|\s)([\d.]+(?:px|pt|em|rem|%)?|(?:xx?-)?(?:small|large)|medium|smaller|larger)(?:\s*\/|\s+[^\d\s])/;
  const found = within.exec((font ?? '').replace(/(?:^|\s)[1-9]00(?=\s)/, ' '));
  return font !== undefined && found ? { value: found[1]!, important: isImportant(font) } : undefined;
}

/** Whether an element is moved or cut so that nothing of it is on the page. */
function isOffPage(value: (name: string) => string): boolean {
  const pixels = (name: string) => Number.parseFloat(value(name));
  const isMoved = /^(?:absolute|fixed)$/.test(value('position'));
  if (isMoved && (['left', 'right', 'top', 'bottom'] as const).some((side) => pixels(side) <= OFF_PAGE)) return true;
  if (isMoved && /^rect\(\s*(?:0|1px)/.test(value('clip'))) return true;
  if (pixels('text-indent') <= OFF_PAGE || /^inset\(\s*(?:50|100)%/.test(value('clip-path'))) return true;
  const isNothing = (name: string) => /^[01](?:\.0+)?(?:px|pt)?$/.test(value(name));
  // A cell, and what stands in a line, take no such size.
  const isBox = isMoved || value('display').endsWith('block');
  return isBox && value('overflow') === 'hidden' && (isNothing('width') || isNothing('height'));
}

const UNSTYLED: Style = { hides: undefined, values: new Map() };

/** The style sheets of a page. */
export class StyleSheets {
  /** By what the last element of their selector has: "#id", ".class", "tag" or "*". */
  private readonly rules = new Map<string, Rule[]>();
  private readonly known = new Map<Element, Style>();
  private count = 0;

  constructor(
    root: Node,
    private readonly meter: Meter,
  ) {
    this.collect(root);
  }

  /** How the sheets hide an element itself; what stands around it may hide it, too. */
  hides(element: Element): Hiding | undefined {
    return this.count === 0 ? undefined : this.styleOf(element).hides;
  }

  /** What the sheets and the element's own style say of how it is laid out: "" where they say nothing. */
  value(element: Element, group: Group): string {
    return this.styleOf(element).values.get(group) ?? '';
  }

  private styleOf(element: Element): Style {
    if (this.count === 0 && attribute(element, 'style') === undefined) return UNSTYLED;
    const known = this.known.get(element);
    if (known) return known;
    const style = this.judge(element);
    this.known.set(element, style);
    return style;
  }

  private judge(element: Element): Style {
    this.meter.checkTime();
    const id = attribute(element, 'id');
    const classes = new Set(classesOf(element));
    const keys = [element.tagName, '*', ...[...classes].map((name) => `.${name}`), ...(id ? [`#${id}`] : [])];
    const first = new Map<Group, { rank: number; hides: Hiding | undefined; value: string }>();
    for (const rule of keys.flatMap((key) => this.rules.get(key) ?? [])) {
      this.meter.checkTime();
      if (fitOf(rule.compounds, rule.compounds.length - 1, element) !== 'FITS') continue;
      for (const { group, hides, value, important } of rule.effects) {
        const rank = rule.weight + (important ? IMPORTANT : 0);
        if (rank >= (first.get(group)?.rank ?? 0)) first.set(group, { rank, hides, value });
      }
    }
    // A style attribute goes before the sheets. What it hides itself is not theirs.
    for (const { group, value } of effectsOf(declarationsOf(attribute(element, 'style') ?? '')))
      if ((first.get(group)?.rank ?? 0) < IMPORTANT) first.set(group, { rank: IMPORTANT, hides: undefined, value });
    const all = [...first.values()].map(({ hides }) => hides);
    return {
      hides: all.includes('ABSENT') ? 'ABSENT' : all.find((hides) => hides !== undefined),
      values: new Map([...first].map(([group, { value }]) => [group, value])),
    };
  }

  private collect(node: Node): void {
    for (const child of childrenOf(node)) {
      if (!isElement(child)) continue;
      if (child.tagName !== 'style') this.collect(child);
      else if (isForScreen(attribute(child, 'media') ?? ''))
        for (const text of childrenOf(child)) if (isText(text)) this.addSheet(plain(text.value));
    }
  }

  private addSheet(text: string, depth = 0): void {
    for (let at = 0; at < text.length && this.count < MOST_RULES && depth < DEEPEST; ) {
      this.meter.checkTime();
      const open = text.indexOf('{', at);
      if (open < 0) return;
      const prelude = text
        .slice(at, open)
        .replace(/^[\s\S]*;/, '')
        .replace(/<!--|-->/g, '')
        .trim();
      const close = closeOf(text, open);
      const body = text.slice(open + 1, close);
      if (/^@(?:media|supports|layer)\b/i.test(prelude)) {
        if (!/^@media/i.test(prelude) || isForScreen(prelude.slice('@media'.length))) this.addSheet(body, depth + 1);
      } else if (!prelude.startsWith('@')) this.addRule(prelude, body);
      at = close + 1;
    }
  }

  private addRule(selectors: string, body: string): void {
    const effects = effectsOf(declarationsOf(ownOf(body)));
    if (effects.length === 0) return;
    for (const selector of selectors.split(',')) {
      const compounds = compoundsOf(selector.trim());
      const last = compounds?.at(-1);
      if (!compounds || !last) continue;
      const weight = compounds.reduce((sum, each) => sum + weightOf(each), 0) * MOST_RULES + ++this.count;
      const key = last.id ? `#${last.id}` : last.classes[0] ? `.${last.classes[0]}` : (last.tag ?? '*');
      const same = this.rules.get(key);
      if (same) same.push({ compounds, weight, effects });
      else this.rules.set(key, [{ compounds, weight, effects }]);
    }
  }
}

/** A sheet without its comments, and without the signs in its strings that mean something elsewhere. */
function plain(sheet: string): string {
  return sheet
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')
    .replace(/"[^"\n]*"|'[^'\n]*'/g, (text) => text.replace(/[{};,]/g, ' '));
}

/** The declarations of a rule before the first rule that stands within it, which is about other elements. */
function ownOf(body: string): string {
  const nested = body.indexOf('{');
  return nested < 0 ? body : body.slice(0, body.lastIndexOf(';', nested) + 1);
}

export function classesOf(element: Element): string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/);
}

/** More than the weight of any selector. */
const IMPORTANT = 1e12;

function weightOf({ id, classes, attributes, tag }: Compound): number {
  return (id ? 10_000 : 0) + 100 * (classes.length + attributes.length) + (tag ? 1 : 0);
}

/** The place of the brace that closes the one at `open`. */
function closeOf(text: string, open: number): number {
  let depth = 0;
  const brace = /[{}]/g;
  brace.lastIndex = open;
  for (let found = brace.exec(text); found; found = brace.exec(text)) {
    depth += found[0] === '{' ? 1 : -1;
    if (depth === 0) return found.index;
  }
  return text.length;
}

/** Whether a list of media holds for a wide screen. */
function isForScreen(list: string): boolean {
  return list.split(',').some((query) => {
    const rest = query
      .toLowerCase()
      .replace(/\((min|max)-(?:device-)?width\s*:\s*([\d.]+)px\s*\)/g, (_, side: string, width: string) =>
        (side === 'min' ? Number(width) <= SCREEN : Number(width) >= SCREEN) ? '' : 'narrow',
      )
      .replace(/\b(?:only|and|screen|all)\b/g, '');
    return rest.trim() === '';
  });
}

/** The elements of a selector from left to right; undefined where it asks for what is not known. */
function compoundsOf(selector: string): Compound[] | undefined {
  if (selector === '' || selector.length > LONGEST_SELECTOR) return undefined;
  const compounds: Compound[] = [];
  const piece = /(\s*[>+~]\s*|\s+)?([a-z][\w-]*|\*)?((?:[.#][\w-]+|\[[^\]]*\])*)/giy;
  while (piece.lastIndex < selector.length) {
    const found = piece.exec(selector);
    if (!found || found[0] === '' || (!found[2] && !found[3])) return undefined;
    const simple = found[3]!.match(/[.#][\w-]+|\[[^\]]*\]/g) ?? [];
    const named = (sign: string) => simple.filter((each) => each.startsWith(sign)).map((each) => each.slice(1));
    const combinator = found[1] === undefined ? '' : ((found[1].trim() || ' ') as Compound['combinator']);
    if (compounds.length > 0 === (combinator === '')) return undefined;
    const attributes = named('[').map((each) => /^\s*([\w-]+)\s*(?:=\s*["']?([^"'\]]*)["']?\s*)?\]$/.exec(each));
    if (attributes.some((each) => !each)) return undefined;
    compounds.push({
      combinator,
      tag: found[2] === '*' ? undefined : found[2]?.toLowerCase(),
      id: named('#')[0],
      classes: named('.'),
      attributes: attributes.map((each) => ({ name: each![1]!.toLowerCase(), value: each![2] })),
    });
  }
  return compounds;
}

/** Whether an element fits a selector up to one of its compounds; if not, which others around it do not fit either. */
type Fit = 'FITS' | 'NOT_HERE' | 'NO_SIBLING' | 'NO_ANCESTOR';

/** No element is asked twice: each that fails says which others need not be asked, so that long selectors end. */
function fitOf(compounds: readonly Compound[], index: number, element: Element): Fit {
  const compound = compounds[index]!;
  if (!isLike(compound, element)) return 'NOT_HERE';
  const { combinator } = compound;
  if (combinator === '') return 'FITS';
  const goesUp = combinator === ' ' || combinator === '>';
  const others = goesUp ? ancestorsOf(element) : siblingsBefore(element);
  const none = goesUp ? 'NO_ANCESTOR' : 'NO_SIBLING';
  for (const other of others) {
    const found = fitOf(compounds, index - 1, other);
    if (found === 'FITS' || found === 'NO_ANCESTOR' || found === none) return found;
    // Siblings have the same parent.
    if (combinator === '>') return 'NO_SIBLING';
    if (combinator === '+') return 'NOT_HERE';
  }
  return none;
}

function isLike({ tag, id, classes, attributes }: Compound, element: Element): boolean {
  if (tag !== undefined && tag !== element.tagName) return false;
  if (id !== undefined && id !== attribute(element, 'id')) return false;
  if (classes.length > 0) {
    const own = classesOf(element);
    if (!classes.every((name) => own.includes(name))) return false;
  }
  return attributes.every(({ name, value }) => {
    const own = attribute(element, name);
    return own !== undefined && (value === undefined || value === own);
  });
}

/** The nearest first. */
function ancestorsOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let node = parentOf(element); node; node = parentOf(node)) found.push(node);
  return found;
}

/** The nearest first. */
function siblingsBefore(element: Element): Element[] {
  const parent = parentOf(element);
  const all = parent ? childrenOf(parent).filter(isElement) : [];
  return all.slice(0, all.indexOf(element)).reverse();
}
