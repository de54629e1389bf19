/**
 * A text as it is compared with others: letters and digits only, and beside them the same with figures, dates and the names of
 * its own body and regions replaced, so that a text copied with other figures and another name is seen to be the same.
 */
import { isLetter, plainCode } from './letters';
import { measureAt } from './lexicon';
import { isChineseDigit } from './numeral';
import { sentences, TORN } from './passage';

/** A sentence: `[from, to)` in units. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** A line that names a topic and states nothing. */
  readonly heading: boolean;
}

export interface Comparable {
  /** One character a unit: a letter, `FIGURE` or `NAME`. */
  readonly units: string;
  /** One character a printed letter or digit. */
  readonly letters: string;
  /** For each unit its first letter, and the number of letters behind the last. */
  readonly firstLetter: readonly number[];
  /** For each letter its offset in the printed text. */
  readonly at: readonly number[];
  readonly sentences: readonly Span[];
}

/** Stands for a number, in Arabic or Chinese digits. */
const FIGURE = '0';
/** Stands for the name of the body or of a region that it belongs to, and for 我局, 本单位, 全区 and the like. */
const NAME = '@';

const OWN_NAME_BEGINS = '我本全';
const OWN_NAME =
  /[我本](?:单位|机关|部门|中心|街道|辖区|局|委|办|厅|院|所|处|站|镇|乡|县|区|市|省|州|旗)|全(?:街道|县|区|市|省|州|旗|镇|乡)/y;
/** Of a longer text only so much is compared: no section of a report comes near it, and a hostile one must not cost more. */
const MOST_CHARACTERS = 100_000;
const SCALES = '十百千万亿余多';
const LEVELS = '区县市';
const REGION_SUFFIX = /(?:特别行政区|自治区|自治州|自治县|地区|[省市区县盟旗镇乡])$/;

/** Names in the order in which they are looked for: a longer one before those that it begins with. */
export interface Names {
  readonly byFirst: ReadonlyMap<string, readonly string[]>;
}

/**
 * The names that stand for a body in its own text.
 * @param bodies the names that it goes by: 偃师区司法局, as printed and as registered
 * @param regions the names of its region and of those around it, short and in full: 偃师区, 河南省洛阳市偃师区
 */
export function namesOf(bodies: readonly string[], regions: readonly string[]): Names {
  const all = new Set<string>();
  for (const body of bodies) {
    all.add(body);
    for (const region of regions)
      if (body.startsWith(region) && body.length > region.length + 1) {
        const key = body.slice(region.length);
        all.add(key);
        for (const level of LEVELS) all.add(level + key);
      }
  }
  for (const region of regions) {
    all.add(region);
    const stem = region.replace(REGION_SUFFIX, '');
    if (stem.length >= 2 && region.length <= 6) all.add(stem);
  }
  const byFirst = new Map<string, string[]>();
  for (const name of [...all]
    .filter((each) => each.length >= 2)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1)))
    byFirst.set(name[0]!, [...(byFirst.get(name[0]!) ?? []), name]);
  return { byFirst };
}

/** Length of the name that begins here, or 0. */
function nameLength(text: string, at: number, names: Names): number {
  for (const name of names.byFirst.get(text[at]!) ?? []) if (text.startsWith(name, at)) return name.length;
  if (!OWN_NAME_BEGINS.includes(text[at]!)) return 0;
  OWN_NAME.lastIndex = at;
  return OWN_NAME.exec(text)?.[0].length ?? 0;
}

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** Length of the number that begins here, or 0. A lone Chinese digit is one only before a measure: 三件, not 三是. */
function figureLength(text: string, at: number): number {
  let end = at;
  if (isDigit(text[at])) {
    while (isDigit(text[end]) || text[end] === TORN || (/[.,]/.test(text[end] ?? ' ') && isDigit(text[end + 1])))
      end += 1;
    while (SCALES.includes(text[end] ?? ' ')) end += 1;
    return end - at;
  }
  while (isChineseDigit(text[end] ?? ' ')) end += 1;
  const length = end - at;
  if (length === 0) return 0;
  if (length > 1 || '年月日'.includes(text[end] ?? ' ') || measureAt(text, end)) return length;
  return 0;
}

/** A printed text with the names that stand for its own body. Never throws, in time linear in its length. */
export function comparable(printed: string, names: Names): Comparable {
  const units: string[] = [];
  const letters: string[] = [];
  const firstLetter: number[] = [];
  const at: number[] = [];
  const spans: Span[] = [];
  for (const sentence of sentences(printed.slice(0, MOST_CHARACTERS))) {
    const from = units.length;
    const { text } = sentence;
    const print = (start: number, end: number): number => {
      const before = letters.length;
      for (let index = start; index < end; index += 1) {
        const code = text.charCodeAt(index);
        if (!isLetter(code)) continue;
        letters.push(String.fromCharCode(plainCode(code)));
        at.push(sentence.at[index]!);
      }
      return before;
    };
    for (let index = 0; index < text.length; ) {
      const figure = figureLength(text, index);
      const name = figure > 0 ? 0 : nameLength(text, index, names);
      const length = figure || name || 1;
      const first = print(index, index + length);
      index += length;
      if (letters.length === first) continue;
      const unit = figure > 0 ? FIGURE : name > 0 ? NAME : letters[first]!;
      // 河南省洛阳市偃师区司法局 is one name, however many regions it begins with.
      if (unit === NAME && units.length > from && units.at(-1) === NAME) continue;
      units.push(unit);
      firstLetter.push(first);
    }
    if (units.length > from) spans.push({ from, to: units.length, heading: sentence.heading });
  }
  firstLetter.push(letters.length);
  return { units: units.join(''), letters: letters.join(''), firstLetter, at, sentences: spans };
}
