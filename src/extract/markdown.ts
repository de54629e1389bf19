/**
 * Markdown, as text recognition and converters give it. The Document has a line for each line of text, without its marks
 * (headings, emphasis, links), and a grid for each pipe table and for each HTML table within the text. Pictures are counted.
 */
import { barredTable } from './barred';
import { dashedTable, isDrawn } from './dashed-table';
import type { Document } from './document';
import { type Flow, type FlowCell, fold, layOut } from './flow';
import { framedTable } from './framed-table';
import { htmlFlow } from './html';
import { latexStart, latexTable } from './latex-table';
import type { Meter } from './limits';
import { printedMetadata } from './metadata';
import { hasPipeTable, pipeTable } from './pipe-table';
import { empty } from './refusals';

/** Whether a text has a pipe table, an HTML table, or headings of Markdown. */
export function isMarkdown(text: string, isNamed: boolean): boolean {
  if (isNamed || /<table\b/i.test(text) || latexStart(text) >= 0) return true;
  const lines = text.split(/\r\n|\r|\n/);
  if (hasPipeTable(lines) || lines.some((_, i) => framedTable(lines, i) !== undefined)) return true;
  return lines.some((line) => /^#{1,6}\s+\S/.test(line));
}

/** Throws Problem EMPTY_FILE where nothing is in it. */
export async function extractMarkdown(text: string, charset: string, meter: Meter): Promise<Document> {
  const flow: Flow[] = [];
  let images = 0;
  let rest = text;
  for (let from = tableStart(rest); from >= 0; from = tableStart(rest)) {
    images += addLines(rest.slice(0, from), flow, meter);
    if (latexStart(rest) === from) {
      const { rows, length } = latexTable(rest.slice(from));
      flow.push({ type: 'table', rows });
      rest = rest.slice(from + length);
      continue;
    }
    const to = tableEnd(rest, from);
    const table = await htmlFlow(withoutFormulas(rest.slice(from, to)).replace(/\\n(?![a-z])/gi, '<br>'), meter);
    for (const item of table.flow) flow.push(item);
    images += table.images;
    rest = rest.slice(to);
  }
  images += addLines(rest, flow, meter);
  const blocks = layOut(flow, meter);
  if (blocks.length === 0 && images === 0) throw empty();
  return { mediaType: 'text/markdown', charset, blocks, meta: printedMetadata(blocks), images };
}

function tableStart(text: string): number {
  const places = [text.search(/<table\b/i), latexStart(text)].filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** The end of the table that starts at a place, tables within it included; the end of the text where it does not end. */
function tableEnd(text: string, from: number): number {
  let depth = 0;
  const tags = /<(\/?)table\b[^>]*>/gi;
  tags.lastIndex = from;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return tags.lastIndex;
  }
  return text.length;
}

/** Adds the lines and pipe tables of a text without HTML tables; gives how many pictures it names. */
function addLines(text: string, flow: Flow[], meter: Meter): number {
  // Tables may be quoted.
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s{0,3}(?:>\s?)+(?=[|+])/, ''));
  let images = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    images += line.match(/!\[[^\]]*\]\(|<img\b/gi)?.length ?? 0;
    const framed = framedTable(lines, i);
    const piped = framed ? undefined : pipeTable(lines, i);
    const dashed = framed || piped ? undefined : dashedTable(lines, i);
    const barred = framed || piped || dashed ? undefined : barredTable(lines, i);
    if (framed) flow.push({ type: 'table', rows: framed.rows });
    if (piped) flow.push({ type: 'table', rows: piped.rows.map((row) => row.map(cellOf)) });
    if (dashed) flow.push({ type: 'table', rows: dashed.rows.map((row) => row.map(unmarked)) });
    for (const { text } of barred?.lines ?? []) addLine(text, flow);
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
      .map(plain)
      .filter((line) => line !== '')
      .map((line): Flow => ({ type: 'line', text: line })),
    rowSpan: 1,
    columnSpan: 1,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  ensp: ' ',
  emsp: ' ',
};

/** Formulas that recognition makes of figures and signs ("$22$", "\\(0\\)", "$\\textcircled{1}$"), as their text. */
function withoutFormulas(text: string): string {
  if (!/\$|\\[([]/.test(text)) return text;
  return text.replace(
    /\$\$?([^$<>]{1,60})\$\$?|\\\(([^$<>]{1,60}?)\\\)|\\\[([^$<>]{1,60}?)\\\]/g,
    (whole, a?: string, b?: string, c?: string) => {
      const inner = (a ?? b ?? c ?? '')
        .replace(/\\textcircled\s*\{?\s*(\d)\s*\}?/g, (_, digit: string) =>
          String.fromCharCode(0x2460 + Number(digit) - 1),
        )
        .replace(/\\(?:text(?:bf|rm|it|sf)?|math(?:rm|bf|it|sf|tt)|boldsymbol|operatorname)\s*\{([^{}]*)\}/g, '$1')
        .replace(/\\(?:bf|rm|it|sf|tt|displaystyle)(?![a-z])/g, ' ')
        // White space that is not asked for is not printed.
        .replace(/(?<=[\d.])\s+(?=[\d.])/g, '')
        .replace(/\\(?:quad|qquad|,|;|!|:| )/g, ' ')
        .replace(/\\([%#&_])/g, '$1')
        .replace(/[{}]/g, '');
      // What is still a formula is kept as it is: it is no figure.
      return /[\\^]/.test(inner) ? whole : inner;
    },
  );
}

/** The text without marks. Underscores and single stars are kept: they may be printed. */
function plain(text: string): string {
  return fold(
    withoutFormulas(text)
      .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<\/?(?:b|i|u|p|div|span|font|strong|em|sub|sup|center|a|img|h[1-6]|o:p)\b[^>]*>/gi, ' ')
      .replace(/\*\*|__|`/g, '')
      .replace(/&(nbsp|amp|lt|gt|quot|ensp|emsp);/g, (_, name: string) => ENTITIES[name]!)
      .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1'),
  );
}
