import fc from 'fast-check';
import type { Block, Document, GridCell } from '../../src/extract/document';
import { Problem } from '../../src/form/problem';
import { parse } from '../../src/parse/parse';
import { generate, LAYOUTS } from './generator/document';

/** Inputs: a sample here, 100,000 in the long run. */
const RUNS = Number(process.env.GONGKAI_FUZZ ?? 60);
const OPTIONS = { numRuns: RUNS, seed: 20260101 };

/** A draft or a Problem, in bounded time. */
function survives(document: Document): void {
  const start = Date.now();
  try {
    parse(document);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  expect(Date.now() - start).toBeLessThan(20_000);
}

const pieces = fc.constantFrom(
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
);
const words = fc
  .array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 120 })
  .map((parts) => parts.join(''));

const cells = fc.array(
  fc.record({
    text: fc.oneof(pieces, words),
    row: fc.integer({ min: 0, max: 12 }),
    column: fc.integer({ min: 0, max: 12 }),
    rowSpan: fc.integer({ min: 1, max: 5 }),
    columnSpan: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 80 },
);

describe('the parser survives whatever it is given', () => {
  test('lines of words of the form in any order', () => {
    fc.assert(
      fc.property(words, (text) => {
        const blocks = text.split('\n').map((line, i): Block => ({ type: 'line', text: line, line: i + 1 }));
        survives({ mediaType: 'text/plain', blocks, meta: {}, images: 0 });
      }),
      OPTIONS,
    );
  });

  test('grids whose cells overlap and leave gaps', () => {
    fc.assert(
      fc.property(cells, (made) => {
        const grid: Block = { type: 'grid', cells: made as GridCell[], rows: 17, columns: 17, line: 1 };
        survives({ mediaType: 'text/html', blocks: [grid], meta: {}, images: 1 });
      }),
      OPTIONS,
    );
  });

  test('reports with blocks lost, doubled, cut and swapped', async () => {
    const sources = await Promise.all(
      Array.from({ length: 14 }, (_, i) => generate(i + 1, LAYOUTS[i % LAYOUTS.length])),
    );
    fc.assert(
      fc.property(
        fc.nat(sources.length - 1),
        fc.array(fc.tuple(fc.nat(4), fc.nat(400), fc.nat(400)), { maxLength: 12 }),
        (which, edits) => {
          const blocks = [...sources[which]!.document.blocks];
          for (const [kind, a, b] of edits) {
            const i = a % blocks.length;
            const j = b % blocks.length;
            const block = blocks[i]!;
            if (kind === 0 && blocks.length > 1) blocks.splice(i, 1);
            else if (kind === 1) blocks.splice(j, 0, block);
            else if (kind === 2) [blocks[i], blocks[j]] = [blocks[j]!, blocks[i]!];
            else if (block.type === 'line')
              blocks[i] = { ...block, text: block.text.slice(0, b % (block.text.length + 1)) };
            else blocks[i] = { ...block, cells: block.cells.filter((_, index) => (index * 7 + b) % 11 !== 0) };
          }
          survives({ ...sources[which]!.document, blocks });
        },
      ),
      OPTIONS,
    );
  });
});
