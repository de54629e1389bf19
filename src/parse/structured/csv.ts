/**
 * CSV of reports, of the register, of regions or of deadlines: the header says which. One row a report, a column for each cell by its id;
 * an empty field is a blank cell, and a table whose `form` column is empty is a table that is missing.
 */
import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { type Cell, findCell } from '../../form/cells';
import type { DraftCell, DraftTable, ReportDraft } from '../../form/draft';
import { TABLES, type TableNumber } from '../../form/editions';
import { Problem } from '../../form/problem';
import {
  readBody,
  readDate,
  readDeadline,
  readEdition,
  readKind,
  readRegion,
  readRegionCode,
  readScope,
  readText,
  readYear,
  shown,
} from './fields';
import { FigureReader } from './figure';
import { cellFor } from './json-report';
import type { RecordType, StructuredRecord } from './record';

const FORM_COLUMNS: Readonly<Record<string, TableNumber>> = { form2: 2, form3: 3, form4: 4 };
const COLUMNS: Readonly<Record<RecordType, readonly string[]>> = {
  report: ['region', 'body', 'kind', 'year', 'scope', 'publishedOn', 'title', ...Object.keys(FORM_COLUMNS)],
  body: ['region', 'name', 'kind', 'from', 'to'],
  region: ['code', 'name', 'parent'],
  deadline: ['region', 'for', 'from', 'due', 'basis'],
};
/** Columns without which a header is not of this type. */
const NEEDED: Readonly<Record<RecordType, readonly string[]>> = {
  report: ['body', 'year'],
  body: ['region', 'name'],
  region: ['code', 'name'],
  deadline: ['region', 'from', 'due'],
};

/** A longer row is no report: a quote was opened and never closed. */
const MAX_ROW_CHARACTERS = 1024 * 1024;

/**
 * What the rows below a header are; undefined where it is not a header of this schema (a CSV of the printed tables, say). A
 * header that is of the schema, but wrong, is told by `readCsv`.
 */
export function typeOfHeader(header: readonly string[]): RecordType | undefined {
  const has = (column: string) => header.includes(column);
  if (has('body') || (has('year') && header.some((column) => findCell(column)))) return 'report';
  if (has('code') && has('name')) return 'region';
  if (has('region') && has('due')) return 'deadline';
  return has('region') && has('name') ? 'body' : undefined;
}

interface Layout {
  readonly header: readonly string[];
  readonly type: RecordType;
  readonly cells: Readonly<Record<TableNumber, readonly (readonly [at: number, cell: Cell])[]>>;
}

/** Throws BAD_INPUT where a column is unknown, stands twice or is missing. */
function layoutOf(header: readonly string[]): Layout {
  const type = typeOfHeader(header);
  if (!type)
    throw new Problem(
      'BAD_INPUT',
      '表头不是报告、名册、区划或期限的表头',
      'the header is not one of reports, of the register, of regions or of deadlines',
    );
  const cells: Record<TableNumber, [number, Cell][]> = { 2: [], 3: [], 4: [] };
  for (const [at, column] of header.entries()) {
    if (header.indexOf(column) !== at)
      throw new Problem('BAD_INPUT', `列 ${shown(column)} 出现两次`, `column ${shown(column)} stands twice`);
    const cell = type === 'report' ? findCell(column) : undefined;
    if (cell) cells[cell.table].push([at, cell]);
    else if (!COLUMNS[type].includes(column))
      throw new Problem('BAD_INPUT', `没有列 ${shown(column)}`, `there is no column ${shown(column)}`);
  }
  for (const column of NEEDED[type])
    if (!header.includes(column))
      throw new Problem('BAD_INPUT', `表头缺少列 ${column}`, `the header lacks the column ${column}`);
  for (const [column, table] of Object.entries(FORM_COLUMNS))
    if (cells[table].length > 0 && !header.includes(column))
      throw new Problem(
        'BAD_INPUT',
        `表头有表 ${table} 的格，却缺少列 ${column}`,
        `the header has cells of table ${table} but lacks the column ${column}`,
      );
  return { header, type, cells };
}

/**
 * Reads CSV from text as it comes, in batches. A bad row is refused and the rest goes on. A bad header refuses the file:
 * throws a Problem at line 1. Commas, double quotes, any line break.
 */
export async function* readCsv(source: AsyncIterable<string>): AsyncGenerator<StructuredRecord[]> {
  let lastCharacter = '';
  let batch: StructuredRecord[] = [];
  let failure: unknown;
  const watched = async function* () {
    try {
      for await (const text of source) {
        if (text !== '') lastCharacter = text.at(-1)!;
        yield text;
      }
    } catch (error) {
      // Thrown here, it would take the rows with it that were read before.
      failure = error;
    }
  };
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_ROW_CHARACTERS,
    on_skip: (error) => {
      if (error) batch.push({ type: 'refused', line: lineOf(error), problem: problemOf(error) });
      return undefined;
    },
  });
  // Errors of the parser reach the loop below, which tells them.
  pipeline(Readable.from(watched()), parser, () => {});

  let layout: Layout | undefined;
  let short: { readonly line: number; readonly columns: number } | undefined;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    const line = info.lines;
    if (!layout) {
      layout = headerAt(record, line);
      continue;
    }
    if (short) batch.push(refuseColumns(short, layout, false));
    short = undefined;
    if (record.length !== layout.header.length) short = { line, columns: record.length };
    else if (record.some((field) => field !== '')) batch.push(readRow(record, line, layout));
    if (batch.length >= 256) {
      yield batch;
      batch = [];
    }
  }
  if (failure) {
    yield batch;
    throw failure;
  }
  if (!layout && batch.length === 0) throw new Problem('EMPTY_FILE', '文件是空的', 'the file is empty');
  if (short && layout) {
    const cutOff = short.columns < layout.header.length && lastCharacter !== '\n' && lastCharacter !== '\r';
    batch.push(refuseColumns(short, layout, cutOff));
  }
  if (batch.length > 0) yield batch;
}

function headerAt(record: readonly string[], line: number): Layout {
  try {
    return layoutOf(record.map((column) => column.trim()));
  } catch (error) {
    throw error instanceof Problem ? error.at({ line }) : error;
  }
}

function lineOf(error: CsvError): number {
  return Number(error.lines ?? 1);
}

function problemOf(error: CsvError): Problem {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
    return new Problem(
      'DAMAGED_FILE',
      '引号没有结束，文件可能已截断',
      'a quote is not closed: the file may have been cut off',
    );
  return new Problem('BAD_INPUT', '引号的位置不合 CSV 格式', 'a quote stands where CSV allows none');
}

function refuseColumns(short: { line: number; columns: number }, layout: Layout, cutOff: boolean): StructuredRecord {
  const expected = layout.header.length;
  const problem = cutOff
    ? new Problem(
        'DAMAGED_FILE',
        '文件在此行中途结束（已截断）',
        'the file ends in the middle of this line: it was cut off',
      )
    : new Problem(
        'BAD_INPUT',
        `此行有 ${short.columns} 列，表头有 ${expected} 列`,
        `this row has ${short.columns} fields, the header ${expected}`,
      );
  return { type: 'refused', line: short.line, problem };
}

function readRow(record: readonly string[], line: number, layout: Layout): StructuredRecord {
  const field = (name: string): string | undefined => record[layout.header.indexOf(name)];
  try {
    const { type } = layout;
    if (type === 'report') return { type, line, draft: readReportRow(record, line, layout, field) };
    const fields = Object.fromEntries(layout.header.map((name, at) => [name, record[at]]));
    if (type === 'deadline') return { type, line, deadline: readDeadline(fields) };
    return type === 'body' ? { type, line, body: readBody(fields) } : { type, line, region: readRegion(fields) };
  } catch (error) {
    if (error instanceof Problem) return { type: 'refused', line, problem: error };
    throw error;
  }
}

function readReportRow(
  record: readonly string[],
  line: number,
  layout: Layout,
  field: (name: string) => string | undefined,
): ReportDraft {
  const scope = readScope(field('scope'));
  const reader = new FigureReader(line);
  const tables: Partial<Record<TableNumber, DraftTable>> = {};
  for (const table of TABLES) {
    const edition = readEdition(field(`form${table}`), `form${table}`);
    const cells = new Map<string, DraftCell>();
    for (const [at, cell] of layout.cells[table]) {
      const raw = record[at]!;
      if (edition && cell.editions.includes(edition)) cells.set(cell.id, reader.fromText(cell, raw));
      else if (raw.trim() !== '') {
        if (edition) cellFor(cell.id, edition);
        throw new Problem(
          'BAD_INPUT',
          `${cell.id} 有值，但 form${table} 没有写明表式`,
          `${cell.id} has a value, but form${table} does not say the edition`,
        );
      }
    }
    if (edition) tables[table] = { edition, cells };
  }
  if (!tables[2] && !tables[3] && !tables[4])
    throw new Problem('NO_TABLES', '三张表一张也没有', 'none of the three tables is given');
  return {
    title: readText(field('title'), 'title'),
    body: readText(field('body'), 'body'),
    region: readRegionCode(field('region'), 'region'),
    kind: readKind(field('kind')),
    year: readYear(field('year')),
    scope: scope && { value: scope, evidence: 'given' },
    publishedOn: readDate(field('publishedOn'), 'publishedOn'),
    tables,
    sections: [],
    notices: [],
  };
}
