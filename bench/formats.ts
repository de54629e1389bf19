/** The reports of the demo city as files of every format that is read: what the benchmark of the import takes in. */
import { existsSync } from 'node:fs';
import {
  TableCell as DocxCell,
  Document as DocxDocument,
  TableRow as DocxRow,
  Table as DocxTable,
  Packer,
  Paragraph,
} from 'docx';
import ExcelJS from 'exceljs';
import { chromium } from 'playwright-core';
import { demoCity } from '../src/demo/city';
import { htmlOf } from '../src/demo/html';
import { Random } from '../src/demo/random';
import type { DemoReport } from '../src/demo/report';
import { textOf } from '../src/demo/text';
import type { Document, Grid, GridCell } from '../src/extract/document';
import { extract } from '../src/extract/extract';

export const FORMATS = ['text', 'HTML', 'DOCX', 'XLSX', 'PDF'] as const;
export type Format = (typeof FORMATS)[number];

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** The first reports of the demo city in a format; none where the machine cannot make that format (PDF without a browser). */
export async function makeFiles(format: Format, count: number, from = 0): Promise<MadeFile[]> {
  // The own reports only: what a government's consolidated report is asked for is no matter of formats.
  const reports = demoCity()
    .reports.filter(
      ({ scope, version, tables }) => scope === 'OWN' && version === 1 && Object.keys(tables).length === 3,
    )
    .slice(from, from + count);
  if (format === 'PDF') return printed(reports);
  const files: MadeFile[] = [];
  for (const report of reports) files.push({ name: nameOf(report, format), bytes: await bytesOf(report, format) });
  return files;
}

const nameOf = ({ body, year }: DemoReport, format: Format) =>
  `${year}-${body.region}-${body.name}.${format === 'text' ? 'txt' : format.toLowerCase()}`;

async function bytesOf(report: DemoReport, format: Exclude<Format, 'PDF'>): Promise<Uint8Array> {
  if (format === 'text') return Buffer.from(textOf(report, new Random(report.year, report.body.name)));
  const html = Buffer.from(htmlOf(report));
  if (format === 'HTML') return html;
  const document = await extract(html);
  return format === 'DOCX' ? docxOf(document) : xlsxOf(document);
}

/** Grids with what stands between them, the page's frame and table of metadata aside. */
const blocksOf = ({ blocks }: Document) => blocks.filter((block) => block.type === 'line' || block.columns > 4);

async function docxOf(document: Document): Promise<Uint8Array> {
  const children = blocksOf(document).map((block) =>
    block.type === 'line' ? new Paragraph(block.text) : new DocxTable({ rows: rowsOf(block).map(docxRow) }),
  );
  return Packer.toBuffer(new DocxDocument({ sections: [{ children }] }));
}

/** The cells that begin in each row. */
function rowsOf(grid: Grid): GridCell[][] {
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => []);
  for (const cell of grid.cells) rows[cell.row]!.push(cell);
  return rows;
}

function docxRow(cells: readonly GridCell[]): DocxRow {
  return new DocxRow({
    children: cells.map(
      ({ text, rowSpan, columnSpan }) => new DocxCell({ rowSpan, columnSpan, children: [new Paragraph(text)] }),
    ),
  });
}

async function xlsxOf(document: Document): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Sheet1');
  let top = 1;
  for (const block of blocksOf(document)) {
    if (block.type === 'line') {
      sheet.getCell(top, 1).value = block.text;
      top += 1;
      continue;
    }
    for (const { text, row, column, rowSpan, columnSpan } of block.cells) {
      sheet.getCell(top + row, column + 1).value = text;
      if (rowSpan * columnSpan > 1)
        sheet.mergeCells(top + row, column + 1, top + row + rowSpan - 1, column + columnSpan);
    }
    top += block.rows;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Pages as a browser prints them. */
async function printed(reports: readonly DemoReport[]): Promise<MadeFile[]> {
  if (!existsSync(BROWSER)) return [];
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const style = '<style>table{border-collapse:collapse;font-size:9px}td{border:1px solid}.nav{display:none}</style>';
    const files: MadeFile[] = [];
    for (const report of reports) {
      await page.setContent(htmlOf(report).replace('</head>', `${style}</head>`));
      files.push({ name: nameOf(report, 'PDF'), bytes: await page.pdf({ format: 'A4' }) });
    }
    return files;
  } finally {
    await browser.close();
  }
}
