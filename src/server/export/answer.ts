/**
 * An address under /export/ as a file: a question of the API as CSV, XLSX or JSON, every cell of every report, or a document.
 * The same for the server and for the command line.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Problem } from '../../form/problem';
import { cellsTable } from '../../publish/cells';
import { csvOf } from '../../publish/csv';
import {
  DOCUMENT_FORMATS,
  DOCUMENTS,
  type DocumentFormat,
  type DocumentName,
  makeDocument,
} from '../../publish/documents';
import { chunked, type ExportFacts, type FlatTable, type Labelling } from '../../publish/flat';
import { jsonOf } from '../../publish/json';
import { dayIn, stateOfData } from '../../publish/reading';
import { xlsxOf } from '../../publish/xlsx';
import type { Caller } from '../caller';
import type { Parameters } from './arguments';
import { Asking, type ExportSource } from './asking';
import { cellsAsk, documentAsk } from './parameters';
import { QUERY_EXPORTS } from './queries';

const TABLE_FORMATS = ['csv', 'xlsx', 'json'] as const;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
};

/** Every file that there is: `statistics.csv`. */
export const EXPORT_FILES: readonly string[] = [
  ...Object.keys(QUERY_EXPORTS).flatMap((name) => TABLE_FORMATS.map((format) => `${name}.${format}`)),
  'cells.csv',
  ...DOCUMENTS.flatMap((name) => DOCUMENT_FORMATS.map((format) => `${name}.${format}`)),
];

export interface ExportAnswer {
  readonly mediaType: string;
  readonly format: string;
  /** In ASCII: "statistics-v754-2026-11-22.csv". */
  readonly plainName: string;
  /** Changes with the data, the question, the language, and where the file says its date with the day. */
  readonly etag: string;
  readonly dataVersion: number;
  /** Makes the file. A problem of the question rejects here; one that comes later ends the stream with an error. */
  body(): Promise<{ readonly content: Readable | Uint8Array | string; readonly fileName: string }>;
}

/**
 * Prepares an export; nothing is read but the data version.
 * @param file "statistics.csv"
 * @throws NOT_FOUND where there is no such file
 */
export async function prepareExport(
  source: ExportSource,
  caller: Caller,
  file: string,
  given: Parameters,
): Promise<ExportAnswer> {
  if (!EXPORT_FILES.includes(file))
    throw new Problem(
      'NOT_FOUND',
      `没有导出“${file}”；有：${EXPORT_FILES.join('、')}`,
      `There is no export "${file}"; there are: ${EXPORT_FILES.join(', ')}`,
    );
  const [name, format] = file.split('.') as [string, string];
  const { locale: _, headings, ...filters } = Object.fromEntries([...given].sort());
  const labelling: Labelling = { locale: caller.locale, headings: headingsOf(headings) };
  const state = await stateOfData(source.store);
  const facts: ExportFacts = {
    name,
    filters,
    address: addressOf(file, filters),
    dataVersion: state.dataVersion,
    dataOn: state.dataOn ?? null,
    exportedOn: dayIn(Date.now()),
  };
  const parameters = new Map(Object.entries(filters));
  const plainName = `${name}-v${state.dataVersion}-${facts.exportedOn}.${format}`;
  const changedAt = await source.store.changedAt();
  return {
    mediaType: MEDIA_TYPES[format]!,
    format,
    plainName,
    etag: etagOf([facts, changedAt, labelling, caller.role], format),
    dataVersion: state.dataVersion,
    body: async () => {
      if ((DOCUMENTS as readonly string[]).includes(name))
        return makeDocument(source.store, name as DocumentName, format as DocumentFormat, documentAsk(parameters));
      const table =
        name === 'cells'
          ? cellsTable(source.store, cellsAsk(parameters), caller.locale)
          : QUERY_EXPORTS[name]!(new Asking(source, caller, state.dataVersion), parameters);
      return {
        content: await streamOf(table, format, facts, labelling),
        fileName: plainName,
      };
    },
  };
}

function headingsOf(text: string | undefined): Labelling['headings'] {
  if (text === undefined || text === 'labels') return 'labels';
  if (text === 'ids') return 'ids';
  throw new Problem('BAD_INPUT', '参数 headings 应为 labels 或 ids', 'The parameter headings must be labels or ids');
}

/** The same question has the same address, whatever the order of its parameters. */
function addressOf(file: string, filters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(filters).toString();
  return `/export/${file}${query === '' ? '' : `?${query}`}`;
}

/** Weak: the packed formats differ in bytes from one making to the next. CSV says no date, so that it keeps over days. */
function etagOf([facts, ...rest]: [ExportFacts, ...unknown[]], format: string): string {
  const dated = format === 'csv' ? { ...facts, exportedOn: undefined } : facts;
  const digest = createHash('sha256')
    .update(JSON.stringify([dated, ...rest]))
    .digest('base64url')
    .slice(0, 16);
  return `W/"${facts.dataVersion}-${digest}"`;
}

async function streamOf(table: FlatTable, format: string, facts: ExportFacts, labelling: Labelling): Promise<Readable> {
  const { batches, end } = await begun(table.batches);
  const whole = { ...table, batches };
  const pieces =
    format === 'xlsx'
      ? xlsxOf(whole, facts, labelling)
      : chunked(format === 'json' ? jsonOf(whole, facts) : csvOf(whole, labelling));
  const stream = Readable.from(pieces, { objectMode: false });
  // Also where nobody reads to the end, or not at all: what the rows hold open is let go of.
  return stream.once('close', () => void end());
}

/** Batches of which the first has been read: what is wrong with the question shows before the answer begins. */
async function begun<T>(
  batches: AsyncIterable<T>,
): Promise<{ batches: AsyncIterable<T>; end: () => Promise<unknown> }> {
  const iterator = batches[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* goOn() {
    for (let next = first; !next.done; next = await iterator.next()) yield next.value as T;
  }
  return { batches: goOn(), end: async () => iterator.return?.() };
}
