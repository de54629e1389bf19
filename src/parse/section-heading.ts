/** Headings of the six sections: as the form numbers and words them, and as reports do that take liberties with it. */
import type { TextLine } from '../extract/document';
import { SECTIONS, type SectionKey } from '../form/draft';
import { LOOSE_WORDS, SECTION_NAMES, SECTION_WORDS } from './heading-data';
import { lettersOf, numberingAt, plain } from './printed/characters';
import { distance, isRowText } from './printed/labels';

export interface Heading {
  readonly key: SectionKey;
  readonly text: string;
  /** Lines that it takes. */
  readonly lines: number;
  /** What follows it on its line: "六、其他需要报告的事项。无。" */
  readonly rest?: string;
}

/** A line of a table of contents: "二、主动公开政府信息情况……3". */
const LISTED = /(?:[.…·．。—_-]\s*){3,}\d*\s*$|[情况事项题]\s*\d{1,3}\s*$/;

/** The section that a line (with the ones after it, where it wraps) is the heading of. */
export function headingAt(lines: readonly TextLine[], at: number): Heading | undefined {
  if (LISTED.test(lines[at]!.text)) return undefined;
  let text = '';
  for (let count = 1; count <= 2 && at + count <= lines.length; count++) {
    const own = lines[at + count - 1]!.text.trim();
    text += own;
    const source = plain(text);
    if (/[。；;]/.test(source) || (/[，,]/.test(source) && source.length > 30)) return undefined;
    const numbering = numberingAt(source, 0);
    const numbered = numbering !== undefined;
    if (count === 2 && (!numbered || numberingAt(plain(own), 0))) return undefined;
    const letters = lettersOf(text);
    if (letters.length < 4 || letters.length > 36 || /\d{2,}/.test(source)) continue;
    // Parts of section 一 speak of the same things: they are numbered in brackets.
    if (numbering && !numbering.symbol.startsWith('¶')) return undefined;
    for (const { key, words, longest } of SECTION_WORDS)
      if (
        words.test(letters) &&
        letters.length <= (numbered ? longest + 8 : longest) &&
        (numbered || isBare(key, letters))
      )
        return { key, text, lines: count };
  }
  return undefined;
}

/** Whether a line alone is the heading of a section, and no label of a table's row. */
export const isSectionHeading = (line: TextLine): boolean =>
  headingAt([line], 0) !== undefined && !isRowText(lettersOf(line.text));

/** Without numbering only a heading as the form words it is one. */
function isBare(key: SectionKey, letters: string): boolean {
  if (key === 'OVERVIEW') return /^总体情况$/.test(letters);
  if (key === 'PROACTIVE') return /^主动公开政府信息(?:的)?情况$/.test(letters);
  if (key === 'REQUESTS') return /^收到和处理政府信息公开申请(?:的)?情况$/.test(letters);
  if (key === 'REMEDIES')
    return /^(?:因?政府信息公开(?:工作)?)?(?:被申请)?行政复议和?(?:提起)?行政诉讼(?:的)?情况$/.test(letters);
  if (key === 'PROBLEMS')
    return /^(?:政府信息公开工作)?存在的?(?:主要)?问题(?:及|和|与)(?:改进|整改)(?:情况|措施)$/.test(letters);
  return /^其他需要报告的事项$/.test(letters);
}

const NUMBERED =
  /^(?:第([一二三四五六])(?:部分|章)|([(])?([一二三四五六]|[1-6](?!\d))([)])?)(\s*[、.:]?\s*)(?=[㐀-鿿\d])(.*)$/s;
const ORDINALS = '一二三四五六';
const LONGEST = 26;
/** In what is left of a heading: the year, a note in brackets. */
const BESIDE = /20\d{2}年度?|\([^()]*\)/g;

/**
 * The heading of one of some sections that are missing, in other words, numbers or with text behind it. It has that section's number;
 * Arabic and bracketed ones only where `isAlone`: no section has the form's, as parts of section 一 have them.
 */
export function looseHeadingAt(
  { text }: TextLine,
  missing: readonly SectionKey[],
  isAlone: boolean,
): Heading | undefined {
  const source = plain(text).trim();
  const [, part, open, ordinal, close, separator, whole] = NUMBERED.exec(source) ?? [];
  const number = part ?? ordinal;
  if (number === undefined || LISTED.test(text) || (open === undefined) !== (close === undefined)) return undefined;
  const isForms = part !== undefined || (open === undefined && ORDINALS.includes(number));
  if (!isForms && !isAlone) return undefined;
  // 一主动公开: no number without what parts it from the words.
  if (part === undefined && open === undefined && separator === '') return undefined;
  const key = SECTIONS[ORDINALS.includes(number) ? ORDINALS.indexOf(number) : Number(number) - 1];
  if (!key || !missing.includes(key)) return undefined;
  const end = whole!.search(/[。:；;]/);
  const words = end < 0 ? whole! : whole!.slice(0, end);
  const letters = lettersOf(words.replace(BESIDE, ''));
  if (letters.length < 2 || letters.length > LONGEST || /[，,]/.test(words)) return undefined;
  const name = SECTION_NAMES[key].zh;
  const isLike = name.length >= 8 && distance(letters, lettersOf(name)) <= 2;
  if (!LOOSE_WORDS[key].test(letters) && !isLike) return undefined;
  const printed = text.trim();
  const rest = end < 0 ? '' : printed.slice(printed.length - whole!.length + end + 1).trim();
  const heading = rest === '' ? printed : printed.slice(0, printed.length - whole!.length + end);
  return { key, text: heading, lines: 1, ...(rest === '' ? {} : { rest }) };
}
