/**
 * Hostile inputs by number: the same seed and number give the same input. Most are whole reports in one of the formats, damaged;
 * some are random bytes and random words behind the signature of a format; some are what extractors could give the parser.
 */
import type { Block, Document, GridCell } from '../../../src/extract/document';
import { Random } from '../generator/random';
import { damaged } from './damage';
import { FORMATS, type FuzzFormat, makeSource, NAMES, type Source } from './sources';

export type FuzzInput = {
  /** What it was made of: a format, "random" or "blocks". */
  readonly kind: FuzzFormat | 'random' | 'blocks';
} & (
  | { readonly name: string; readonly bytes: Uint8Array }
  /** Straight to the parser, past the extractors. */
  | { readonly document: Document }
);

/** Sources a format: what is damaged is one of these. */
const SOURCES = 8;
/** Formats that cost most are tried less often: PDF takes ten times as long as text. */
const SHARES: readonly FuzzInput['kind'][] = [
  ...FORMATS.filter((format) => format !== 'pdf').flatMap((format) => [format, format]),
  'pdf',
  'random',
  'random',
  'blocks',
];

const SIGNATURES = [
  '',
  '%PDF-1.7\n',
  'PK\u0003\u0004',
  '<html>',
  '<table><tr>',
  '| a |\n|--|\n',
  '\ufeff',
  '{"body":',
  'body,year\n',
];

const WORDS = [
  '规章',
  '行政许可',
  '一、本年新收政府信息公开申请数量',
  '（一）予以公开',
  '（七）总计',
  '其他',
  '自然人',
  '商业企业',
  '总计',
  '结果维持',
  '结果纠正',
  '尚未审结',
  '未经复议直接起诉',
  '本年制发件数',
  '偃师区司法局2023年政府信息公开工作年度报告',
  '一、总体情况',
  '收到申请',
  '其中',
  '0',
  '1,234',
  '/',
  '—',
  '无',
  '-8',
  '（',
  '）',
  '1.',
  '①',
  '\n',
  ' ',
  '  ',
  '-4-',
  '12（其中',
  '万元',
  '\u0000',
  '𠀀',
  '９',
  '<tr>',
  '<td>',
  '<td colspan=3>',
  '|',
  '"',
  ',',
  '\t',
  '\f',
];

export class FuzzInputs {
  private readonly sources = new Map<string, Promise<Source>>();

  constructor(private readonly seed: number) {}

  async make(number: number): Promise<FuzzInput> {
    // Numbers and seeds that lie close together must not give sequences that do.
    const random = new Random(Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(this.seed, 0x85ebca6b));
    const kind = random.pick(SHARES);
    if (kind === 'random') return { kind, name: random.pick(Object.values(NAMES)), bytes: randomBytes(random) };
    if (kind === 'blocks') return { kind, document: randomBlocks(random) };
    return { kind, name: NAMES[kind], bytes: damaged(random, await this.source(kind, random.integer(1, SOURCES))) };
  }

  private source(format: FuzzFormat, seed: number): Promise<Source> {
    const key = `${format} ${seed}`;
    const made = this.sources.get(key) ?? makeSource(format, seed);
    this.sources.set(key, made);
    return made;
  }
}

function words(random: Random, most: number): string {
  return Array.from({ length: random.integer(0, most) }, () =>
    random.chance(0.9) ? random.pick(WORDS) : String.fromCharCode(random.integer(0, 0xffff)),
  ).join('');
}

function randomBytes(random: Random): Buffer {
  const signature = Buffer.from(random.pick(SIGNATURES));
  const rest = random.chance(0.5)
    ? Buffer.from(words(random, 300))
    : Buffer.from(Array.from({ length: random.integer(0, 3000) }, () => random.integer(0, 255)));
  return Buffer.concat([signature, rest]);
}

/** Lines of words of the form in any order, and grids whose cells overlap and leave gaps. */
function randomBlocks(random: Random): Document {
  const blocks = Array.from({ length: random.integer(0, 24) }, (_, at): Block => {
    if (random.chance(0.9)) return { type: 'line', text: words(random, 12), line: at + 1 };
    const cells = Array.from(
      { length: random.integer(0, 80) },
      (): GridCell => ({
        text: words(random, 3),
        row: random.integer(0, 12),
        column: random.integer(0, 12),
        rowSpan: random.integer(1, 5),
        columnSpan: random.integer(1, 5),
      }),
    );
    return { type: 'grid', cells, rows: 17, columns: 17, line: at + 1 };
  });
  return { mediaType: 'text/html', blocks, meta: {}, images: random.integer(0, 1) };
}
