/**
 * A small writer of PDF for tests: Chinese text without an embedded font (its characters are named by ToUnicode), rules, and
 * pieces that libraries do not write. Positions are in points from the top left corner of an A4 page.
 */
const HEIGHT = 842;
const WIDTH = 595;

/** Operators of a page, built up piece by piece. */
export class Drawing {
  private readonly operators: string[] = [];

  raw(operators: string): this {
    this.operators.push(operators);
    return this;
  }

  /** Text whose base line starts at (x, y); full-width characters are `size` wide, others half of it. */
  text(x: number, y: number, text: string, size = 10, font = 'H'): this {
    return this.raw(`BT /${font} ${size} Tf 1 0 0 1 ${x} ${HEIGHT - y} Tm <${hex(text)}> Tj ET`);
  }

  line(x1: number, y1: number, x2: number, y2: number): this {
    return this.raw(`0.5 w ${x1} ${HEIGHT - y1} m ${x2} ${HEIGHT - y2} l S`);
  }

  rectangle(x: number, y: number, width: number, height: number, paint = 'S'): this {
    return this.raw(`${x} ${HEIGHT - y - height} ${width} ${height} re ${paint}`);
  }

  toString(): string {
    return this.operators.join('\n');
  }
}

export function hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

export interface TableCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan?: number;
  readonly columnSpan?: number;
}

/** How a table draws its rules. */
export type Ruling = 'strokes' | 'boxes' | 'fills' | 'across' | 'none';

/** Draws cells on columns and rows given by their borders; a "\n" in a text starts a new line within the cell. */
export function drawTable(
  drawing: Drawing,
  xs: number[],
  ys: number[],
  cells: readonly TableCell[],
  ruling: Ruling,
  size = 9,
): void {
  for (const { text, row, column, rowSpan = 1, columnSpan = 1 } of cells) {
    const [left, right, top, bottom] = [xs[column]!, xs[column + columnSpan]!, ys[row]!, ys[row + rowSpan]!];
    if (ruling === 'boxes') drawing.raw('0.5 w').rectangle(left, top, right - left, bottom - top);
    for (const [x1, y1, x2, y2] of [
      [left, top, right, top],
      [left, bottom, right, bottom],
      [left, top, left, bottom],
      [right, top, right, bottom],
    ] as const) {
      if (ruling === 'across' && y1 === y2) drawing.line(x1, y1, x2, y2);
      if (ruling === 'strokes') drawing.line(x1, y1, x2, y2);
      if (ruling === 'fills') drawing.rectangle(x1 - 0.25, y1 - 0.25, x2 - x1 + 0.5, y2 - y1 + 0.5, 'f');
    }
    const lines = text.split('\n');
    const first = (top + bottom) / 2 - ((lines.length - 1) * (size + 1)) / 2 + size * 0.36;
    for (const [i, line] of lines.entries()) if (line) drawing.text(left + 2, first + i * (size + 1), line, size);
  }
}

interface PdfOptions {
  /** Further entries of each page's dictionary. */
  readonly page?: string;
  readonly trailer?: string;
  /** A named encoding and ordering of the font V, which then has no table of its characters. */
  readonly named?: readonly [encoding: string, ordering: string];
  /** Further objects, numbered from 100 on; "100" is named X in the pages' XObjects. */
  readonly objects?: readonly (string | Buffer)[];
  readonly information?: string;
  /** Further entries of the pages' resources, and of the catalogue. */
  readonly resources?: string;
  readonly catalogue?: string;
}

function stream(dictionary: string, content: string | Buffer): Buffer {
  const body = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${body.length} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
}

export { stream };

/** A PDF with a page for each drawing. */
export function pdf(pages: readonly (Drawing | string)[], options: PdfOptions = {}): Buffer {
  const objects = new Map<number, string | Buffer>();
  const kids = pages.map((_, i) => `${20 + 2 * i} 0 R`).join(' ');
  objects.set(1, `<< /Type /Catalog /Pages 2 0 R ${options.catalogue ?? ''} >>`);
  objects.set(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  const ranges = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0')).map(
    (high) => `<${high}00> <${high}ff> <${high}00>`,
  );
  const blocks = [ranges.slice(0, 100), ranges.slice(100, 200), ranges.slice(200)].map(
    (block) => `${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`,
  );
  objects.set(
    3,
    stream(
      '',
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n1 begincodespacerange <0000> <ffff> endcodespacerange\n${blocks.join('\n')}\nendcmap end end`,
    ),
  );
  objects.set(
    4,
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /W [0 [0] 32 126 500] /FontDescriptor 5 0 R >>',
  );
  objects.set(
    5,
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -140 1000 860] /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >>',
  );
  objects.set(
    6,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 3 0 R >>',
  );
  const [encoding, ordering] = options.named ?? ['Identity-V', 'Identity'];
  const characters = options.named ? '' : '/ToUnicode 3 0 R';
  objects.set(
    7,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${encoding} /DescendantFonts [9 0 R] ${characters} >>`,
  );
  objects.set(
    9,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >> /DW 1000 /FontDescriptor 5 0 R >>`,
  );
  if (options.information) objects.set(8, `<< ${options.information} >>`);
  for (const [i, object] of (options.objects ?? []).entries()) objects.set(100 + i, object);
  const xobject = options.objects ? '/XObject << /X 100 0 R >>' : '';
  for (const [i, drawing] of pages.entries()) {
    objects.set(
      20 + 2 * i,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents ${21 + 2 * i} 0 R /Resources << /Font << /H 6 0 R /V 7 0 R >> ${xobject} ${options.resources ?? ''} >> ${options.page ?? ''} >>`,
    );
    objects.set(21 + 2 * i, stream('', String(drawing)));
  }
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets = new Map<number, number>();
  let length = parts[0]!.length;
  for (const [number, object] of objects) {
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]);
    offsets.set(number, length);
    parts.push(part);
    length += part.length;
  }
  const entries = [...offsets]
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('');
  const information = options.information ? '/Info 8 0 R' : '';
  parts.push(
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${entries}trailer\n<< /Size 500 /Root 1 0 R ${information} ${options.trailer ?? ''} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
