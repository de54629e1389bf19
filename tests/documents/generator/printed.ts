/**
 * Reports as web pages for the printer: paper, fonts, margins, rules, breaks and running heads as offices set them.
 */
import type { Page } from 'playwright-core';
import type { Report } from './figures';
import type { Sheet } from './layout';
import { makePieces } from './pieces';
import type { Random } from './random';

type PdfOptions = NonNullable<Parameters<Page['pdf']>[0]>;

export interface PrintedPage {
  readonly report: Report;
  readonly html: string;
  readonly options: PdfOptions;
  /** Blank cells that no rule shows. */
  readonly lossy: boolean;
  readonly sheets: readonly Sheet[];
}

const RULES = {
  full: 'table{border-collapse:collapse} td{border:0.75pt solid #000}',
  thin: 'table{border-collapse:collapse} td{border:0.1pt solid #444}',
  thick: 'table{border-collapse:collapse;border:2pt solid #000} td{border:1pt solid #000}',
  double: 'table{border-collapse:separate;border-spacing:2px;border:1px solid #000} td{border:1px solid #000}',
  dotted: 'table{border-collapse:collapse} td{border:1px dotted #000}',
  open: 'table{border-collapse:collapse} td{border:0.75pt solid #000} td:first-child{border-left:none}',
  across: 'table{border-collapse:collapse} td{border-top:0.75pt solid #000;border-bottom:0.75pt solid #000}',
  none: 'table{border-collapse:collapse} td{border:none;padding:3px 6px}',
} as const;
const PAPERS = [
  { width: '210mm', height: '297mm' },
  { width: '210mm', height: '297mm' },
  { width: '297mm', height: '210mm' },
  { width: '297mm', height: '420mm' },
  { width: '8.5in', height: '11in' },
  { width: '182mm', height: '257mm' },
];
const FACES = ['Noto Serif CJK SC', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', 'Noto Serif CJK TC'];
const FIGURES = ['Liberation Serif', 'DejaVu Sans', 'Liberation Sans', 'Noto Sans CJK SC', 'DejaVu Serif'];

/** The next page to print; `full`: without blank cells. */
export function printedPage(random: Random, full = false): PrintedPage {
  const rules = random.pick(['full', 'full', 'full', ...(Object.keys(RULES) as (keyof typeof RULES)[])] as const);
  const ruled = rules !== 'across' && rules !== 'none';
  const blanks = random.chance(ruled ? 0.4 : 0.1) && !full;
  const { report, title, pieces } = makePieces(random, blanks);
  const body = pieces
    .map((piece) => (piece.type === 'sheet' ? tableOf(random, piece.sheet) : paragraph(random, piece.text)))
    .join('\n');
  const size = random.pick([7, 8, 9, 10]);
  const style = [
    `body{font:${random.pick([11, 14, 16])}pt/1.6 '${random.pick(FACES)}',serif;margin:0}`,
    `h1{font-size:20pt;text-align:center}`,
    `td{font:${size}pt/${random.pick([1.1, 1.3, 1.7])} '${random.pick(FIGURES)}','${random.pick(FACES)}',serif;`,
    `padding:${random.pick(['0', '1px 2px', '4px 5px'])};vertical-align:${random.pick(['middle', 'middle', 'top'])};`,
    `overflow-wrap:${random.pick(['normal', 'anywhere'])};letter-spacing:${random.pick(['normal', 'normal', '0.5pt'])}}`,
    `td.f{text-align:${random.pick(['center', 'center', 'left', 'right'])};overflow-wrap:normal}`,
    `table{width:100%;margin:6px 0;${random.chance(0.3) ? 'background:#fdfdf0;' : ''}}`,
    random.chance(0.5) ? 'tr{break-inside:avoid}' : '',
    RULES[rules],
  ].join('');
  const margin = random.pick(['10mm', '20mm', '28mm']);
  const running = random.chance(0.7);
  return {
    report,
    html: `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head><body>${body}</body></html>`,
    options: {
      ...random.pick(PAPERS),
      margin: { top: '20mm', bottom: '20mm', left: margin, right: margin },
      printBackground: random.chance(0.5),
      ...(running
        ? { displayHeaderFooter: true, headerTemplate: runningHead(random, title), footerTemplate: footer(random) }
        : {}),
    },
    lossy: blanks && !ruled,
    sheets: pieces.flatMap((piece) => (piece.type === 'sheet' ? [piece.sheet] : [])),
  };
}

function paragraph(random: Random, text: string): string {
  if (text.includes('年度') && text.includes('报告') && text.length < 45) return `<h1>${text}</h1>`;
  return `<p style="text-indent:2em${random.chance(0.1) ? ';text-align:justify' : ''}">${text}</p>`;
}

/** The sheet with its columns' widths, and sometimes its header again on each page. */
function tableOf(random: Random, sheet: Sheet): string {
  const labels = new Set(sheet.cells.filter((cell) => !cell.figure && cell.row >= sheet.header).map((c) => c.column));
  const fixed = sheet.columns > 5 && random.chance(0.4);
  const narrow = random.pick([4, 6, 9]);
  const widths = Array.from({ length: sheet.columns }, (_, column) => {
    if (!labels.has(column)) return 7;
    return column === 2 ? 28 : narrow;
  });
  const columns = fixed
    ? `<colgroup>${widths.map((width) => `<col style="width:${width}%">`).join('')}</colgroup>`
    : '';
  const upright = random.chance(0.3) ? random.pick(['vertical-rl', 'narrow']) : undefined;
  const torn = random.chance(0.3) ? random.integer(1, sheet.rows - 1) : undefined;
  const row = (index: number) => {
    const cells = sheet.cells
      .filter((cell) => cell.row === index)
      .map((cell) => {
        const spans = `${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}${cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''}`;
        const text = cell.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        if (cell.figure) return `<td class="f"${spans}>${text}</td>`;
        if (cell.rowSpan > 10 && upright)
          return upright === 'narrow'
            ? `<td${spans}><div style="width:1em">${text}</div></td>`
            : `<td${spans}><div style="writing-mode:vertical-rl;white-space:nowrap">${text}</div></td>`;
        return `<td${spans}${cell.row < sheet.header ? ' style="text-align:center"' : ''}>${text}</td>`;
      });
    return `<tr${index === torn ? ' style="break-before:page"' : ''}>${cells.join('')}</tr>`;
  };
  const rows = Array.from({ length: sheet.rows }, (_, index) => row(index));
  const repeated = random.chance(0.3) ? sheet.header : 0;
  return `<table${fixed ? ' style="table-layout:fixed"' : ''}>${columns}${
    repeated ? `<thead>${rows.slice(0, repeated).join('')}</thead>` : ''
  }<tbody>${rows.slice(repeated).join('\n')}</tbody></table>`;
}

const SMALL = 'font-size:9pt;width:100%;text-align:center';

function runningHead(random: Random, title: string): string {
  return random.chance(0.4) ? `<div style="${SMALL}">${title}</div>` : '<div></div>';
}

function footer(random: Random): string {
  const page = '<span class="pageNumber"></span>';
  return `<div style="${SMALL}">${random.pick([
    `- ${page} -`,
    `—${page}—`,
    `— ${page} —`,
    page,
    page,
    `第 ${page} 页 共 <span class="totalPages"></span> 页`,
    `${page} / <span class="totalPages"></span>`,
    `第${page}页`,
  ])}</div>`;
}
