/**
 * The narrative: the six sections, and the parts of section 一, without the tables.
 */
import type { TextLine } from '../extract/document';
import { type DraftNotice, type DraftSection, SECTIONS, type SectionKey } from '../form/draft';
import { bodyAlone, source } from './heading/body-name';
import { arabicDate } from './heading/published';
import { SECTION_NAMES } from './heading-data';
import { paragraphs, partsOf } from './overview-parts';
import { isNumbering, lettersOf } from './printed/characters';
import { isFurniture, isRowText } from './printed/labels';
import { isPageNumber } from './printed/page-furniture';
import { tokenise } from './printed/tokens';
import { type Heading, headingAt, looseHeadingAt } from './section-heading';

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

/** Headings of sections that no line has as the form words them, by line: each between those of the sections around it. */
function looseHeadings(lines: readonly TextLine[]): Map<number, Heading> {
  const first = new Map<SectionKey, number>();
  const last = new Map<SectionKey, number>();
  for (let at = 0; at < lines.length; at++) {
    const heading = headingAt(lines, at);
    if (!heading) continue;
    if (!first.has(heading.key)) first.set(heading.key, at);
    last.set(heading.key, at);
  }
  const missing = SECTIONS.filter((key) => !first.has(key));
  const found = new Map<number, Heading>();
  if (missing.length === 0) return found;
  for (const [at, line] of lines.entries()) {
    const heading = looseHeadingAt(line, missing, first.size === 0);
    const index = heading ? SECTIONS.indexOf(heading.key) : -1;
    const isBetween = [...last].every(([key]) =>
      SECTIONS.indexOf(key) < index ? first.get(key)! < at : last.get(key)! > at,
    );
    if (heading && isBetween) found.set(at, heading);
  }
  return found;
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
  const loose = looseHeadings(lines);
  for (let at = 0; at < lines.length; at++) {
    const heading = headingAt(lines, at) ?? loose.get(at);
    if (heading) {
      begin ??= at;
      // The same heading again, printed twice: one section.
      if (open?.key !== heading.key) {
        open = { key: heading.key, heading: heading.text, line: lines[at]!.line, body: [] };
        found.push(open);
      }
      if (heading.rest !== undefined) open.body.push({ ...lines[at]!, text: heading.rest });
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
        zh: `没有找到“${SECTION_NAMES[key].zh}”一节的标题`,
        en: `No heading found for the section "${SECTION_NAMES[key].en}"`,
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
