/** A file to what it holds: a structured file's records as they come, or one document's draft. */
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { MediaType } from '../extract/document';
import { extract } from '../extract/extract';
import { DEFAULT_LIMITS, type ExtractLimits, tooLarge } from '../extract/limits';
import type { ReportDraft } from '../form/draft';
import { parse } from '../parse/parse';
import { readSettled, readStructured, recogniseStructured, type Structured } from '../parse/structured/recognise';
import type { PlainRecord, StructuredRecord } from '../parse/structured/record';
import type { ReadLines } from './lines';

/** A document as read. */
export interface ReadDocument {
  readonly draft: ReportDraft;
  readonly mediaType: MediaType;
}

/** Who reads documents: this thread, or others beside it. */
export interface DocumentReader {
  /** Documents that may be asked for at once, so that it always has something to do. */
  readonly ahead: number;
  /** What one document may take; the defaults unless given. */
  readonly limits?: Partial<ExtractLimits>;
  /** Who reads the lines of large structured files; this thread unless given. */
  readonly lines?: ReadLines;
  /** Throws as `readDocument`. */
  read(bytes: Uint8Array, fileName: string): Promise<ReadDocument>;
}

const HEAD_BYTES = 64 * 1024;
const PIECE_BYTES = 1024 * 1024;

/** What kind of structured file this is, by how it begins; undefined for a document. Throws as `recogniseStructured`. */
export async function recogniseFile(path: string): Promise<Structured | undefined> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return recogniseStructured(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The records of a structured file, in batches. Throws a Problem that refuses the file. */
export function readStructuredFile(path: string, structured: Structured): AsyncGenerator<StructuredRecord[]> {
  return readStructured(piecesOf(path), structured);
}

/** The same, reports that are nothing but figures settled; `onBytes` hears how many bytes were read. */
export function readSettledFile(
  path: string,
  structured: Structured,
  onBytes: (bytes: number) => void,
): AsyncGenerator<(StructuredRecord | PlainRecord)[]> {
  return readSettled(piecesOf(path, onBytes), structured);
}

async function* piecesOf(path: string, onBytes: (bytes: number) => void = () => {}): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
    yield piece;
    onBytes(piece.length);
  }
}

/** Reads a document from its bytes. Throws a Problem where it cannot be read, or holds none of the three tables. */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  limits?: Partial<ExtractLimits>,
): Promise<ReadDocument> {
  const document = await extract(bytes, { name: fileName, limits });
  return { draft: parse(document), mediaType: document.mediaType };
}

/** Reads in the thread that asks. */
export const IN_THIS_THREAD: DocumentReader = { ahead: 1, read: readDocument };

/** Documents that are not worth another thread: they are read before it has begun. */
const FEW = 2;
/** Beyond it a file may be one that must be kept from taking all time and memory, which only another thread can be. */
const SMALL_BYTES = 256 * 1024;

/** Who reads these files: this thread where they are few and small. */
export function readerFor(files: readonly { readonly bytes: number }[], reader: DocumentReader): DocumentReader {
  const here = files.length <= FEW && files.every(({ bytes }) => bytes <= SMALL_BYTES);
  if (!here) return reader;
  const { limits } = reader;
  return { ahead: 1, limits, read: (bytes, fileName) => readDocument(bytes, fileName, limits) };
}

/** The bytes of a document's file. Throws TOO_LARGE before such a file is in memory. */
export async function readBytes(path: string, { limits }: DocumentReader): Promise<Uint8Array> {
  const most = limits?.bytes ?? DEFAULT_LIMITS.bytes;
  if ((await stat(path)).size > most) throw tooLarge('bytes', most);
  return readFile(path);
}
