/**
 * The narrative: the six sections, and the parts of section 一, without the tables.
 */
import type { TextLine } from '../extract/document';
import { type DraftNotice, type DraftSection, type OverviewPartKey, SECTIONS, type SectionKey } from '../form/draft';
import { bodyAlone, source } from './heading/body-name';
import { arabicDate } from './heading/published';
import { PART_WORDS, SECTION_WORDS } from './heading-data';
import { isNumbering, lettersOf, numberingAt, plain, widthOf } from './printed/characters';
import { isFurniture, isRowText } from './printed/labels';
import { isPageNumber } from './printed/page-furniture';
import { tokenise } from './printed/tokens';

interface Heading {
  readonly key: SectionKey;
  readonly text: string;
  /** Lines that it takes. */
  readonly lines: number;
}

/** A line of a table of contents: "二、主动公开政府信息情况……3". */
const LISTED = /(?:[.…·．。—_-]\s*){3,}\d*\s*$|[情况事项题]\s*\d{1,3}\s*$/;

/** The section that a line (with the ones after it, where it wraps) is the heading of. */
function headingAt(lines: readonly TextLine[], at: number): Heading | undefined {
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

interface Open {
  key: SectionKey;
  heading: string;
  line: number;
  body: TextLine[];
}

/** Lines before the first section that are looked at. */
const PREFACE_LINES = 15;

/** What a report says before its first section: of whom it is, and from where its figures come. */
function prefaceOf(lines: readonly TextLine[], end: number): DraftSection | undefined {
  const own = lines.slice(Math.max(0, end - PREFACE_LINES), end).filter((line) => !isPageNumber(line.text));
  const text = paragraphs(own);
  return /。/.test(text) ? { key: 'OVERVIEW', heading: '', text } : undefined;
}

/** The sections that the lines hold, in the order of the form, what stands before the first, and what is missing of them. */
export function readSections(lines: readonly TextLine[]): {
  sections: DraftSection[];
  preface?: DraftSection;
  notices: DraftNotice[];
} {
  const found: Open[] = [];
  let begin: number | undefined;
  let open: Open | undefined;
  for (let at = 0; at < lines.length; at++) {
    const heading = headingAt(lines, at);
    if (heading) {
      begin ??= at;
      // The same heading again, printed twice: one section.
      if (open?.key !== heading.key) {
        open = { key: heading.key, heading: heading.text, line: lines[at]!.line, body: [] };
        found.push(open);
      }
      at += heading.lines - 1;
    } else open?.body.push(lines[at]!);
  }
  const sections: DraftSection[] = [];
  const notices: DraftNotice[] = [];
  for (const key of SECTIONS) {
    // A table of contents has the headings without text: of several, the one with the most text.
    const all = found.filter((each) => each.key === key);
    const best = all.reduce<Open | undefined>(
      (most, each) => (!most || each.body.length >= most.body.length ? each : most),
      undefined,
    );
    if (!best) {
      notices.push({
        code: 'HEADING_MISSING',
        zh: `没有找到“${NAMES[key].zh}”一节的标题`,
        en: `No heading found for the section "${NAMES[key].en}"`,
      });
      continue;
    }
    const own = key === SECTIONS.at(-1) ? withoutSignature(best.body) : best.body;
    const lines = own.filter((line) => !isPageNumber(line.text));
    const body = WITH_TABLE.includes(key) ? proseOf(lines) : lines;
    const section: DraftSection = { key, heading: best.heading, text: paragraphs(body), line: best.line };
    const parts = key === 'OVERVIEW' ? partsOf(body) : [];
    sections.push(parts.length > 0 ? { ...section, parts } : section);
  }
  const preface = begin === undefined ? undefined : prefaceOf(lines, begin);
  return { sections, ...(preface ? { preface } : {}), notices };
}

/** What a site prints below a text. */
const BELOW =
  /^[【[(]?(?:(?:上|下)一?(?:篇|条)|打\s*印|关\s*闭|主办|承办|版权|网站(?:地图|标识|更新)|扫一扫|分享|相关(?:链接|文档|信息)|[㐀-鿿]?ICP备)/;

/** A report's last section without who signs it, when, and what the site prints below. */
function withoutSignature(lines: readonly TextLine[]): readonly TextLine[] {
  const isEnd = ({ text }: TextLine) =>
    BELOW.test(text.trim()) ||
    bodyAlone(text) !== undefined ||
    /^.{0,32}\d{4}年\d{1,2}月\d{1,2}日$/.test(arabicDate(source(text)));
  const first = lines.findIndex(isEnd);
  // Sentences behind it belong to the report.
  return first < 0 || lines.slice(first).some(({ text }) => /[。；]$/.test(text.trim()))
    ? lines
    : lines.slice(0, first);
}

const WITH_TABLE: readonly SectionKey[] = ['PROACTIVE', 'REQUESTS', 'REMEDIES'];

const NAMES: Readonly<Record<SectionKey, { zh: string; en: string }>> = {
  OVERVIEW: { zh: '总体情况', en: 'Overview' },
  PROACTIVE: { zh: '主动公开政府信息情况', en: 'Information published proactively' },
  REQUESTS: { zh: '收到和处理政府信息公开申请情况', en: 'Applications received and handled' },
  REMEDIES: { zh: '政府信息公开行政复议、行政诉讼情况', en: 'Reconsideration and litigation' },
  PROBLEMS: { zh: '存在的主要问题及改进情况', en: 'Problems and improvements' },
  OTHER: { zh: '其他需要报告的事项', en: 'Other matters' },
};

/** Lines that are not of a table. */
function proseOf(lines: readonly TextLine[]): TextLine[] {
  return lines.filter((line) => {
    // Headers run together by an extractor are short and no sentence.
    if (lettersOf(line.text).length < 8 && !/[。！]/.test(line.text)) return false;
    const pieces = tokenise([line]);
    return pieces.some((token) => {
      if (token.type === 'figure') return false;
      const letters = token.symbols.filter((symbol) => !isNumbering(symbol)).join('');
      return !([2, 3, 4] as const).some((table) => isFurniture(letters, table)) && !isRowText(letters);
    });
  });
}

/** Lines as paragraphs: a line that fills its width and ends inside a sentence goes on in the next. */
function paragraphs(lines: readonly TextLine[]): string {
  const widest = Math.max(0, ...lines.map((line) => widthOf(line.text)));
  let text = '';
  for (const [i, line] of lines.entries()) {
    const own = line.text.trim();
    if (own === '') continue;
    const before = i > 0 ? lines[i - 1]! : undefined;
    const runsOn =
      before &&
      widthOf(before.text) >= widest * 0.8 &&
      !/[。！？：；:;]$/.test(before.text.trim()) &&
      numberingAt(plain(own), 0) === undefined;
    text += text === '' ? own : runsOn ? own : `\n${own}`;
  }
  return text;
}

/** The parts of section 一, told by the words of their numbered headings. */
function partsOf(lines: readonly TextLine[]): { key: OverviewPartKey; heading: string; text: string; line: number }[] {
  const parts: { key: OverviewPartKey; heading: string; body: TextLine[]; line: number }[] = [];
  for (const line of lines) {
    const text = line.text.trim();
    const source = plain(text);
    const numbering = numberingAt(source, 0);
    if (numbering?.symbol.startsWith('§')) {
      const length = source.slice(numbering.length).search(/[。：:；\s]|$/) + numbering.length;
      const words = lettersOf(text.slice(0, length));
      const known = PART_WORDS.find((part) => part.words.test(words));
      if (known && words.length <= 24 && !parts.some((part) => part.key === known.key)) {
        const rest = text.slice(length).replace(/^[。：:；\s]+/, '');
        parts.push({
          key: known.key,
          heading: text.slice(0, length),
          body: rest === '' ? [] : [{ ...line, text: rest }],
          line: line.line,
        });
        continue;
      }
    }
    parts.at(-1)?.body.push(line);
  }
  return parts.map(({ body, ...part }) => ({ ...part, text: paragraphs(body) }));
}
