/** RTF: charsets, tables, revisions, fields and files that are cut. */
import { extract } from '../../src/extract/extract';
import { encodeGbk } from './gbk';
import { shape } from './shape';

const FONTS = '{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset134 SimSun;}{\\f2\\fcharset136 MingLiU;}}';
const read = (body: string, head = '\\ansi\\ansicpg936') =>
  extract(Buffer.from(`{\\rtf1${head}${FONTS}${body}}`, 'latin1'), { name: '年报.doc' });
const shown = async (body: string, head?: string) => shape(await read(body, head));
const gbk = (text: string) => [...encodeGbk(text)].map((byte) => `\\'${byte.toString(16)}`).join('');

test('characters by their codes, raw, in Unicode with substitutes, and by name', async () => {
  const raw = Buffer.from(encodeGbk('临江')).toString('latin1');
  expect(await read(`\\f1 ${gbk('一、总')}\\tab x\\line{\\b ${raw}}\\par`)).toMatchObject({
    mediaType: 'application/rtf',
  });
  expect(await shown(`\\f1 ${gbk('一、总')}\\tab x\\line{\\b ${raw}}\\par`)).toEqual(['一、总 x', '临江']);
  expect(await shown("\\u20020?\\u-24272\\'bf{\\uc2\\u20020 ab7}\\uc0\\u20020 8\\par")).toEqual(['临ꄰ临7临8']);
  expect(await shown(`\\f2 \\'a4\\'a4\\f1 ${gbk('国')}\\f0\\emdash\\'97\\{\\}\\\\\\_\\par`, '\\ansi')).toEqual([
    '中国——{}\\-',
  ]);
});

test('the code page of a file that names no font for its bytes', async () => {
  expect(await shown(`${gbk('临江')}\\par`)).toEqual(['临江']);
  expect(await shown("caf\\'e9\\par", '\\ansi\\ansicpg1252')).toEqual(['café']);
});

test('cells that span, by edges and by marks', async () => {
  const body = [
    '\\trowd\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000\\pard\\intbl a\\cell b\\cell\\cell\\row',
    '\\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl\\cell c\\par d\\cell e\\cell\\row',
    '\\trowd\\cellx1005\\cellx2990\\pard\\intbl 1\\cell 2\\cell\\row\\pard f\\par',
  ].join('');
  expect(await shown(body)).toEqual([
    [
      ['a↓2', 'b→2'],
      ['c\nd', 'e'],
      ['1', '2→2'],
    ],
    'f',
  ]);
});

test('a table in a cell', async () => {
  const body =
    '\\trowd\\cellx2000\\cellx4000\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}' +
    '{\\nonesttables\\par}\\pard\\intbl z\\cell 1\\cell\\row';
  expect(await shown(body)).toEqual([[['x', 'y']], 'z', '1']);
});

test('what is hidden, struck, deleted or beside the text is not read', async () => {
  const body =
    '{\\header 9\\par}{\\info{\\title 9}}{\\*\\unknown 9}{\\v 9}{\\strike 9}{\\deleted 9}{\\footnote 9}{\\field{\\*\\fldinst PAGE 9}{\\fldrslt 7}}' +
    '{\\upr{9}{\\*\\ud{8}}}\\strike 9\\plain 6\\par up{\\deleted\\par}per\\par';
  expect(await shown(body)).toEqual(['786', 'upper']);
});

test('notes are marked, text boxes come at the end, pictures are counted and their bytes passed over', async () => {
  const body =
    '{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 9}}{\\shptxt\\pard box\\par}}{\\shprslt 9}}{\\pict\\bin3 }{}}text\\par' +
    '\\trowd\\cellx1000\\cellx2000\\pard\\intbl 22{\\super 1}\\cell 0\\cell\\row';
  const document = await read(body);
  expect(shape(document)).toEqual(['text', [['22（注1）', '0']], 'box']);
  expect(document.images).toBe(1);
});

test('numbers that stand higher or lower than their figures', async () => {
  const cells = ['12{\\up8 1}', '{\\up8 12}', '12{\\up2 3}', '12\\up 1\\dn0 ', '12{\\sub 1}', '{\\super 1\\up0 }12'];
  const body = `\\trowd${cells.map((_, i) => `\\cellx${i + 1}000`).join('')}\\pard\\intbl ${cells.map((each) => `${each}\\cell`).join(' ')}\\row`;
  expect(shape(await read(body))).toEqual([[['12（注1）', '12', '123', '12（注1）', '12\ufffd1', '（注1）12']]]);
});

test.each([
  ['a file that is cut', '{\\rtf1 text\\par', 'DAMAGED_FILE'],
  ['a file without text', '{\\rtf1\\par}', 'EMPTY_FILE'],
  ['half a character', `{\\rtf1\\ansicpg936${FONTS}\\f1 \\'b1\\par}`, 'DAMAGED_FILE'],
  ['endless groups', `{\\rtf1${'{'.repeat(5000)}`, 'TOO_LARGE'],
])('%s', async (_, text, code) => {
  await expect(extract(Buffer.from(text), { name: 'a.rtf' })).rejects.toMatchObject({ code, place: { file: 'a.rtf' } });
});
