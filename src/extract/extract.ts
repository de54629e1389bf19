/**
 * Bytes to a Document: finds the format by content and gives the bytes to its extractor. Free of global state, so that it can
 * run in worker threads.
 */
import { Problem } from '../form/problem';
import { decode } from './charset';
import { detectKind, isEncryptedOffice } from './detect';
import type { Document } from './document';
import { extractDocx } from './docx/docx';
import { extractHtml } from './html/html';
import { webArchive } from './html/web-archive';
import { DEFAULT_LIMITS, type ExtractLimits, Meter, tooLarge } from './limits';
import { extractMarkdown } from './markdown/markdown';
import { mainPart } from './office';
import { extractPdf } from './pdf/pdf';
import { damaged, empty, encrypted, noText } from './refusals';
import { extractRtf } from './rtf/rtf';
import { extractCsv } from './sheet/csv';
import { extractXlsx } from './sheet/xlsx';
import { extractText } from './text';
import { declaredCharset, textKind } from './text-kind';
import { extractWord97 } from './word97/word97';
import { Archive } from './zip';

export interface ExtractOptions {
  /** File name: for messages, and to tell kinds of text apart that look alike. */
  readonly name?: string;
  readonly limits?: Partial<ExtractLimits>;
}

/**
 * The document's lines and tables in reading order.
 * @throws Problem EMPTY_FILE, UNSUPPORTED_FORMAT, DAMAGED_FILE, ENCRYPTED_FILE, NO_TEXT or TOO_LARGE, with the file's name as
 *   its place; never another error.
 */
export async function extract(bytes: Uint8Array, options: ExtractOptions = {}): Promise<Document> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    if (bytes.length > limits.bytes) throw tooLarge('bytes', limits.bytes);
    if (bytes.length === 0) throw empty();
    return await extractKind(bytes, options.name ?? '', new Meter(limits));
  } catch (error) {
    const known =
      error instanceof Problem ? error : damaged({ zh: '内容结构有误，无法读取', en: 'its structure cannot be read' });
    const problem = options.name === undefined ? known : known.at({ file: options.name });
    if (error !== known) problem.cause = error;
    throw problem;
  }
}

async function extractKind(bytes: Uint8Array, name: string, meter: Meter): Promise<Document> {
  switch (detectKind(bytes)) {
    case 'ole':
      if (isEncryptedOffice(bytes)) throw encrypted();
      return extractWord97(bytes, meter);
    case 'rtf':
      return extractRtf(bytes, meter);
    case 'picture':
      throw noText();
    case 'text': {
      const saved = webArchive(bytes);
      if (saved) return extractHtml(saved.text, saved.charset, meter);
      const { text, charset } = decode(bytes, declaredCharset(bytes));
      const found = textKind(text, name);
      if (found.kind === 'html') return extractHtml(text, charset, meter);
      if (found.kind === 'markdown') return extractMarkdown(text, charset, meter);
      if (found.kind === 'csv') return extractCsv(text, charset, found.delimiter, meter);
      return extractText(text, charset, meter);
    }
    case 'zip': {
      const archive = new Archive(bytes, meter);
      const main = mainPart(archive, meter);
      if (main.kind === 'docx') return extractDocx(archive, main.name, meter);
      return extractXlsx(archive, main.name, meter);
    }
    case 'pdf':
      return extractPdf(bytes, meter);
  }
}
