/**
 * Markdown, as text recognition and converters give it. The Document has a line for each line of text, without its marks
 * (headings, emphasis, links), and a grid for each pipe table and for each HTML table within the text. Pictures are counted.
 */

import type { Document } from '../document';
import { type Flow, type FlowCell, fold, layOut } from '../flow';
import { withoutFormulas } from '../formulas';
import { htmlFlow } from '../html/html';
import type { Meter } from '../limits';
import { printedMetadata } from '../metadata';
import { empty } from '../refusals';
import { barredTable } from './barred';
import { dashedTable, isDrawn } from './dashed-table';
import { fencedCsv } from './fenced-csv';
import { framedTable } from './framed-table';
import { latexStart, latexTable } from './latex-table';
import { otslStart, otslTable } from './otsl-table';
import { hasPipeTable, pipeTable, withoutGaps } from './pipe-table';

/** Whether a text has a pipe table, an HTML table, or headings of Markdown. */
export function isMarkdown(text: string, isNamed: boolean): boolean {
  if (isNamed || /(?:<|&lt;)table\b/i.test(text) || latexStart(text) >= 0 || otslStart(text) >= 0) return true;
  const lines = text.split(/\r\n|\r|\n/);
  if (hasPipeTable(lines) || lines.some((_, i) => framedTable(lines, i) !== undefined)) return true;
  return lines.some((line) => /^#{1,6}\s+\S/.test(line));
}

/** Throws Problem EMPTY_FILE where nothing is in it. */
export async function extractMarkdown(text: string, charset: string, meter: Meter): Promise<Document> {
  const flow: Flow[] = [];
  let images = 0;
  let rest = unescapedTables(text);
  for (let from = tableStart(rest); from >= 0; from = tableStart(rest)) {
    meter.checkTime();
    images += addLines(rest.slice(0, from), flow, meter);
    const isLatex = latexStart(rest) === from;
    if (isLatex || otslStart(rest) === from) {
      const { rows, length } = isLatex ? latexTable(rest.slice(from)) : otslTable(rest.slice(from));
      flow.push({ type: 'table', rows: rows.map((row) => row.map(unmarked)) });
      rest = rest.slice(from + length);
      continue;
    }
    const { to, source } = tableAt(rest, from);
    const table = await htmlFlow(withoutMarks(withoutFormulas(source)).replace(/\\n(?![a-z])/gi, '<br>'), meter);
    for (const item of table.flow) flow.push(item);
    images += table.images;
    rest = rest.slice(to);
  }
  images += addLines(rest, flow, meter);
  const blocks = layOut(flow, meter);
  if (blocks.length === 0 && images === 0) throw empty();
  return { mediaType: 'text/markdown', charset, blocks, meta: printedMetadata(blocks), images };
}

/** Tables whose tags some programs write with entities ("&lt;td&gt;"), with tags. */
function unescapedTables(text: string): string {
  return text.replace(/&lt;table\b.*?(?:&lt;\/table\s*&gt;|$)/gis, (table) =>
    table
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&(?:quot|#34);/g, '"')
      .replace(/&(?:apos|#0?39|#x27);/gi, "'")
      .replace(/&amp;/g, '&'),
  );
}

/** The source of a table without marks of Markdown around the whole text of a cell. */
function withoutMarks(source: string): string {
  return source
    .replace(/(?<=<t[dh]\b[^<>]{0,100}>)\s*[-*+•·]\s+(?=[（(\d①-⑳])/gi, '')
    .replace(/(?<=>)\s*(\*{1,3}|_{1,3}|`)(?=[^\s*_`])([^<>*_`]{1,200})(?<!\s)\1\s*(?=<)/g, '$2');
}

function tableStart(text: string): number {
  const places = [text.search(/<table\b/i), latexStart(text), otslStart(text)].filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** The heading of a section, behind a blank line. */
const SECTION = /\n[ \t]*\n(?=[ \t]*(?:#{1,6}[ \t]|(?:\*\*)?[一二三四五六]、))/;
/** A cell that does not end, and the beginning of a tag that does not either. */
const OPEN_CELL = /(<t[dh]\b[^<>]*>(?:(?!<\/?t[dhr]\b)[\s\S])*)$/i;
const LONGEST_OPEN = 10_000;

/** The source of the table that starts at a place, and where it ends; one that does not end before the next section was cut off. */
function tableAt(text: string, from: number): { to: number; source: string } {
  const end = tableEnd(text, from);
  const section = end === undefined ? SECTION.exec(text.slice(from))?.index : undefined;
  const to = end ?? (section === undefined ? text.length : from + section);
  const source = text.slice(from, to);
  if (end !== undefined) return { to, source };
  // What is left of the last cell is no figure.
  const kept = source.trimEnd().replace(/<[^<>]{0,200}$/, '');
  return { to, source: OPEN_CELL.test(kept.slice(-LONGEST_OPEN)) ? `${kept}…` : kept };
}

/** The end of the table that starts at a place, tables within it included; undefined where it does not end. */
function tableEnd(text: string, from: number): number | undefined {
  let depth = 0;
  let last = from;
  let hasSection = false;
  const tags = /<(\/?)table\b[^>]*>/gi;
  tags.lastIndex = from;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    hasSection ||= SECTION.test(text.slice(last, tag.index));
    last = tag.index;
    // A table of the next section is none of the cells of one that does not end.
    if (tag[1] === '' && depth > 0 && hasSection) return undefined;
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return tags.lastIndex;
  }
  return undefined;
}

/** Adds the lines and pipe tables of a text without HTML tables; gives how many pictures it names. */
function addLines(text: string, flow: Flow[], meter: Meter): number {
  // Tables may be quoted.
  const lines = withoutGaps(text.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s{0,3}(?:>\s?)+(?=[|+])/, '')));
  let images = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    images += line.match(/!\[[^\]]*\]\(|<img\b/gi)?.length ?? 0;
    const framed = framedTable(lines, i);
    const piped = framed ? undefined : (fencedCsv(lines, i) ?? pipeTable(lines, i));
    const dashed = framed || piped ? undefined : dashedTable(lines, i);
    const barred = framed || piped || dashed ? undefined : barredTable(lines, i);
    if (framed) flow.push({ type: 'table', rows: framed.rows.map((row) => row.map(unmarked)) });
    if (piped) flow.push({ type: 'table', rows: piped.rows.map((row) => row.map(cellOf)) });
    if (dashed) flow.push({ type: 'table', rows: dashed.rows.map((row) => row.map(unmarked)) });
    if (barred?.rows) flow.push({ type: 'table', rows: barred.rows.map((row) => row.map(cellOf)) });
    else for (const { text } of barred?.lines ?? []) addLine(text, flow);
    const to = (framed ?? piped ?? dashed ?? barred)?.to;
    if (to !== undefined) meter.checkTime();
    if (to !== undefined) i = to - 1;
    else for (const part of line.split(/<br\s*\/?>/i)) addLine(part, flow);
  }
  return images;
}

function addLine(line: string, flow: Flow[]): void {
  if (/^\s*(?:```|~~~)|^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line) || isDrawn(line)) return;
  const text = plain(
    line
      .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)/, '')
      .trimEnd()
      .replace(/(?<=\s)#+$/, ''),
  );
  if (text !== '') flow.push({ type: 'line', text });
}

/** The cell without marks of Markdown. */
function unmarked(cell: FlowCell): FlowCell {
  return {
    ...cell,
    flow: cell.flow.map((item) => (item.type === 'line' ? { ...item, text: plain(item.text) } : item)),
  };
}

function cellOf(text: string): FlowCell {
  return {
    flow: text
      .split(/<br\s*\/?>|\\n(?![a-z])/i)
      .map((line) => plain(line.replace(BULLET, '')))
      .filter((line) => line !== '')
      .map((line): Flow => ({ type: 'line', text: line })),
    rowSpan: 1,
    columnSpan: 1,
  };
}

/** Text that is emphasised as a whole: a star or an underscore on one side only is printed. */
const EMPHASIS = /^([*_])(?=[^\s*_])(.*[^\s*_])\1$/s;

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  ensp: ' ',
  emsp: ' ',
};

/** The mark of a list before a label in a cell. */
const BULLET = /^\s*(?:[-*+]\s+|[•·▪●]\s*)(?=[（(\d①-⑳一-鿿])(?=.*[一-鿿])/;

/** The text without marks. Underscores and single stars within it are kept: they may be printed. */
function plain(text: string): string {
  return fold(
    withoutFormulas(text)
      .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(
        /<\/?(?:b|i|u|p|div|span|font|strong|em|sub|sup|center|a|img|h[1-6]|o:p|html|body|figure|figcaption)\b[^>]*>/gi,
        ' ',
      )
      .replace(/<!--[^<>]{0,100}-->/g, ' ')
      .replace(/\*\*|__|`/g, '')
      .trim()
      .replace(EMPHASIS, '$2')
      .replace(/&(nbsp|amp|lt|gt|quot|ensp|emsp);/g, (_, name: string) => ENTITIES[name]!)
      .replace(/\\([\\`*_{}[\]()#+.!|$-])/g, '$1')
      .replace(MARKED_FIGURE, '$2'),
  );
}

/** A figure between marks that were escaped, so that they are printed: an underline that a form had for its figures, or marks of other Markdown. */
const MARKED_FIGURE = /^(\*{1,3}|_{1,8}|\$)[ \t]*([+-]?\d[\d,.]*)[ \t]*\1$/;
