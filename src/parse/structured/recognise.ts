/** Whether a file is a structured one, by how it begins, and what its lines are. */
import { parse } from 'csv-parse/sync';
import { Problem } from '../../form/problem';
import { readCsv, typeOfHeader } from './csv';
import { readJsonLines, typeOfObject } from './json-lines';
import { isObject, readPlainReport } from './json-report';
import type { PlainRecord, RecordType, StructuredFormat, StructuredRecord } from './record';

export interface Structured {
  readonly format: StructuredFormat;
  /** What the first line is. */
  readonly type: RecordType;
  readonly charset: 'utf-8' | 'gb18030';
}

/**
 * Recognises a structured file by its first bytes (64 KB are plenty); undefined where it is something else: a document.
 * Throws BAD_INPUT for JSON that is not JSON Lines, which would otherwise be taken for a text without tables.
 */
export function recogniseStructured(head: Buffer): Structured | undefined {
  const decoded = decodeHead(head);
  if (!decoded) return undefined;
  const { charset } = decoded;
  const text = decoded.text.replace(/^\ufeff/, '').trimStart();
  const firstLine = text.split(/\r\n|\n|\r/, 1)[0]!;
  if (/^(\[\s*)?\{\s*$/.test(firstLine) || /^\[\s*\{/.test(text))
    throw new Problem(
      'BAD_INPUT',
      '这是普通的 JSON；请改为 JSON Lines：每行一个对象',
      'this is plain JSON; JSON Lines is needed, one object a line',
    );
  if (/^\{\s*["}]/.test(firstLine)) return { format: 'JSON_LINES', type: typeOfLine(firstLine), charset };
  const header = headerOf(firstLine);
  const type = header && typeOfHeader(header);
  return type && { format: 'CSV', type, charset };
}

/** The records of a structured file, from its bytes as they come, in batches. Throws a Problem that refuses the file. */
export function readStructured(
  source: AsyncIterable<Buffer>,
  { format, charset }: Structured,
): AsyncGenerator<StructuredRecord[]> {
  return format === 'JSON_LINES' ? readJsonLines(source) : readCsv(decode(source, charset));
}

/** The same; JSON reports that are nothing but figures come settled. */
export function readSettled(
  source: AsyncIterable<Buffer>,
  { format, charset }: Structured,
): AsyncGenerator<(StructuredRecord | PlainRecord)[]> {
  return format === 'JSON_LINES' ? readJsonLines(source, readPlainReport) : readCsv(decode(source, charset));
}

function decodeHead(head: Buffer): { text: string; charset: Structured['charset'] } | undefined {
  if (head.includes(0)) return undefined;
  for (const charset of ['utf-8', 'gb18030'] as const)
    try {
      // As a stream: the head may end within a character.
      return { text: new TextDecoder(charset, { fatal: true }).decode(head, { stream: true }), charset };
    } catch {
      // Not this charset.
    }
  return undefined;
}

async function* decode(source: AsyncIterable<Buffer>, charset: Structured['charset']): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset, { fatal: true });
  try {
    for await (const piece of source) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new Problem('DAMAGED_FILE', `文件不是 ${charset} 文本`, `the file is not ${charset} text`);
  }
}

function typeOfLine(line: string): RecordType {
  try {
    const json: unknown = JSON.parse(line);
    return isObject(json) ? typeOfObject(json) : 'report';
  } catch {
    return 'report';
  }
}

function headerOf(line: string): string[] | undefined {
  try {
    const [header] = parse(line, { relax_column_count: true }) as string[][];
    return header?.map((column) => column.trim());
  } catch {
    return undefined;
  }
}
