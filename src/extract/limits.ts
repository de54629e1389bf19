/**
 * Limits that keep hostile or endless files from taking time and memory. Each one passed ends in a Problem TOO_LARGE.
 */
import { Problem } from '../form/problem';

export interface ExtractLimits {
  /** Size of the file. */
  readonly bytes: number;
  /** Sum of the unpacked parts of a packed format (DOCX, XLSX). */
  readonly inflatedBytes: number;
  /** Unpacked bytes per packed byte of one part, from one MiB unpacked on: ordinary XML stays under 100. */
  readonly inflationRatio: number;
  /** Depth of nested elements in markup. */
  readonly depth: number;
  /** Elements of markup, and rules of pages. */
  readonly elements: number;
  /** Cells of all tables. */
  readonly cells: number;
  /** Rows of all tables: a report has about sixty. */
  readonly rows: number;
  readonly pages: number;
  /** Characters of extracted text, and of those that are drawn on pages. */
  readonly text: number;
  /** Time for one document. */
  readonly milliseconds: number;
}

export const DEFAULT_LIMITS: ExtractLimits = {
  bytes: 50 * 1024 * 1024,
  inflatedBytes: 200 * 1024 * 1024,
  inflationRatio: 200,
  depth: 1000,
  elements: 1_000_000,
  cells: 50_000,
  rows: 600,
  pages: 500,
  text: 500_000,
  milliseconds: 60_000,
};

/** What a limit counts, and the setting that raises it. */
const NAMES: Readonly<Record<keyof ExtractLimits, { zh: string; en: string; setting?: string }>> = {
  bytes: { zh: '文件字节数', en: 'bytes of the file', setting: 'GONGKAI_MAX_FILE_BYTES' },
  inflatedBytes: { zh: '解压后的字节数', en: 'bytes after unpacking' },
  inflationRatio: { zh: '压缩比', en: 'compression ratio' },
  depth: { zh: '元素嵌套层数', en: 'depth of nested elements' },
  elements: { zh: '元素数', en: 'elements' },
  cells: { zh: '表格单元格数', en: 'table cells' },
  rows: { zh: '表格行数', en: 'rows of tables', setting: 'GONGKAI_MAX_FILE_ROWS' },
  pages: { zh: '页数', en: 'pages' },
  text: { zh: '文字字符数', en: 'characters of text' },
  milliseconds: { zh: '处理时间（毫秒）', en: 'processing time in milliseconds', setting: 'GONGKAI_MAX_FILE_MS' },
};

/** The problem of a limit that was passed. */
export function tooLarge(limit: keyof ExtractLimits, allowed: number): Problem {
  const { zh, en, setting } = NAMES[limit];
  const raise = setting ? { zh: `，或调高 ${setting}`, en: `, or raise ${setting}` } : { zh: '', en: '' };
  return new Problem(
    'TOO_LARGE',
    `文件超出限制：${zh}超过 ${allowed}。请只保留年度报告本身后再导入${raise.zh}。`,
    `The file passes a limit: more than ${allowed} ${en}. Keep only the annual report itself${raise.en}.`,
  );
}

/** Counts what one extraction takes and throws the Problem of the limit that it passes. One per document. */
export class Meter {
  private cells = 0;
  private rows = 0;
  private text = 0;
  private drawn = 0;
  private elements = 0;
  private inflated = 0;
  private readonly started = Date.now();

  constructor(readonly limits: ExtractLimits) {}

  addCells(count: number): void {
    this.cells += count;
    if (this.cells > this.limits.cells) throw tooLarge('cells', this.limits.cells);
  }

  addRows(count: number): void {
    this.rows += count;
    if (this.rows > this.limits.rows) throw tooLarge('rows', this.limits.rows);
  }

  addText(characters: number): void {
    this.text += characters;
    if (this.text > this.limits.text) throw tooLarge('text', this.limits.text);
  }

  /** Characters that are drawn on pages, of which some may be no text of the document in the end. */
  addDrawn(characters: number): void {
    this.drawn += characters;
    if (this.drawn > this.limits.text) throw tooLarge('text', this.limits.text);
  }

  addInflated(bytes: number): void {
    this.inflated += bytes;
    if (this.inflated > this.limits.inflatedBytes) throw tooLarge('inflatedBytes', this.limits.inflatedBytes);
  }

  addElements(count: number): void {
    this.elements += count;
    if (this.elements > this.limits.elements) throw tooLarge('elements', this.limits.elements);
  }

  checkDepth(depth: number): void {
    if (depth > this.limits.depth) throw tooLarge('depth', this.limits.depth);
  }

  checkPages(pages: number): void {
    if (pages > this.limits.pages) throw tooLarge('pages', this.limits.pages);
  }

  checkTime(): void {
    if (Date.now() - this.started > this.limits.milliseconds) throw tooLarge('milliseconds', this.limits.milliseconds);
  }

  /** Milliseconds that are left, at least 0. */
  get timeLeft(): number {
    return Math.max(0, this.limits.milliseconds - (Date.now() - this.started));
  }
}
