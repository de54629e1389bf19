/**
 * A made-up report as a document, in one of the layouts that real ones have.
 */
import type { Block, Document } from '../../../src/extract/document';
import { extract } from '../../../src/extract/extract';
import { edition } from '../../../src/form/editions';
import { APPLICANT_COLUMNS } from '../../../src/form/rows';
import { encoded, encodedPage } from './encoding';
import { makeReport, type Report } from './figures';
import { htmlPage, htmlTable, pipeTable, spanless, spanned } from './html';
import { cut, proactiveSheets, remedySheet, requestSheet, type Sheet, stacked } from './layout';
import { Random } from './random';
import { ALL_SHOWN, type Unshown, unplaced } from './shown';
import { cellByCell, drawn, flowed, flowStyle, pageBreak } from './text';
import { makeWording, narrative } from './wording';

export const LAYOUTS = ['drawn', 'flowed', 'cells', 'html', 'grids', 'converted', 'markdown'] as const;
export type Layout = (typeof LAYOUTS)[number];

export interface Generated {
  readonly seed: number;
  readonly layout: Layout;
  readonly report: Report;
  readonly document: Document;
  /** The file that the document was extracted from; grids that come without a file have none. */
  readonly bytes?: Uint8Array;
  readonly name: string;
  /** Its text, before it was encoded. */
  readonly source: string;
  /** Blank cells that the layout does not show: some figures cannot be read. */
  readonly lossy: boolean;
  readonly unshown: Unshown;
}

/** The document of a seed. */
export async function generate(seed: number, only?: Layout): Promise<Generated> {
  const random = new Random(seed);
  const layout = only ?? random.pick(LAYOUTS);
  const showsBlanks =
    layout === 'drawn' || layout === 'html' || layout === 'grids' || layout === 'converted' || layout === 'markdown';
  const blanks = showsBlanks ? random.chance(0.4) : random.chance(0.1);
  const report = makeReport(random, { blanks });
  // Damage beyond what every reader could mend: nothing may be read wrong, but something may be unread.
  const harsh = random.chance(0.3);
  const garbled = harsh && random.chance(0.5) ? random.pick(edition(report.forms[3]).table3) : undefined;
  const wording = makeWording(random, report, garbled);
  const text = narrative(random, report);
  const two = proactiveSheets(report, wording);
  const three = requestSheet(report, wording);
  const four = remedySheet(report, wording);
  const inOrder = layout === 'flowed' || layout === 'cells';
  const lossy = harsh || (blanks && (layout === 'drawn' || inOrder));
  const unshown = inOrder ? unplaced([...two, three, four]) : ALL_SHOWN;
  const common = { seed, layout, report, lossy, unshown };

  if (layout === 'drawn' || inOrder) {
    const style = flowStyle(random);
    const narrow = random.pick([6, 8]);
    const labels = random.pick([
      [8, 10, 28],
      [6, 12, 36],
      [10, 14, 48],
    ]);
    const render = (sheet: Sheet, widths: readonly number[]) =>
      layout === 'drawn'
        ? drawn(random, sheet, widths)
        : layout === 'flowed'
          ? flowed(random, sheet, style)
          : cellByCell(sheet);
    const lines = [
      ...text.before,
      text.proactive,
      ...two.flatMap((sheet) => render(sheet, [24, 16, 16, 16])),
      text.requests,
      ...withBreaks(
        random,
        harsh,
        text.before[0]!,
        render(three, [...labels, ...new Array<number>(7).fill(narrow + 4)]),
      ),
      text.remedies,
      ...render(four, new Array<number>(15).fill(narrow)),
      ...text.after,
    ];
    const source = lines.join('\n');
    return { ...common, source, ...(await file(encoded(random, source), 'report.txt')) };
  }

  const threes = random.chance(0.3) ? cut(three, random.integer(5, three.rows - 3)) : [three];
  const twos = random.chance(0.5) ? [stacked(two)] : two;
  const together = random.chance(0.1);
  if (layout === 'html') {
    const noise = random.pick([0, 0.3, 0.9]);
    const faults = harsh ? 0.3 : 0;
    const table = (sheet: Sheet) => htmlTable(random, sheet, noise, faults);
    const parts = together
      ? [...text.before, table(stacked([...two, three])), text.remedies, table(four), ...text.after]
      : [
          ...text.before,
          text.proactive,
          ...twos.map(table),
          text.requests,
          ...threes.map(table),
          text.remedies,
          table(four),
          ...text.after,
        ];
    const source = htmlPage(random, text.before[0]!, parts.slice(1), `${report.year + 1}-01-${random.integer(10, 31)}`);
    return { ...common, source, ...(await file(encodedPage(random, source), 'report.html')) };
  }

  const repeat = random.chance(0.5);
  if (layout === 'markdown') {
    // Recognition gives tables as pipes or as HTML.
    const pipes = random.chance(0.6);
    const table = (sheet: Sheet) => (pipes ? pipeTable(spanless(sheet, repeat, 1)) : htmlTable(random, sheet, 0));
    const [title, ...before] = text.before;
    const source = [
      `# ${title}`,
      ...before,
      `## ${text.proactive}`,
      ...twos.map(table),
      `## ${text.requests}`,
      ...threes.map(table),
      `## ${text.remedies}`,
      table(four),
      ...text.after,
    ].join('\n\n');
    return { ...common, source, ...(await file(encoded(random, source), 'report.md')) };
  }
  const grid = (sheet: Sheet, line: number): Block =>
    layout === 'grids' ? spanned(sheet, line) : spanless(sheet, repeat, line);
  const blocks: Block[] = [];
  let line = 0;
  const say = (lines: readonly string[]) => {
    for (const each of lines) blocks.push({ type: 'line', text: each, line: ++line });
  };
  const show = (sheets: readonly Sheet[]) => {
    for (const sheet of sheets) {
      blocks.push(grid(sheet, line + 1));
      line += sheet.rows;
    }
  };
  say(text.before);
  if (together) show([stacked([...two, three, four])]);
  else {
    say([text.proactive]);
    show(twos);
    say([text.requests]);
    show(threes);
    say([text.remedies]);
    show([four]);
  }
  say(text.after);
  return {
    ...common,
    document: { mediaType: 'text/markdown', blocks, meta: {}, images: 0 },
    name: layout,
    source: '',
  };
}

async function file(bytes: Uint8Array, name: string): Promise<Pick<Generated, 'document' | 'bytes' | 'name'>> {
  return { document: await extract(bytes, { name }), bytes, name };
}

/** The header of table 3 as it comes out one cell a line. */
export const HEADER_WORDS: readonly string[] = [
  '申请人情况',
  '自然人',
  '法人或其他组织',
  '总计',
  ...APPLICANT_COLUMNS.slice(1, -1).map(({ zh }) => zh),
];

/** Page numbers between some of the lines. */
function withBreaks(random: Random, harsh: boolean, title: string, lines: readonly string[]): string[] {
  if (!random.chance(0.6)) return [...lines];
  const at = random.integer(8, Math.max(9, lines.length - 5));
  const page = random.integer(2, 6);
  return [...lines.slice(0, at), ...pageBreak(random, page, title, HEADER_WORDS, harsh), ...lines.slice(at)];
}
