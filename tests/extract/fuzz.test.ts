/**
 * Random and damaged bytes: every input ends as a Document or as a Problem, in bounded time. `FUZZ_RUNS` sets how many of each
 * kind are tried; the sample of an ordinary run is small and seeded.
 */
import fc from 'fast-check';
import { extract } from '../../src/extract/extract';
import { encodeGbk } from './gbk';
import { docx, p, r, tbl, tc, tr, zip } from './package';
import { Drawing, drawTable, pdf } from './pdf-writer';

const RUNS = Number(process.env.FUZZ_RUNS ?? 60);
/** No document of these sizes takes longer, on the slowest of machines. */
const SLOWEST = 15_000;

const CODES = ['EMPTY_FILE', 'UNSUPPORTED_FORMAT', 'DAMAGED_FILE', 'ENCRYPTED_FILE', 'NO_TEXT', 'TOO_LARGE'];

async function ends(bytes: Uint8Array, name: string): Promise<void> {
  const started = Date.now();
  const result = await extract(bytes, { name, limits: { milliseconds: SLOWEST, inflatedBytes: 5_000_000 } }).then(
    (document) => document,
    (error) => error,
  );
  if (result instanceof Error) expect(CODES).toContain((result as Error & { code?: string }).code);
  else {
    for (const block of result.blocks) {
      if (block.type === 'line') expect(block.text).not.toBe('');
      else
        for (const cell of block.cells) {
          expect(cell.row + cell.rowSpan).toBeLessThanOrEqual(block.rows);
          expect(cell.column + cell.columnSpan).toBeLessThanOrEqual(block.columns);
        }
    }
  }
  expect(Date.now() - started).toBeLessThan(SLOWEST);
}

const drawing = new Drawing().text(60, 60, '一、总体情况');
drawTable(
  drawing,
  [60, 160, 220, 280],
  [100, 120, 140],
  [
    { text: '信息内容', row: 0, column: 0 },
    { text: '本年', row: 0, column: 1, columnSpan: 2 },
    { text: '规章', row: 1, column: 0 },
    { text: '0', row: 1, column: 1 },
    { text: '12', row: 1, column: 2 },
  ],
  'boxes',
);
const html =
  '<html><head><meta charset=gbk><title>年报</title></head><body><p>一、总体情况</p><table><tr><td rowspan=2>信息</td><td colspan=2>本年</td></tr><tr><td>0</td><td>&nbsp;</td></tr></table></body></html>';
const cell = (text: string, properties = '') => tc(p(r(text)), properties);

const SEEDS: readonly [string, Uint8Array][] = [
  ['a.txt', Buffer.from('一、总体情况\n规章 0 12 3\n')],
  ['a.html', encodeGbk(html)],
  ['a.pdf', pdf([drawing])],
  [
    'a.docx',
    docx(
      p(r('一、总体情况')) +
        tbl(
          tr(cell('甲', '<w:vMerge w:val="restart"/>'), cell('1', '<w:gridSpan w:val="2"/>')),
          tr(cell('', '<w:vMerge/>'), cell('2'), cell('3')),
        ),
    ),
  ],
  [
    'a.xlsx',
    zip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="表" id="r0"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r0" Type="t/worksheet" Target="s.xml"/></Relationships>',
      'xl/s.xml':
        '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>',
    }),
  ],
  ['a.csv', Buffer.from('信息内容,制发\n规章,"1,2"\n许可,3\n')],
  ['a.md', Buffer.from('# 年报\n\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n\n<table><tr><td>3</td></tr></table>\n')],
];

type Change = (now: Uint8Array) => Uint8Array;

/** A file with bytes changed, pieces cut, doubled or put elsewhere. */
function damage(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat({ max: bytes.length - 1 });
  const change: fc.Arbitrary<Change> = fc.oneof<fc.Arbitrary<Change>[]>(
    fc.tuple(place, fc.nat({ max: 255 })).map(
      ([at, value]) =>
        (now: Uint8Array) =>
          now.map((byte, i) => (i === at ? value : byte)),
    ),
    fc.tuple(place, fc.nat({ max: 40 })).map(
      ([at, length]) =>
        (now: Uint8Array) =>
          Buffer.concat([now.subarray(0, at), now.subarray(at + length)]),
    ),
    fc.tuple(place, fc.nat({ max: 200 }), place).map(
      ([at, length, to]) =>
        (now: Uint8Array) =>
          Buffer.concat([now.subarray(0, to), now.subarray(at, at + length), now.subarray(to)]),
    ),
    place.map((at) => (now: Uint8Array) => now.subarray(0, at)),
    fc
      .tuple(
        place,
        fc.constantFrom(
          '<table>',
          '<tr><td rowspan=0 colspan=999>',
          '<w:tbl>',
          '|',
          '"',
          '\0',
          ' obj ',
          'stream\n',
          '999999999',
          '-1',
          '<!--',
          ']]>',
          '\ufeff',
        ),
      )
      .map(
        ([at, text]) =>
          (now: Uint8Array) =>
            Buffer.concat([now.subarray(0, at), Buffer.from(text), now.subarray(at)]),
      ),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map((changes) => changes.reduce<Uint8Array>((now, each) => each(now), Uint8Array.from(bytes)));
}

describe.each(SEEDS)('%s', (name, bytes) => {
  test('as it is, it is read', async () => {
    await expect(extract(bytes, { name })).resolves.toMatchObject({ blocks: expect.arrayContaining([]) });
  });

  test(
    'damaged in every way',
    async () => {
      await fc.assert(
        fc.asyncProperty(damage(bytes), (damaged) => ends(damaged, name)),
        { numRuns: RUNS, seed: 20240131, endOnFailure: true },
      );
    },
    24 * 3_600_000,
  );
});

test(
  'random bytes behind the signature of each format',
  async () => {
    const signature = fc.constantFrom(
      '',
      '%PDF-1.7\n',
      'PK\u0003\u0004',
      '<html>',
      '<table><tr>',
      '| a |\n|--|\n',
      '\ufeff',
    );
    const file = fc
      .tuple(signature, fc.uint8Array({ maxLength: 3000 }))
      .map(([start, rest]) => Buffer.concat([Buffer.from(start), rest]));
    await fc.assert(
      fc.asyncProperty(file, (bytes) => ends(bytes, 'a')),
      { numRuns: RUNS * 3, seed: 20240131, endOnFailure: true },
    );
  },
  24 * 3_600_000,
);

test(
  'random text',
  async () => {
    const piece = fc.constantFrom(
      '<table>',
      '</table>',
      '<tr>',
      '<td>',
      '<td colspan=3>',
      '<div hidden>',
      '|',
      '\n',
      '---',
      '"',
      ',',
      '一、',
      '12',
      '&nbsp;',
      '<br>',
      '\t',
      '\f',
      ' ',
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 120 })
      .map((pieces) => Buffer.from(pieces.join('')));
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('a.html', 'a.md', 'a.csv', 'a.txt'), (bytes, name) => ends(bytes, name)),
      { numRuns: RUNS * 5, seed: 20240131, endOnFailure: true },
    );
  },
  24 * 3_600_000,
);
