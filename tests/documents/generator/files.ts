/**
 * Made-up reports as files, in every format that is read and by every way that such files come about: what the long run of
 * `npm run accuracy -- --generated` reads. A seed and a format make the same file again.
 */
import { generate, type Layout } from './document';
import { editedFile } from './edited';
import { encoded, encodedPage } from './encoding';
import type { Report } from './figures';
import { libraryPdf } from './library-pdf';
import { csvFile, wordFile, workbookFile } from './office';
import { partedText } from './parted';
import { makePieces, type Pieces } from './pieces';
import { printedPage } from './printed';
import type { Printers, Program } from './printers';
import { Random } from './random';
import { recognisedPage } from './recognised';
import { rtfFile } from './rtf';
import { drawn, flowed, flowStyle } from './text';
import { withLastYear, withWrappedFigures } from './twice';
import { sitePage } from './web';
import { word97File } from './word97';

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly report: Report;
  /** Cells are blank that nothing in the file shows, or what is printed is damaged beyond what a reader could mend. */
  readonly lossy: boolean;
}

interface FormatDef {
  readonly needs?: readonly Program[];
  /** The files of seeds, in their order. */
  readonly make: (seeds: readonly number[], printers: Printers) => Promise<MadeFile[]>;
}

/** A format that makes each file by itself. */
const each =
  (make: (random: Random, seed: number, printers: Printers) => Promise<MadeFile>): FormatDef['make'] =>
  async (seeds, printers) => {
    const files: MadeFile[] = [];
    for (const seed of seeds) files.push(await make(new Random(seed), seed, printers));
    return files;
  };

const laidOut = (layout: Layout) =>
  each(async (_, seed) => {
    const { report, lossy, bytes, name } = await generate(seed, layout);
    return { name, bytes: bytes!, report, lossy };
  });

const browserPdf = async (random: Random, printers: Printers, full = false): Promise<MadeFile> => {
  const printed = printedPage(random, full);
  return { name: 'report.pdf', bytes: await printers.print(printed), report: printed.report, lossy: printed.lossy };
};

type Manner = '-layout' | '-raw' | '-nopgbrk';
const MANNERS: readonly Manner[] = ['-layout', '-raw', '-nopgbrk'];

/** The text of pages that show every cell. */
const extracted = (manner: Manner) =>
  each(async (random, _, printers) => {
    const { report, bytes } = await browserPdf(random, printers, true);
    return { name: 'report.txt', bytes: printers.textOf(bytes, manner), report, lossy: true };
  });

/** The text of pages with blank cells: it shows figures of other rows in their place, and much of it nobody can tell. */
const extractedWithBlanks = each(async (random, seed, printers) => {
  const { report, bytes } = await browserPdf(random, printers);
  const manner = MANNERS[seed % MANNERS.length]!;
  return { name: 'report.txt', bytes: printers.textOf(bytes, manner), report, lossy: true };
});

/** What LibreOffice makes of Word documents. */
const converted =
  (to: 'pdf' | 'docx' | 'html' | 'doc' | 'rtf', from: 'docx' | 'html'): FormatDef['make'] =>
  async (seeds, printers) => {
    const sources = await Promise.all(
      seeds.map(async (seed) => {
        const random = new Random(seed);
        if (from === 'html') {
          const { report, lossy, bytes } = await generate(seed, 'html');
          return { report, lossy, bytes: bytes! };
        }
        const pieces = makePieces(random, random.chance(0.4));
        return { report: pieces.report, lossy: false, bytes: await wordFile(random, pieces) };
      }),
    );
    const made = printers.convert(
      sources.map((source) => source.bytes),
      from,
      to,
    );
    return sources.map(({ report, lossy }, i) => ({ name: `report.${to}`, bytes: made[i]!, report, lossy }));
  };

const office = (
  name: string,
  make: (random: Random, pieces: ReturnType<typeof makePieces>) => Promise<Uint8Array> | Uint8Array,
) =>
  each(async (random) => {
    const pieces = makePieces(random, random.chance(0.4));
    return { name, bytes: await make(random, pieces), report: pieces.report, lossy: false };
  });

/** Reports that print the tables of the year before as well; where no caption tells them apart, some may be unread. */
const twice = (
  ending: string,
  make: (random: Random, pieces: Pieces) => Promise<Uint8Array> | Uint8Array,
  showsCells = true,
) =>
  each(async (random) => {
    const pieces = makePieces(random, random.chance(0.2));
    const both = withLastYear(random, pieces);
    const bytes = await make(random, both);
    return { name: `report.${ending}`, bytes, report: pieces.report, lossy: !both.captioned || !showsCells };
  });

function textOf(random: Random, { pieces }: Pieces): Uint8Array {
  const style = random.chance(0.5) ? flowStyle(random) : undefined;
  const lines = pieces.flatMap((piece) => {
    if (piece.type === 'line') return [piece.text];
    const { columns } = piece.sheet;
    const widths =
      columns === 10
        ? [8, 10, 28, ...new Array<number>(7).fill(12)]
        : new Array<number>(columns).fill(columns === 15 ? 8 : 18);
    return style ? flowed(random, piece.sheet, style) : drawn(random, piece.sheet, widths);
  });
  return encoded(random, lines.join('\n'));
}

/** Every format of the long run. */
export const FORMATS: Readonly<Record<string, FormatDef>> = {
  'text-drawn': { make: laidOut('drawn') },
  'text-flowed': { make: laidOut('flowed') },
  'text-cells': { make: laidOut('cells') },
  html: { make: laidOut('html') },
  'html-site': {
    make: each(async (random) => {
      const pieces = makePieces(random, random.chance(0.4));
      const bytes = encodedPage(random, sitePage(random, pieces));
      return { name: 'report.html', bytes, report: pieces.report, lossy: false };
    }),
  },
  'html-twice': { make: twice('html', (random, pieces) => encodedPage(random, sitePage(random, pieces))) },
  'html-wrapped': {
    make: each(async (random) => {
      const pieces = makePieces(random, random.chance(0.2));
      const bytes = encodedPage(random, sitePage(random, withWrappedFigures(random, pieces)));
      return { name: 'report.html', bytes, report: pieces.report, lossy: true };
    }),
  },
  'text-twice': { make: twice('txt', textOf, false) },
  'docx-twice': { make: twice('docx', wordFile) },
  'text-parted': {
    make: each(async (random) => {
      const pieces = makePieces(random, random.chance(0.4));
      const bytes = encoded(random, partedText(random, pieces, 'text'));
      // Where table 3 does not add up, nothing proves rows whose cells stand below each other.
      return { name: 'report.txt', bytes, report: pieces.report, lossy: true };
    }),
  },
  'markdown-parted': {
    make: office('report.md', (random, pieces) => Buffer.from(partedText(random, pieces, 'markdown'))),
  },
  markdown: { make: laidOut('markdown') },
  'markdown-ocr': {
    make: each(async (random) => {
      const pieces = makePieces(random, random.chance(0.3));
      const { text, damaged } = recognisedPage(random, pieces);
      return { name: 'report.md', bytes: Buffer.from(text), report: pieces.report, lossy: damaged };
    }),
  },
  docx: { make: office('report.docx', wordFile) },
  'docx-edited': { make: office('report.docx', editedFile) },
  doc: { make: office('report.doc', word97File) },
  rtf: { make: office('report.rtf', rtfFile) },
  xlsx: { make: office('report.xlsx', workbookFile) },
  csv: { make: office('report.csv', csvFile) },
  'pdf-browser': { needs: ['browser'], make: each((random, _, printers) => browserPdf(random, printers)) },
  'pdf-library': {
    needs: ['fonts'],
    make: each(async (random) => {
      const pieces = makePieces(random, random.chance(0.4));
      const { bytes, lossy } = await libraryPdf(random, pieces);
      return { name: 'report.pdf', bytes, report: pieces.report, lossy };
    }),
  },
  'pdf-office': { needs: ['office'], make: converted('pdf', 'docx') },
  'docx-office': { needs: ['office'], make: converted('docx', 'html') },
  'doc-office': { needs: ['office'], make: converted('doc', 'docx') },
  'rtf-office': { needs: ['office'], make: converted('rtf', 'docx') },
  'rtf-page': { needs: ['office'], make: converted('rtf', 'html') },
  'doc-page': { needs: ['office'], make: converted('doc', 'html') },
  'html-office': { needs: ['office'], make: converted('html', 'docx') },
  'text-layout': { needs: ['browser', 'pdftotext'], make: extracted('-layout') },
  'text-raw': { needs: ['browser', 'pdftotext'], make: extracted('-raw') },
  'text-order': { needs: ['browser', 'pdftotext'], make: extracted('-nopgbrk') },
  'text-blanks': { needs: ['browser', 'pdftotext'], make: extractedWithBlanks },
};
