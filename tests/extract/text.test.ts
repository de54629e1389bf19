/** Plain text: charsets, lines with their numbers, and files that are not text. */
import { extract } from '../../src/extract/extract';
import { encodeGbk } from './gbk';

const REPORT = [
  '云溪区档案局2023年政府信息公开工作年度报告',
  '',
  '一、总体情况',
  '规章  0   1',
  '',
  '共主动公开信息 65 条。',
].join('\n');

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16();
}

const withMark = (mark: number[], bytes: Uint8Array) => Uint8Array.from([...mark, ...bytes]);

describe('charsets', () => {
  const utf8 = Buffer.from(REPORT);
  const cases: [string, Uint8Array, string][] = [
    ['UTF-8', utf8, 'utf-8'],
    ['UTF-8 with a mark', withMark([0xef, 0xbb, 0xbf], utf8), 'utf-8'],
    ['GBK', encodeGbk(REPORT), 'gb18030'],
    ['UTF-16 little-endian with a mark', withMark([0xff, 0xfe], Buffer.from(REPORT, 'utf16le')), 'utf-16le'],
    ['UTF-16 big-endian with a mark', withMark([0xfe, 0xff], utf16be(REPORT)), 'utf-16be'],
    ['UTF-16 little-endian without a mark', Buffer.from(REPORT, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16be(REPORT), 'utf-16be'],
  ];
  test.each(cases)('%s gives the same lines', async (_, bytes, charset) => {
    const document = await extract(bytes, { name: 'a.txt' });
    expect(document.charset).toBe(charset);
    expect(document.mediaType).toBe('text/plain');
    expect(document.blocks).toEqual([
      { type: 'line', line: 1, text: '云溪区档案局2023年政府信息公开工作年度报告' },
      { type: 'line', line: 3, text: '一、总体情况' },
      { type: 'line', line: 4, text: '规章  0   1' },
      { type: 'line', line: 6, text: '共主动公开信息 65 条。' },
    ]);
  });

  test('GB18030 four-byte characters are read', async () => {
    // U+2000B, a name character outside GBK, is 95 32 83 37 in GB18030.
    const bytes = Uint8Array.from([
      ...encodeGbk('本局负责人为'),
      0x95,
      0x32,
      0x83,
      0x37,
      ...encodeGbk('同志，联系电话不变。'),
    ]);
    const document = await extract(bytes);
    expect(document.blocks[0]).toMatchObject({ text: '本局负责人为\u{2000B}同志，联系电话不变。' });
  });

  test('radicals of the fonts of PDF files are the characters that they look like', async () => {
    const { blocks } = await extract(Buffer.from('望江区⼈⺠政府办公室第1⻚\n⾏政强制 ⽆'), { name: 'a.txt' });
    expect(blocks.map((block) => block.type === 'line' && block.text)).toEqual([
      '望江区人民政府办公室第1页',
      '行政强制 无',
    ]);
  });

  test('form feeds count pages', async () => {
    const document = await extract(Buffer.from('第一页\n\f第二页\n'));
    expect(document.pages).toBe(2);
    expect(document.blocks).toEqual([
      { type: 'line', line: 1, page: 1, text: '第一页' },
      { type: 'line', line: 2, page: 2, text: '第二页' },
    ]);
  });

  test.each(['\r\n', '\r', '\n'])('line ends of every system (%j)', async (end) => {
    const document = await extract(Buffer.from(`甲${end}乙`));
    expect(document.blocks.map((block) => block.line)).toEqual([1, 2]);
  });
});

describe('files that are refused', () => {
  const random = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 0xff);
  const cases: [string, Uint8Array, string][] = [
    ['nothing', new Uint8Array(), 'EMPTY_FILE'],
    ['white space only', Buffer.from(' \r\n\u3000\n\t'), 'EMPTY_FILE'],
    ['a byte order mark only', Uint8Array.from([0xef, 0xbb, 0xbf]), 'EMPTY_FILE'],
    ['binary data named .txt', random, 'UNSUPPORTED_FORMAT'],
    ['a program named .txt', withMark([0x7f, 0x45, 0x4c, 0x46], random), 'UNSUPPORTED_FORMAT'],
    ['text with NUL bytes', Buffer.from('规章 0\u0000\u0000\u00001 0'), 'UNSUPPORTED_FORMAT'],
    ['UTF-8 cut within a character', Buffer.from(REPORT).subarray(0, -2), 'DAMAGED_FILE'],
    [
      'UTF-8 with a byte lost',
      Buffer.concat([Buffer.from(REPORT).subarray(0, 40), Buffer.from(REPORT).subarray(41)]),
      'DAMAGED_FILE',
    ],
    ['GBK cut within a character', encodeGbk('本年度共收到申请').subarray(0, -1), 'DAMAGED_FILE'],
    [
      'UTF-16 cut within a character',
      withMark([0xff, 0xfe], Buffer.from('申请', 'utf16le')).subarray(0, -1),
      'DAMAGED_FILE',
    ],
    ['an OLE file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...random]), 'DAMAGED_FILE'],
    [
      'an encrypted Office file',
      Buffer.concat([
        Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'ENCRYPTED_FILE',
    ],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'NO_TEXT'],
  ];
  test.each(cases)('%s', async (_, bytes, code) => {
    const problem = await extract(bytes, { name: '报告.txt' }).catch((error) => error);
    expect(problem).toMatchObject({ name: 'Problem', code, place: { file: '报告.txt' } });
    expect(problem.zh).toMatch(/请/);
    expect(problem.en).toMatch(/\. [A-Z]/);
  });

  test('a file over the limit', async () => {
    await expect(extract(Buffer.from('12345'), { limits: { bytes: 4 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(extract(Buffer.from('12345'), { limits: { text: 4 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
