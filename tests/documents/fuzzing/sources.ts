/**
 * Whole files to be damaged: a made-up report in every format that is read, written so that the same seed gives the same bytes.
 */
import { deflateSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { encodeGbk } from '../../extract/gbk';
import { docx, p, r, tbl, tc, tr } from '../../extract/package';
import { Drawing, drawTable, pdf, type Ruling, stream } from '../../extract/pdf-writer';
import { jsonLines, reportLine } from '../../intake/reports';
import { generate } from '../generator/document';
import type { Sheet } from '../generator/layout';
import { csvFile } from '../generator/office';
import { makePieces, type Piece } from '../generator/pieces';
import { Random } from '../generator/random';
import { rtfFile } from '../generator/rtf';
import { word97File } from '../generator/word97';

export const FORMATS = [
  'text',
  'html',
  'markdown',
  'csv',
  'doc',
  'rtf',
  'docx',
  'xlsx',
  'pdf',
  'json-lines',
  'csv-lines',
] as const;
export type FuzzFormat = (typeof FORMATS)[number];

/** A file before it is damaged: text that is encoded, parts that are packed, or bytes as they are. */
export type Source =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'package'; readonly parts: ReadonlyMap<string, string> }
  | { readonly type: 'bytes'; readonly bytes: Buffer };

export const NAMES: Readonly<Record<FuzzFormat, string>> = {
  text: 'report.txt',
  html: 'report.html',
  markdown: 'report.md',
  csv: 'report.csv',
  doc: 'report.doc',
  rtf: 'report.rtf',
  docx: 'report.docx',
  xlsx: 'report.xlsx',
  pdf: 'report.pdf',
  'json-lines': 'reports.jsonl',
  'csv-lines': 'reports.csv',
};

/** The file of a format and seed. */
export async function makeSource(format: FuzzFormat, seed: number): Promise<Source> {
  const random = new Random(seed);
  const pieces = someOf(random, makePieces(random, random.chance(0.5)).pieces);
  switch (format) {
    case 'text':
      return { type: 'text', text: (await generate(seed, random.pick(['drawn', 'flowed', 'cells'] as const))).source };
    case 'html':
      return { type: 'text', text: (await generate(seed, 'html')).source };
    case 'markdown':
      return { type: 'text', text: (await generate(seed, 'markdown')).source };
    case 'csv':
      return { type: 'text', text: textOf(csvFile(random, makePieces(random, true))) };
    case 'doc':
      return { type: 'bytes', bytes: word97File(random, { pieces }) };
    case 'rtf':
      return { type: 'bytes', bytes: rtfFile(random, { title: '', pieces }) };
    case 'docx':
      return { type: 'package', parts: wordParts(pieces) };
    case 'xlsx':
      return { type: 'package', parts: workbookParts(pieces) };
    case 'pdf':
      return { type: 'bytes', bytes: pages(random, pieces) };
    case 'json-lines':
      return { type: 'text', text: lines(random) };
    case 'csv-lines':
      return { type: 'text', text: rows(random) };
  }
}

/** The pieces, or the first ones and a single table: most files are small, since each costs what a whole report costs. */
function someOf(random: Random, pieces: readonly Piece[]): readonly Piece[] {
  if (random.chance(0.3)) return pieces;
  const tables = pieces.flatMap((piece, at) => (piece.type === 'sheet' ? [at] : []));
  const at = random.pick(tables);
  return [...pieces.slice(0, 3), ...pieces.slice(at - 1, at + 2)];
}

/** The bytes of a source; text in one of the encodings that files have. */
export function bytesOf(source: Source, random: Random): Buffer {
  if (source.type === 'bytes') return source.bytes;
  if (source.type === 'package')
    return Buffer.from(
      zipSync(Object.fromEntries([...source.parts].map(([name, text]) => [name, strToU8(text)])), {
        mtime: new Date(2024, 0, 1),
        level: 1,
      }),
    );
  const { text } = source;
  if (random.chance(0.15)) return Buffer.from(`\ufeff${text}`);
  if (random.chance(0.1)) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (random.chance(0.2))
    try {
      return Buffer.from(encodeGbk(text));
    } catch {
      // A character that GBK lacks.
    }
  return Buffer.from(text);
}

/** What the bytes of a text say; they are encoded anew once it is damaged. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString();
  return (text.includes('\ufffd') ? new TextDecoder('gbk').decode(bytes) : text).replace('\ufeff', '');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function unpacked(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

function wordParts(pieces: readonly Piece[]): Map<string, string> {
  const body = pieces
    .map((piece) => (piece.type === 'line' ? p(r(escaped(piece.text))) : tbl(...wordRows(piece.sheet))))
    .join('');
  return unpacked(docx(body));
}

function wordRows(sheet: Sheet): string[] {
  return Array.from({ length: sheet.rows }, (_, row) => {
    const cells: string[] = [];
    for (const cell of sheet.cells) {
      if (row < cell.row || row >= cell.row + cell.rowSpan) continue;
      const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : '';
      const merge = cell.rowSpan > 1 ? `<w:vMerge${row === cell.row ? ' w:val="restart"' : ''}/>` : '';
      cells[cell.column] = tc(p(row === cell.row ? r(escaped(cell.text)) : ''), span + merge);
    }
    return tr(...cells.filter((cell) => cell !== undefined));
  });
}

const columnName = (column: number) =>
  column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(65 + column - 26)}`;

function workbookParts(pieces: readonly Piece[]): Map<string, string> {
  const strings: string[] = [];
  const rows = new Map<number, string>();
  const merges: string[] = [];
  const put = (row: number, column: number, text: string) => {
    const value = /^\d{1,12}$/.test(text) ? `><v>${text}</v>` : ` t="s"><v>${strings.push(text) - 1}</v>`;
    rows.set(row, `${rows.get(row) ?? ''}<c r="${columnName(column)}${row}"${value}</c>`);
  };
  let top = 1;
  for (const piece of pieces) {
    if (piece.type === 'line') put(top++, 0, piece.text);
    else {
      for (const { text, row, column, rowSpan, columnSpan } of piece.sheet.cells) {
        if (text !== '') put(top + row, column, text);
        if (rowSpan * columnSpan > 1)
          merges.push(
            `<mergeCell ref="${columnName(column)}${top + row}:${columnName(column + columnSpan - 1)}${top + row + rowSpan - 1}"/>`,
          );
      }
      top += piece.sheet.rows;
    }
  }
  const data = [...rows].sort(([a], [b]) => a - b).map(([row, cells]) => `<row r="${row}">${cells}</row>`);
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`;
  return new Map([
    ['xl/workbook.xml', '<workbook><sheets><sheet name="表" id="r0"/></sheets></workbook>'],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${rel('r0', 'worksheet', 's.xml')}${rel('r1', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ],
    ['xl/sharedStrings.xml', `<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`],
    [
      'xl/s.xml',
      `<worksheet><sheetData>${data.join('')}</sheetData><mergeCells>${merges.join('')}</mergeCells></worksheet>`,
    ],
  ]);
}

const PAGE_BOTTOM = 800;
const ROW_HEIGHT = 14;

/** Pages with text and ruled tables; the last page's text stands in a packed object of its own. */
function pages(random: Random, pieces: readonly Piece[]): Buffer {
  const drawings = [new Drawing()];
  let y = 50;
  const room = (height: number) => {
    if (y + height <= PAGE_BOTTOM) return;
    drawings.push(new Drawing());
    y = 50;
  };
  const ruling = random.pick<Ruling>(['strokes', 'boxes', 'fills', 'none']);
  const size = random.pick([4, 6]);
  for (const piece of pieces) {
    if (piece.type === 'line') {
      room(ROW_HEIGHT);
      drawings.at(-1)!.text(40, y, piece.text.slice(0, 60), 8);
      y += ROW_HEIGHT;
      continue;
    }
    const { sheet } = piece;
    room(Math.min(sheet.rows * ROW_HEIGHT, PAGE_BOTTOM - 60));
    const width = 515 / sheet.columns;
    const xs = Array.from({ length: sheet.columns + 1 }, (_, i) => 40 + i * width);
    const ys = Array.from({ length: sheet.rows + 1 }, (_, i) => y + i * ROW_HEIGHT);
    drawTable(drawings.at(-1)!, xs, ys, sheet.cells, ruling, size);
    y += sheet.rows * ROW_HEIGHT + 10;
  }
  if (random.chance(0.5)) return pdf(drawings);
  const packed = deflateSync(Buffer.from(String(drawings.pop()), 'latin1'));
  return pdf([...drawings, '/X Do'], {
    objects: [
      stream(
        '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Filter /FlateDecode /Resources << /Font << /H 6 0 R >> >>',
        packed,
      ),
    ],
  });
}

const BODIES = ['偃师区司法局', '偃师区教育局', '偃师区人民政府'];

/** Reports as JSON Lines. */
function lines(random: Random): string {
  const reports = Array.from({ length: random.integer(1, 6) }, (_, at) =>
    reportLine(random.pick(BODIES), 2019 + at, random.integer(0, 90), {
      scope: random.pick(['OWN', 'CONSOLIDATED']),
      title: '年报',
      sections: [{ key: 'OVERVIEW', heading: '一、总体情况', text: '本年收到申请 3 件。' }],
    }),
  );
  return jsonLines(...reports);
}

/** Reports as CSV, a row each. */
function rows(random: Random): string {
  const header =
    'region,body,year,scope,form2,form3,form4,licensing.decisions,fees.amount,received.total,granted.total';
  const made = Array.from({ length: random.integer(1, 6) }, (_, at) =>
    ['410307', random.pick(BODIES), 2019 + at, 'OWN', 2021, 2021, '', random.integer(0, 99), '"1,2.5"', 7, '/'].join(),
  );
  return `${[header, ...made].join('\n')}\n`;
}
