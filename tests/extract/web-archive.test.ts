/** Pages saved with all that belongs to them in one file: by browsers in quoted-printable, by Word in base64. */
import { extract } from '../../src/extract/extract';
import { encodeGbk } from './gbk';
import { shape } from './shape';

const PAGE = '<html><body><p>临江区统计局</p><table><tr><td>规章</td><td>12</td></tr></table></body></html>';

/** Each byte that is no letter as "=XX", in lines of 76 characters. */
function quoted(text: string): string {
  const codes = [...Buffer.from(text)].map((byte) =>
    byte > 0x20 && byte < 0x7f && byte !== 0x3d
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  let line = '';
  let all = '';
  for (const code of codes) {
    if (line.length + code.length > 75) {
      all += `${line}=\r\n`;
      line = '';
    }
    line += code;
  }
  return all + line;
}

const saved = (...parts: string[]) =>
  [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: http://www.example.gov.cn/nb.html',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    '\tboundary="----MultipartBoundary--x1----"',
    '',
    '',
    ...parts.flatMap((part) => ['------MultipartBoundary--x1----', part]),
    '------MultipartBoundary--x1------',
    '',
  ].join('\r\n');
const html = (body: string, encoding: string, type = 'text/html') =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
const picture = html('iVBORw0KGgo=', 'base64', 'image/png');

const read = (text: string | Buffer, name = 'nb.mhtml') => extract(Buffer.from(text), { name });
const EXPECTED = ['临江区统计局', [['规章', '12']]];

test('of a browser', async () => {
  const document = await read(saved(html(quoted(PAGE), 'quoted-printable'), picture));
  expect(document).toMatchObject({ mediaType: 'text/html', charset: 'utf-8' });
  expect(shape(document)).toEqual(EXPECTED);
});

test('what a style sheet of its own hides', async () => {
  const page = PAGE.replace('12', '<i class="x">9</i>12');
  const sheet = html('.x { display: none }', 'quoted-printable', 'text/css');
  expect(shape(await read(saved(html(quoted(page), 'quoted-printable'), sheet)))).toEqual(EXPECTED);
});

test('of Word, by another name and in GBK', async () => {
  const body = Buffer.from(encodeGbk(PAGE)).toString('base64').replace(/.{76}/g, '$&\r\n');
  expect(shape(await read(saved(picture, html(body, 'base64', 'text/html; charset="gb2312"')), 'nb.doc'))).toEqual(
    EXPECTED,
  );
});

test('a page and the frame that shows its table', async () => {
  const frame = '<html><body><table><tr><td>规章</td><td>12</td></tr></table></body></html>';
  const text = saved(html('<p>临江区统计局</p>', '8bit'), html(quoted(frame), 'Quoted-Printable'));
  expect(shape(await read(text))).toEqual(EXPECTED);
});

test('parts within a part, lines that end with a line feed alone', async () => {
  const inner = `Content-Type: multipart/alternative; boundary=y2\n\n--y2\n${html(quoted(PAGE), 'quoted-printable')}\n--y2--`;
  expect(shape(await read(saved(inner).replaceAll('\r\n', '\n')))).toEqual(EXPECTED);
});

test.each([
  ['a page that is cut', saved(html(quoted(PAGE), 'quoted-printable')).slice(0, -60), 'DAMAGED_FILE'],
  ['no page', saved(picture), 'UNSUPPORTED_FORMAT'],
  ['no part', saved(), 'UNSUPPORTED_FORMAT'],
])('%s', async (_, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code, place: { file: 'nb.mhtml' } });
});

test('a page of which only the pictures are cut is read', async () => {
  const text = saved(html(quoted(PAGE), 'quoted-printable'), picture);
  expect(shape(await read(text.slice(0, text.indexOf('iVBOR'))))).toEqual(EXPECTED);
});

test('a text that begins like a message is a text', async () => {
  expect(shape(await read('Subject: 年度报告\n\n一、总体情况', 'a.txt'))).toEqual([
    'Subject: 年度报告',
    '一、总体情况',
  ]);
});
