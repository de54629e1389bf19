/**
 * Made-up reports as files, in every format that is read and by every way that such files come about: what the long run of
 * `npm run accuracy -- --generated` reads. A seed and a format make the same file again.
 */
import { withOwnColumn } from './columns';
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
import { misspannedPage, recognisedPage } from './recognised';
import { rtfFile } from './rtf';
import { ALL_SHOWN, type Unshown, unplaced } from './shown';
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
  /** Absent where the file shows all of them. */
  readonly unshown?: Unshown;
  /** Figures stand in another order than the page's, so that their sums alone tell which cells they are in. */
  readonly disordered?: true;
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
    const { report, lossy, unshown, bytes, name } = await generate(seed, layout);
    return { name, bytes: bytes!, report, lossy, unshown };
  });

const browserPdf = async (random: Random, printers: Printers): Promise<MadeFile> => {
  const printed = printedPage(random);
  return { name: 'report.pdf', bytes: await printers.print(printed), report: printed.report, lossy: printed.lossy };
};

type Manner = '-layout' | '-raw' | '-nopgbrk';
const MANNERS: readonly Manner[] = ['-layout', '-raw', '-nopgbrk'];

const extractedText = async (
  random: Random,
  printers: Printers,
  manner: Manner,
  blanks: 'with blanks' | 'full',
): Promise<MadeFile> => {
  const printed = printedPage(random, blanks === 'full');
  return {
    name: 'report.txt',
    bytes: printers.textOf(await printers.print(printed), manner),
    report: printed.report,
    lossy: true,
    ...(manner === '-raw' ? { unshown: unplaced(printed.sheets) } : {}),
    ...(manner === '-nopgbrk' ? { disordered: true } : {}),
  };
};

/** The text of pages without blank cells. */
const extracted = (manner: Manner) => each((random, _, printers) => extractedText(random, printers, manner, 'full'));

/** The text of pages with blank cells: it shows figures of other rows in their place, and much of it nobody can tell. */
const extractedWithBlanks = each((random, seed, printers) =>
  extractedText(random, printers, MANNERS[seed % MANNERS.length]!, 'with blanks'),
);

/** LibreOffice takes "gb2312" at its word, where browsers read GBK, and prints nonsense for the characters of GBK alone. */
const declaringGbk = (page: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(page).toString('latin1').replace('charset="gb2312"', 'charset="gbk"'), 'latin1');

/** What LibreOffice makes of Word documents. */
const converted =
  (to: 'pdf' | 'docx' | 'html' | 'doc' | 'rtf', from: 'docx' | 'html'): FormatDef['make'] =>
  async (seeds, printers) => {
    const sources = await Promise.all(
      seeds.map(async (seed) => {
        const random = new Random(seed);
        if (from === 'html') {
          const { report, lossy, bytes } = await generate(seed, 'html');
          return { report, lossy, bytes: declaringGbk(bytes!) };
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
  make: (random: Random, pieces: Pieces) => Promise<Uint8Array> | Uint8Array,
  change = (_: Random, pieces: Pieces) => pieces,
) =>
  each(async (random) => {
    const pieces = change(random, makePieces(random, random.chance(0.4)));
    return { name, bytes: await make(random, pieces), report: pieces.report, lossy: false };
  });

/** Reports that print the tables of the year before as well; where no caption tells them apart, some may be unread. */
const twice = (
  ending: string,
  make: (random: Random, pieces: Pieces) => Promise<Uint8Array> | Uint8Array | Text,
  showsCells = true,
) =>
  each(async (random) => {
    const pieces = makePieces(random, random.chance(0.2));
    const both = withLastYear(random, pieces);
    const made = await make(random, both);
    const [bytes, unplaced] = 'bytes' in made ? [made.bytes, made.unshown] : [made, ALL_SHOWN];
    return {
      name: `report.${ending}`,
      bytes,
      report: pieces.report,
      lossy: !both.captioned || !showsCells,
      unshown: new Set([...both.unshown, ...unplaced]),
    };
  });

interface Text {
  readonly bytes: Uint8Array;
  readonly unshown: Unshown;
}

function textOf(random: Random, { pieces }: Pieces): Text {
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
  const sheets = pieces.flatMap((piece) => (piece.type === 'sheet' ? [piece.sheet] : []));
  return { bytes: encoded(random, lines.join('\n')), unshown: style ? unplaced(sheets) : ALL_SHOWN };
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
      const wrapped = withWrappedFigures(random, pieces);
      const bytes = encodedPage(random, sitePage(random, wrapped));
      return { name: 'report.html', bytes, report: pieces.report, lossy: true, unshown: wrapped.unshown };
    }),
  },
  'html-columns': {
    make: office('report.html', (random, pieces) => encodedPage(random, sitePage(random, pieces)), withOwnColumn),
  },
  'docx-columns': { make: office('report.docx', wordFile, withOwnColumn) },
  'markdown-columns': {
    make: office('report.md', (random, pieces) => Buffer.from(partedText(random, pieces, 'markdown')), withOwnColumn),
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
      const { text, damaged, unshown } = recognisedPage(random, pieces);
      return { name: 'report.md', bytes: Buffer.from(text), report: pieces.report, lossy: damaged, unshown };
    }),
  },
  'markdown-spans': {
    make: each(async (random) => {
      const pieces = makePieces(random, random.chance(0.2));
      const { text, damaged, unshown } = misspannedPage(random, pieces);
      return { name: 'report.md', bytes: Buffer.from(text), report: pieces.report, lossy: damaged, unshown };
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
