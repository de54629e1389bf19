/**
 * One report as a JSON object, to a draft. Written by hand rather than by a schema library: this is the hot path of bulk
 * loads, and its messages name the cell.
 */
import { type Cell, cellsOn, findCell } from '../../form/cells';
import { type DraftCell, type DraftSection, type DraftTable, type ReportDraft, SECTIONS } from '../../form/draft';
import { EDITION_IDS, type EditionId, type TableNumber } from '../../form/editions';
import { Problem } from '../../form/problem';
import { readDate, readEdition, readKind, readRegionCode, readScope, readText, readYear, shown } from './fields';
import { FigureReader } from './figure';
import { plainFigures } from './plain-figures';
import type { PlainRecord } from './record';

type Json = Readonly<Record<string, unknown>>;

const FIELDS = new Set(['region', 'body', 'kind', 'year', 'scope', 'publishedOn', 'title', 'tables', 'sections']);
const TABLE_KEYS: Readonly<Record<string, TableNumber>> = { table2: 2, table3: 3, table4: 4 };
/** The key that gives a whole row of a table as a list, in the order of the form. */
const LIST_KEY: Readonly<Partial<Record<TableNumber, string>>> = { 3: 'rows', 4: 'blocks' };

/** "edition/table" → row → its cells in the order of the form. */
const rowCells = new Map<string, Map<string, Cell[]>>();
for (const edition of EDITION_IDS)
  for (const table of Object.values(TABLE_KEYS)) {
    const rows = new Map<string, Cell[]>();
    for (const cell of cellsOn(edition, table)) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
    rowCells.set(`${edition}/${table}`, rows);
  }

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The draft that an object of a structured file holds. `line` goes into the origin of each figure. Throws a Problem that
 * names the field or the cell at fault.
 */
export function readReport(json: Json, line: number): ReportDraft {
  return {
    ...readParticulars(json),
    tables: readTables(json.tables, new FigureReader(line)),
    sections: readSections(json.sections, line),
  };
}

/** The same of an ordinary report without a text, settled at once; undefined for any other. Throws only as `readReport` does. */
export function readPlainReport(json: Json, line: number): PlainRecord | undefined {
  if (json.title !== undefined || json.sections !== undefined) return undefined;
  const figures = plainFigures(json.tables);
  return figures && { type: 'plain', line, draft: readParticulars(json), figures };
}

/** All but the figures and the narrative. */
function readParticulars(json: Json): Omit<ReportDraft, 'tables'> {
  for (const key in json)
    if (!FIELDS.has(key)) throw new Problem('BAD_INPUT', `没有字段 ${shown(key)}`, `there is no field ${shown(key)}`);
  const scope = readScope(json.scope);
  return {
    title: readText(json.title, 'title'),
    body: readText(json.body, 'body'),
    region: readRegionCode(json.region, 'region'),
    kind: readKind(json.kind),
    year: readYear(json.year),
    scope: scope && { value: scope, evidence: 'given' },
    publishedOn: readDate(json.publishedOn, 'publishedOn'),
    sections: [],
    notices: [],
  };
}

function readTables(raw: unknown, reader: FigureReader): Partial<Record<TableNumber, DraftTable>> {
  const tables: Partial<Record<TableNumber, DraftTable>> = {};
  if (raw !== undefined && !isObject(raw))
    throw new Problem(
      'BAD_INPUT',
      `tables 应为对象，实为 ${shown(raw)}`,
      `tables must be an object, not ${shown(raw)}`,
    );
  for (const key in raw) {
    const table = TABLE_KEYS[key];
    if (!table)
      throw new Problem(
        'BAD_INPUT',
        `没有表 ${shown(key)}，只有 table2、table3、table4`,
        `there is no table ${shown(key)}, only table2, table3 and table4`,
      );
    const given = raw[key];
    if (given === null) continue;
    if (!isObject(given))
      throw new Problem(
        'BAD_INPUT',
        `${key} 应为对象，实为 ${shown(given)}`,
        `${key} must be an object, not ${shown(given)}`,
      );
    tables[table] = readTable(given, key, table, reader);
  }
  if (!tables[2] && !tables[3] && !tables[4])
    throw new Problem('NO_TABLES', '三张表一张也没有', 'none of the three tables is given');
  return tables;
}

function readTable(given: Json, name: string, table: TableNumber, reader: FigureReader): DraftTable {
  const edition = readEdition(given.edition, `${name}.edition`);
  if (!edition) throw new Problem('BAD_INPUT', `${name} 缺少 edition`, `${name} lacks its edition`);
  const cells = new Map<string, DraftCell>();
  for (const key in given) {
    if (key === 'edition') continue;
    const value = given[key];
    if (key !== 'cells' && key !== LIST_KEY[table])
      throw new Problem('BAD_INPUT', `${name} 没有字段 ${shown(key)}`, `${name} has no field ${shown(key)}`);
    if (!isObject(value)) throw new Problem('BAD_INPUT', `${name}.${key} 应为对象`, `${name}.${key} must be an object`);
    if (key === 'cells') readCells(value, table, edition, reader, cells);
    else readRows(value, table, edition, reader, cells);
  }
  return { edition, cells };
}

function readCells(
  given: Json,
  table: TableNumber,
  edition: EditionId,
  reader: FigureReader,
  cells: Map<string, DraftCell>,
): void {
  for (const id in given) {
    const cell = cellFor(id, edition);
    if (cell.table !== table)
      throw new Problem(
        'BAD_INPUT',
        `${id} 属于表 ${cell.table}，不属于表 ${table}`,
        `${id} is a cell of table ${cell.table}, not of table ${table}`,
      );
    set(cells, cell, reader.fromJson(cell, given[id]));
  }
}

function readRows(
  given: Json,
  table: TableNumber,
  edition: EditionId,
  reader: FigureReader,
  cells: Map<string, DraftCell>,
): void {
  const known = rowCells.get(`${edition}/${table}`)!;
  for (const row in given) {
    const values = given[row];
    const expected = known.get(row);
    if (!expected)
      throw new Problem(
        'BAD_INPUT',
        `${edition} 年版表 ${table} 没有行 ${shown(row)}`,
        `table ${table} of ${edition} has no row ${shown(row)}`,
      );
    if (values === null) continue;
    if (!Array.isArray(values) || values.length !== expected.length)
      throw new Problem(
        'BAD_INPUT',
        `行 ${row} 应为 ${expected.length} 个值的列表，实为 ${shown(values)}`,
        `row ${row} must be a list of ${expected.length} values, not ${shown(values)}`,
      );
    for (let at = 0; at < expected.length; at += 1)
      set(cells, expected[at]!, reader.fromJson(expected[at]!, values[at]));
  }
}

/** A cell given both by its id and in its row would be two figures for one cell. */
function set(cells: Map<string, DraftCell>, cell: Cell, figure: DraftCell): void {
  if (cells.has(cell.id)) throw new Problem('BAD_INPUT', `${cell.id} 给出两次`, `${cell.id} is given twice`);
  cells.set(cell.id, figure);
}

/** The cell with this id on this edition. Throws BAD_INPUT where there is none. */
export function cellFor(id: string, edition: EditionId): Cell {
  const cell = findCell(id);
  if (!cell) throw new Problem('BAD_INPUT', `表中没有 ${shown(id)} 这一格`, `the form has no cell ${shown(id)}`);
  if (!cell.editions.includes(edition))
    throw new Problem('BAD_INPUT', `${edition} 年版没有 ${id} 这一格`, `${id} is not a cell of the ${edition} form`);
  return cell;
}

function readSections(raw: unknown, line: number): DraftSection[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) throw new Problem('BAD_INPUT', 'sections 应为列表', 'sections must be a list');
  const seen = new Set<string>();
  return raw.map((each: unknown) => {
    const { key, heading, text, ...others } = isObject(each) ? each : {};
    const known = SECTIONS.find((section) => section === key);
    if (!known || Object.keys(others).length > 0)
      throw new Problem(
        'BAD_INPUT',
        `sections 的每项应为 {key, heading, text}，key 为 ${SECTIONS.join('、')} 之一，实为 ${shown(each)}`,
        `each of sections must be {key, heading, text} with a key of ${SECTIONS.join(', ')}, not ${shown(each)}`,
      );
    if (seen.has(known)) throw new Problem('BAD_INPUT', `section ${known} 给出两次`, `section ${known} is given twice`);
    seen.add(known);
    return {
      key: known,
      heading: readText(heading, 'heading') ?? '',
      text: readText(text, 'text') ?? '',
      line,
    };
  });
}
