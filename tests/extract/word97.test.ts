/** Word 97 to 2003: text, tables, revisions, files saved fast, and files that are damaged, older or locked. */
import { extract } from '../../src/extract/extract';
import { lines, shape } from './shape';
import {
  AS_NOT_IN_STYLE,
  cell,
  DELETED,
  HIDDEN,
  type Options,
  ole,
  PICTURE,
  para,
  RAISED,
  raisedBy,
  row,
  run,
  STRUCK,
  styled,
  symbol,
  type Written,
  word97,
} from './word97-writer';

const read = (paragraphs: readonly Written[], options?: Options) =>
  extract(word97(paragraphs, options), { name: '年报.doc' });
const table = async (...paragraphs: Written[]) => shape(await read(paragraphs));

test('paragraphs, line breaks and tabs', async () => {
  const document = await read([
    para('临江区统计局'),
    para('一、总\u000b体\t情况'),
    para(''),
    para('第\u001f二\u001e三'),
  ]);
  expect(document).toMatchObject({
    mediaType: 'application/msword',
    images: 0,
  });
  expect(lines(document)).toEqual(['临江区统计局', '一、总', '体 情况', '第二-三']);
});

test('text in one byte a character', async () => {
  expect(lines(await read([para('Report 2022 \u0097 caf\u00e9')], { narrow: true }))).toEqual(['Report 2022 — café']);
});

test('cells that span rows and columns', async () => {
  const made = await table(
    ...[cell('结果'), cell('行政诉讼'), cell(''), row([0, 1000, 2000, 3000], ['restart', 'first', 'beside'])],
    ...[cell('不显示'), cell('直接'), cell('复议后'), row([0, 1000, 2000, 3000], ['continued'])],
    ...[cell('1'), cell('二\u000b行'), row([0, 1010, 2990])],
    para('后记'),
  );
  expect(made).toEqual(
    await table(
      ...[cell('结果'), cell('行政诉讼'), row([0, 1000, 3000], ['restart'])],
      ...[cell(''), cell('直接'), cell('复议后'), row([0, 1000, 2000, 3000], ['continued'])],
      ...[cell('1'), cell('二\u000b行'), row([0, 1000, 3000])],
      para('后记'),
    ),
  );
  expect(made).toMatchInlineSnapshot(`
   [
     [
       [
         "结果↓2",
         "行政诉讼→2",
       ],
       [
         "直接",
         "复议后",
       ],
       [
         "1",
         "二
   行→2",
       ],
     ],
     "后记",
   ]
  `);
});

test('a row whose properties are too long for their page', async () => {
  const edges = Array.from({ length: 26 }, (_, i) => 300 * i);
  const cells = edges.slice(1).map((_, i) => cell(i % 5 === 0 ? '' : String(i)));
  const [grid] = (await read([...cells, row(edges), para('后记')])).blocks;
  expect(grid).toMatchObject({ type: 'grid', rows: 1, columns: 25 });
});

test('cells merged by properties of their own', async () => {
  const merges = [0x24, 0x56, 0, 2, 0x2b, 0xd6, 2, 2, 3];
  const goesOn = [0x2b, 0xd6, 2, 2, 1];
  const made = await table(
    ...[cell('甲'), cell('乙'), cell('丙'), row([0, 1000, 2000, 3000], [], { more: merges })],
    ...[cell('1'), cell('2'), cell('3'), row([0, 1000, 2000, 3000], [], { more: goesOn })],
  );
  expect(made).toMatchInlineSnapshot(`
   [
     [
       [
         "甲→2",
         "丙↓2",
       ],
       [
         "1",
         "2",
       ],
     ],
   ]
  `);
});

test('a table in a cell', async () => {
  const made = await table(
    cell('外'),
    ...[cell('内一', 2), cell('内二', 2), row([0, 500, 900], [], { depth: 2 })],
    para('其后', 1),
    cell('末'),
    row([0, 1000, 2000]),
  );
  expect(made).toMatchInlineSnapshot(`
   [
     "外",
     [
       [
         "内一",
         "内二",
       ],
     ],
     "其后",
     "末",
   ]
  `);
});

test('two tables that follow each other are told apart by their columns', async () => {
  const wide = (...texts: string[]) => [...texts.map((text) => cell(text)), row([0, 2000, 4000, 6000, 8000])];
  const narrow = (...texts: string[]) => [...texts.map((text) => cell(text)), row([0, 1500, 3000, 4600, 5700, 8000])];
  const { blocks } = await read([
    ...wide('规章', '1', '2', '3'),
    ...wide('规范性文件', '4', '5', '6'),
    ...narrow('维持', '纠正', '其他', '未审结', '总计'),
    ...narrow('1', '2', '3', '4', '10'),
  ]);
  expect(blocks.map((block) => block.type === 'grid' && [block.rows, block.columns])).toEqual([
    [2, 4],
    [2, 5],
  ]);
});

test('what is hidden, struck or deleted is not read; a deleted mark joins lines, and ends a row', async () => {
  const document = await read([
    para([run('共'), run('3', DELETED), run('4'), run('5', HIDDEN), run('6', STRUCK), run('件')]),
    para('上半', 0, DELETED),
    para('下半'),
    ...[cell('1'), cell([run('2', HIDDEN), run('3')]), row([0, 1000, 2000])],
    ...[cell('4'), cell('5'), row([0, 1000, 2000], [], { mark: DELETED })],
  ]);
  expect(shape(document)).toEqual(['共4件', '上半下半', [['1', '3']]]);
});

test('fields show their results, notes are marked, symbols are those they stand for', async () => {
  const field = '第\u0013 PAGE \\* MERGEFORMAT \u00147\u0015页\u0013 SEQ \u0013 X \u0014 1\u0015 \u0015。';
  const document = await read([
    para(field),
    para([run('22'), run('1', RAISED), run('件'), run('(', symbol(0x2014)), run('(', symbol(0xf0a3))]),
    ...[cell([run('22'), run('1', RAISED)]), cell('0'), row([0, 1000, 2000])],
  ]);
  expect(shape(document)).toEqual(['第7页。', '221件—', [['22（注1）', '0']]]);
});

test('text boxes come at the end, pictures are counted', async () => {
  const document = await read([para([run('见图'), PICTURE])], {
    boxes: [para('附注 3 件')],
  });
  expect(lines(document)).toEqual(['见图', '附注 3 件']);
  expect(document.images).toBe(1);
});

test('files that were saved fast', async () => {
  const paragraphs = [para('一二三四五六七八九'), cell('甲'), cell('乙'), row([0, 1000, 2000]), para('末')];
  const plain = await read(paragraphs);
  for (const piece of [1, 2, 7]) expect(await read(paragraphs, { piece })).toEqual(plain);
  for (const modifier of [{ short: 0x5c }, { list: DELETED }])
    await expect(read([para('不见')], { modifier })).rejects.toMatchObject({ code: 'EMPTY_FILE' });
});

test.each<[string, Buffer, string]>([
  ['an empty document', word97([para('')]), 'EMPTY_FILE'],
  ['a document with a password', word97([para('甲')], { flags: 0x1300 }), 'ENCRYPTED_FILE'],
  ['a document of Word 95', word97([para('甲')], { version: 0x68 }), 'UNSUPPORTED_FORMAT'],
  ['a workbook', ole({ Workbook: Buffer.alloc(5000) }), 'UNSUPPORTED_FORMAT'],
  ['another OLE file', ole({ 其他: Buffer.alloc(100) }), 'UNSUPPORTED_FORMAT'],
  ['a document that lacks its lists', word97([para('甲')], { flags: 0x1000 }), 'DAMAGED_FILE'],
  ['a document that is cut', word97([para('甲'.repeat(9000))]).subarray(0, 9000), 'DAMAGED_FILE'],
])('%s', async (_, bytes, code) => {
  await expect(extract(bytes, { name: 'a.doc' })).rejects.toMatchObject({
    code,
    place: { file: 'a.doc' },
  });
});

test.each(['directory', 'text'])('a chain of sectors that is a circle, of its %s', async (which) => {
  const bytes = word97([para('甲'.repeat(9000))]);
  const table = 512 * (bytes.readUInt32LE(76) + 1);
  const next = (sector: number) => bytes.readUInt32LE(table + 4 * sector);
  const directory = bytes.readUInt32LE(48);
  // The longest chain is that of the text.
  const lengthOf = (sector: number): number => (next(sector) < 0xfffffff0 ? 1 + lengthOf(next(sector)) : 1);
  const starts = Array.from({ length: 60 }, (_, sector) => sector);
  const text = starts.reduce((best, sector) => (lengthOf(sector) > lengthOf(best) ? sector : best));
  const start = which === 'directory' ? directory : text;
  bytes.writeUInt32LE(start, table + 4 * (which === 'directory' ? start : next(next(start))));
  await expect(extract(bytes)).rejects.toMatchObject({ code: 'DAMAGED_FILE' });
});

test('a document that is embedded in another is not read in its place', async () => {
  const inner = word97([para('内')]);
  await expect(extract(ole({ 'ObjectPool/_1/WordDocument': inner }))).rejects.toMatchObject({
    code: 'UNSUPPORTED_FORMAT',
  });
});

test('more text than a document may have', async () => {
  await expect(extract(word97([para('甲'.repeat(2000))]), { limits: { text: 1000 } })).rejects.toMatchObject({
    code: 'TOO_LARGE',
  });
});

test('marks of notes that stand higher or that a style raises, and what styles hide', async () => {
  const styles = [
    { name: 'up', list: RAISED },
    { name: 'based', list: [], base: 1 },
    { name: 'footnote reference', list: [] },
    { name: 'gone', list: HIDDEN },
  ];
  const contents = [
    [run('12'), run('1', styled(1))],
    [run('12'), run('1', styled(2))],
    [run('12'), run('1', styled(3))],
    [run('12'), run('1', raisedBy(8))],
    [run('1', raisedBy(8)), run('2', raisedBy(8))],
    [run('12'), run('3', raisedBy(2))],
    [run('12'), run('3', styled(4))],
    [run('12'), run('3', styled(4, AS_NOT_IN_STYLE.hidden))],
    [run('12'), run('3', styled(9))],
  ];
  const edges = Array.from({ length: contents.length + 1 }, (_, i) => i * 1000);
  const document = await read([...contents.map((content) => cell(content)), row(edges)], { styles });
  const noted = '12（注1）';
  expect(shape(document)).toEqual([[[noted, noted, noted, noted, '12', '123', '12', '123', '123']]]);
});
