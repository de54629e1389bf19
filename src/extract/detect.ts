/**
 * What a file is, by its content. The name decides only between kinds of text that look alike (a CSV and a text, a Markdown
 * and a text); it never makes a binary file a text.
 */
import { unsupported } from './refusals';

export type Kind = 'pdf' | 'zip' | 'ole' | 'rtf' | 'picture' | 'text';

function startsWith(bytes: Uint8Array, signature: readonly number[] | string, from = 0): boolean {
  for (let i = 0; i < signature.length; i++) {
    const expected = typeof signature === 'string' ? signature.charCodeAt(i) : signature[i];
    if (bytes[from + i] !== expected) return false;
  }
  return true;
}

/** Readers of PDF accept junk before the header; its standard names the first 1024 bytes. */
function hasPdfHeader(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, 1024);
  for (let i = 0; i < end; i++) if (bytes[i] === 0x25 && startsWith(bytes, '%PDF-', i)) return true;
  return false;
}

const PICTURES: readonly (readonly number[] | string)[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  'GIF8',
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
];

const NAMED: readonly { signature: readonly number[] | string; zh: string; en: string }[] = [
  { signature: 'Rar!', zh: 'RAR 压缩包', en: 'a RAR archive' },
  { signature: [0x37, 0x7a, 0xbc, 0xaf], zh: '7z 压缩包', en: 'a 7z archive' },
  { signature: [0x1f, 0x8b], zh: 'gzip 压缩文件', en: 'a gzip file' },
  { signature: 'MZ', zh: '程序文件', en: 'a program' },
  { signature: [0x7f, 0x45, 0x4c, 0x46], zh: '程序文件', en: 'a program' },
];

/** The kind of a file by its first bytes. Throws Problem UNSUPPORTED_FORMAT for formats that are known and not read. */
export function detectKind(bytes: Uint8Array): Kind {
  if (startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006')) return 'zip';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'ole';
  if (startsWith(bytes, '{\\rtf')) return 'rtf';
  if (PICTURES.some((signature) => startsWith(bytes, signature))) return 'picture';
  for (const { signature, zh, en } of NAMED)
    if (startsWith(bytes, signature) && (signature !== 'MZ' || bytes.includes(0))) throw unsupported({ zh, en });
  if (hasPdfHeader(bytes)) return 'pdf';
  return 'text';
}

/** Whether an OLE file is the wrapping of an encrypted DOCX or XLSX: it holds an "EncryptedPackage". */
export function isEncryptedOffice(bytes: Uint8Array): boolean {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}
