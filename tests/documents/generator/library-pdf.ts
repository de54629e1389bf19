/**
 * Reports as PDF drawn by a library: an office system that composes pages itself, cell by cell, with fonts that it embeds.
 */
import PDFDocument from 'pdfkit';
import type { Sheet, SheetCell } from './layout';
import type { Piece, Pieces } from './pieces';
import type { Random } from './random';

type Pdf = InstanceType<typeof PDFDocument>;

const NOTO = '/usr/share/fonts/opentype/noto';
/** Faces of Debian's fonts-noto-cjk: a file and a face in it. */
const FACES = [
  [`${NOTO}/NotoSansCJK-Regular.ttc`, 'NotoSansCJKsc-Regular'],
  [`${NOTO}/NotoSerifCJK-Regular.ttc`, 'NotoSerifCJKsc-Regular'],
  [`${NOTO}/NotoSansCJK-Bold.ttc`, 'NotoSansCJKsc-Bold'],
] as const;
/** The font files that are needed. */
export const LIBRARY_FONTS: readonly string[] = [...new Set(FACES.map(([file]) => file))];
const PAPERS = [
  [595, 842],
  [595, 842],
  [842, 595],
  [516, 729],
  [842, 1191],
] as const;
type Ruling = 'strokes' | 'boxes' | 'fills' | 'dashes' | 'across' | 'none';

interface Look {
  readonly size: number;
  readonly ruling: Ruling;
  readonly figures: string;
  /** The order in which a row's cells are written. */
  readonly order: 'rows' | 'figures first' | 'columns';
  readonly align: 'center' | 'left' | 'right';
  readonly middle: boolean;
  readonly spacing: number;
  readonly upright: 'stacked' | 'turned' | 'wrapped';
  readonly repeats: boolean;
}

/** A PDF of the pieces; `lossy` where no rule shows which cells are blank. */
export async function libraryPdf(
  random: Random,
  { title, pieces, report }: Pieces,
): Promise<{ bytes: Buffer; lossy: boolean }> {
  const [width, height] = random.pick(PAPERS);
  const pdf = new PDFDocument({ size: [width, height], margin: 0, bufferPages: true, info: { Title: title } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));
  const [text, figures] = [random.pick(FACES), random.pick(FACES)];
  pdf.registerFont('text', text[0], text[1]);
  pdf.registerFont('figures', figures[0], figures[1]);
  const ruling = random.pick(['strokes', 'strokes', 'boxes', 'fills', 'dashes', 'across', 'none'] as const);
  const look: Look = {
    size: random.pick([6.5, 7.5, 9]),
    ruling,
    figures: random.pick(['figures', 'text', 'Helvetica', 'Times-Roman']),
    order: random.pick(['rows', 'rows', 'figures first', 'columns']),
    align: random.pick(['center', 'center', 'left', 'right']),
    middle: random.chance(0.8),
    spacing: random.pick([0, 0, 0, 0.6]),
    upright: random.pick(['stacked', 'turned', 'wrapped']),
    repeats: random.chance(0.4),
  };
  const page = new Page(pdf, look, random.pick([30, 50, 70]));
  for (const [i, piece] of pieces.entries()) page.add(piece, i === 0);
  if (random.chance(0.7)) page.number(random.pick(['- # -', '—#—', '#', '第#页 共@页', '#/@', '— # —']));
  pdf.end();
  await ended;
  return { bytes: Buffer.concat(chunks), lossy: report.blanks && (ruling === 'across' || ruling === 'none') };
}

/** Draws from top to bottom, with a new page where one is full. */
class Page {
  private y: number;

  constructor(
    private readonly pdf: Pdf,
    private readonly look: Look,
    private readonly margin: number,
  ) {
    this.y = margin;
  }

  private get bottom(): number {
    return this.pdf.page.height - this.margin;
  }

  private get width(): number {
    return this.pdf.page.width - 2 * this.margin;
  }

  private turn(): void {
    this.pdf.addPage();
    this.y = this.margin;
  }

  add(piece: Piece, isTitle: boolean): void {
    if (piece.type === 'sheet') {
      this.table(piece.sheet);
      return;
    }
    const size = isTitle ? 18 : 12;
    for (const line of this.wrapped(piece.text, 'text', size, this.width)) {
      if (this.y + size * 1.6 > this.bottom) this.turn();
      this.pdf.font('text').fontSize(size).text(line, this.margin, this.y, { lineBreak: false });
      this.y += size * 1.6;
    }
  }

  /** The page's number at the foot of each page. */
  number(pattern: string): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let i = start; i < start + count; i++) {
      this.pdf.switchToPage(i);
      const text = pattern.replace('#', String(i + 1)).replace('@', String(count));
      this.pdf
        .font('text')
        .fontSize(9)
        .text(text, this.pdf.page.width / 2 - 15, this.pdf.page.height - 24, { lineBreak: false });
    }
  }

  private wrapped(text: string, font: string, size: number, width: number, characterSpacing = 0): string[] {
    this.pdf.font(font).fontSize(size);
    const lines: string[] = [];
    let line = '';
    for (const char of text) {
      // Numbers are not broken.
      const keeps = /\d/.test(char) && /\d$/.test(line);
      if (!keeps && line !== '' && this.pdf.widthOfString(line + char, { characterSpacing }) > width) {
        lines.push(line);
        line = '';
      }
      line += char;
    }
    lines.push(line);
    return lines;
  }

  private table(sheet: Sheet): void {
    const { look } = this;
    const { size } = look;
    const pitch = size * 1.35;
    const xs = this.borders(sheet);
    const texts = new Map(
      sheet.cells.map((cell) => [cell, this.linesOf(cell, xs[cell.column + cell.columnSpan]! - xs[cell.column]!)]),
    );
    const heights = new Array<number>(sheet.rows).fill(pitch + 5);
    const need = (cell: SheetCell) => (this.isUpright(cell) ? 0 : texts.get(cell)!.length * pitch + 5);
    for (const cell of sheet.cells)
      if (cell.rowSpan === 1) heights[cell.row] = Math.max(heights[cell.row]!, need(cell));
    for (const cell of sheet.cells) {
      const rows = heights.slice(cell.row, cell.row + cell.rowSpan);
      const less = need(cell) - rows.reduce((sum, height) => sum + height, 0);
      if (less > 0) heights[cell.row + cell.rowSpan - 1]! += less;
    }
    const header = heights.slice(0, sheet.header).reduce((sum, height) => sum + height, 0);
    if (this.y + header + pitch * 3 > this.bottom) this.turn();
    for (let from = 0; from < sheet.rows; ) {
      let to = from;
      let height = 0;
      const top = from > 0 && look.repeats ? header : 0;
      while (to < sheet.rows && this.y + top + height + heights[to]! <= this.bottom) height += heights[to++]!;
      if (to === from && from > 0 && this.y === this.margin) to = from + 1;
      else if (to === from) {
        this.turn();
        continue;
      }
      if (top > 0) this.rows(sheet, texts, xs, heights, 0, sheet.header);
      this.rows(sheet, texts, xs, heights, from, to);
      from = to;
      if (from < sheet.rows) this.turn();
    }
    this.y += 8;
  }

  private borders(sheet: Sheet): number[] {
    const labels = new Set(
      sheet.cells.filter((cell) => !cell.figure && cell.row >= sheet.header).map((cell) => cell.column),
    );
    const shares = Array.from({ length: sheet.columns }, (_, column) => {
      if (sheet.columns <= 5) return labels.has(column) ? 2 : 1.4;
      if (!labels.has(column)) return 1;
      return column === 2 ? 4 : 1;
    });
    const all = shares.reduce((sum, share) => sum + share, 0);
    const xs = [this.margin];
    for (const share of shares) xs.push(xs.at(-1)! + (share / all) * this.width);
    return xs;
  }

  private isUpright(cell: SheetCell): boolean {
    return cell.rowSpan > 10 && this.look.upright !== 'wrapped';
  }

  private linesOf(cell: SheetCell, width: number): string[] {
    if (cell.text === '') return [];
    if (this.isUpright(cell)) return [...cell.text];
    const [font, spacing] = cell.figure ? [this.fontFor(cell.text), 0] : ['text', this.look.spacing];
    return this.wrapped(cell.text, font, this.look.size, width - 3, spacing);
  }

  /** The library's own fonts have no Chinese. */
  private fontFor(text: string): string {
    return /^[ -~]*$/.test(text) ? this.look.figures : 'text';
  }

  private rows(
    sheet: Sheet,
    texts: ReadonlyMap<SheetCell, readonly string[]>,
    xs: readonly number[],
    heights: readonly number[],
    from: number,
    to: number,
  ): void {
    const ys = [this.y];
    for (let row = from; row < to; row++) ys.push(ys.at(-1)! + heights[row]!);
    const shown = sheet.cells.filter((cell) => cell.row < to && cell.row + cell.rowSpan > from);
    const draw = shown.map((cell) => {
      const first = Math.max(cell.row, from);
      const last = Math.min(cell.row + cell.rowSpan, to);
      const box = {
        left: xs[cell.column]!,
        right: xs[cell.column + cell.columnSpan]!,
        top: ys[first - from]!,
        bottom: ys[last - from]!,
      };
      // A cell over the break shows its text on the first page.
      return { cell, box, lines: cell.row < from ? [] : texts.get(cell)! };
    });
    for (const { box } of draw) this.rule(box);
    const { order } = this.look;
    const place = ({ cell }: (typeof draw)[number]) =>
      order === 'rows'
        ? cell.row * 100 + cell.column
        : order === 'columns'
          ? cell.column * 100 + cell.row
          : (cell.figure ? 0 : 10_000) + cell.row * 100 + cell.column;
    for (const { cell, box, lines } of [...draw].sort((a, b) => place(a) - place(b))) this.write(cell, box, lines);
    this.y = ys.at(-1)!;
  }

  private write(cell: SheetCell, box: Box, lines: readonly string[]): void {
    const { size, align, middle, spacing, upright } = this.look;
    const pitch = size * 1.35;
    const font = cell.figure ? this.fontFor(cell.text) : 'text';
    this.pdf.font(font).fontSize(size);
    if (this.isUpright(cell) && upright === 'turned') {
      const [x, y] = [(box.left + box.right) / 2 + size * 0.6, box.top + 4];
      this.pdf
        .save()
        .rotate(90, { origin: [x, y] })
        .text(lines.join(''), x, y, { lineBreak: false })
        .restore();
      return;
    }
    let y = middle ? (box.top + box.bottom - lines.length * pitch) / 2 : box.top + 3;
    for (const line of lines) {
      const width = this.pdf.widthOfString(line);
      const side = cell.figure ? align : 'left';
      const x =
        side === 'center'
          ? (box.left + box.right - width) / 2
          : side === 'right'
            ? box.right - width - 2
            : box.left + 2;
      this.pdf.text(line, x, y, { lineBreak: false, characterSpacing: cell.figure ? 0 : spacing });
      y += pitch;
    }
  }

  private rule({ left, right, top, bottom }: Box): void {
    const { pdf } = this;
    const edges = [
      [left, top, right, top],
      [left, bottom, right, bottom],
      [left, top, left, bottom],
      [right, top, right, bottom],
    ] as const;
    switch (this.look.ruling) {
      case 'boxes':
        pdf
          .lineWidth(0.7)
          .rect(left, top, right - left, bottom - top)
          .stroke();
        return;
      case 'fills':
        for (const [x1, y1, x2, y2] of edges) pdf.rect(x1 - 0.3, y1 - 0.3, x2 - x1 + 0.6, y2 - y1 + 0.6).fill('black');
        return;
      case 'none':
        return;
      default:
        if (this.look.ruling === 'dashes') pdf.dash(2, { space: 1.5 });
        for (const [x1, y1, x2, y2] of this.look.ruling === 'across' ? edges.slice(0, 2) : edges)
          pdf.lineWidth(0.5).moveTo(x1, y1).lineTo(x2, y2).stroke();
        pdf.undash();
    }
  }
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
