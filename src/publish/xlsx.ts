/**
 * Flat tables as XLSX: one sheet with the rows, one that says what they are. Text is text there, never a formula. Written as
 * SpreadsheetML (ECMA-376) row by row, so that a long table takes no more memory than a short one.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Locale } from '../check/message';
import { Problem } from '../form/problem';
import { type ExportFacts, type FlatColumn, type FlatTable, type FlatValue, headingOf, type Labelling } from './flat';
import { escapeXml } from './xml';

/** A sheet of Excel has no more rows. */
const MOST_ROWS = 1_048_576;
/** Excel keeps no more digits of a number. */
const EXACT_DIGITS = 15;
/** Characters of XML that are packed at once. */
const CHUNK = 65_536;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The style of headings, in the styles below. */
const BOLD = 1;

/** The file in pieces; fails with TOO_LARGE where there are more rows than a sheet has. */
export async function* xlsxOf(table: FlatTable, facts: ExportFacts, labelling: Labelling): AsyncGenerator<Uint8Array> {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    packed.push(piece);
  });
  for (const [name, content] of Object.entries(fixedParts(labelling.locale))) {
    const entry = new ZipDeflate(name);
    zip.add(entry);
    entry.push(strToU8(HEAD + content), true);
  }
  const sheets = [dataSheet(table, labelling), aboutSheet(facts, labelling.locale)];
  for (const [at, sheet] of sheets.entries()) {
    const entry = new ZipDeflate(`xl/worksheets/sheet${at + 1}.xml`);
    zip.add(entry);
    let waiting = HEAD;
    for await (const piece of sheet) {
      waiting += piece;
      if (waiting.length < CHUNK) continue;
      entry.push(strToU8(waiting));
      waiting = '';
      yield* packed.splice(0);
    }
    entry.push(strToU8(waiting), true);
  }
  zip.end();
  yield* packed;
}

function fixedParts(locale: Locale): Record<string, string> {
  const names = locale === 'zh' ? ['数据', '说明'] : ['Data', 'About'];
  const related = (items: readonly (readonly [type: string, target: string])[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${items
      .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const overrides = [
    ['workbook', 'sheet.main'],
    ['worksheets/sheet1', 'worksheet'],
    ['worksheets/sheet2', 'worksheet'],
    ['styles', 'styles'],
  ].map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="${SHEET}.${type}+xml"/>`);
  const sheets = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="宋体"/></font>`;
  const format = (id: number) =>
    `<xf numFmtId="0" fontId="${id}" fillId="0" borderId="0"${id > 0 ? ' applyFont="1"' : ''}/>`;
  return {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': related([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['worksheet', 'worksheets/sheet2.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml':
      `<styleSheet xmlns="${MAIN}"><fonts count="2">${font('')}${font('<b/>')}</fonts>` +
      `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
      `<borders count="1"><border/></borders><cellStyleXfs count="1">${format(0)}</cellStyleXfs>` +
      `<cellXfs count="2">${format(0)}${format(BOLD)}</cellXfs></styleSheet>`,
  };
}

async function* dataSheet({ columns, batches }: FlatTable, labelling: Labelling): AsyncGenerator<string> {
  yield sheetStart(
    columns.map(({ type }) => (type === 'number' ? 12 : 20)),
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
  );
  const letters = columns.map((_, at) => columnLetters(at));
  yield rowXml(
    1,
    letters,
    columns.map((column) => headingOf(column, labelling)),
    BOLD,
  );
  let number = 1;
  for await (const batch of batches) {
    if (number + batch.length > MOST_ROWS) throw tooManyRows();
    yield batch
      .map((row, at) =>
        rowXml(
          number + 1 + at,
          letters,
          columns.map((column, place) => exactly(row[place]!, column)),
        ),
      )
      .join('');
    number += batch.length;
  }
  yield '</sheetData></worksheet>';
}

async function* aboutSheet(facts: ExportFacts, locale: Locale): AsyncGenerator<string> {
  yield sheetStart([24, 80]);
  for (const [at, line] of aboutOf(facts, locale).entries()) yield rowXml(at + 1, ['A', 'B'], line);
  yield '</sheetData></worksheet>';
}

function sheetStart(widths: readonly number[], views = ''): string {
  const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  return `<worksheet xmlns="${MAIN}">${views}<cols>${cols.join('')}</cols><sheetData>`;
}

/** 0 is A, 26 is AA. */
function columnLetters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnLetters(Math.floor(at / 26) - 1) + last;
}

function rowXml(number: number, letters: readonly string[], values: readonly FlatValue[], style = 0): string {
  const cells = values.map((value, at) => {
    if (value === null) return '';
    const start = `<c r="${letters[at]}${number}"${style === 0 ? '' : ` s="${style}"`}`;
    return typeof value === 'number'
      ? `${start}><v>${value}</v></c>`
      : `${start} t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** An exact decimal that Excel would round stays text. A ratio is a double from the start: its last digits are no figures. */
function exactly(value: FlatValue, { type }: FlatColumn): FlatValue {
  if (value === null) return null;
  if (type === 'text') return String(value);
  if (typeof value === 'number') return value;
  return value.replace(/\D/g, '').length > EXACT_DIGITS ? value : Number(value);
}

function aboutOf(facts: ExportFacts, locale: Locale): [string, string][] {
  const say = (zh: string, en: string) => (locale === 'zh' ? zh : en);
  return [
    [say('导出', 'Export'), facts.name],
    [say('地址', 'Address'), facts.address],
    ...Object.entries(facts.filters).map(([name, value]): [string, string] => [
      `${say('条件', 'Filter')} ${name}`,
      value,
    ]),
    [say('数据版本', 'Data version'), String(facts.dataVersion)],
    [say('数据截至', 'Data as of'), facts.dataOn ?? ''],
    [say('导出日期', 'Exported on'), facts.exportedOn],
  ];
}

function tooManyRows(): Problem {
  return new Problem(
    'TOO_LARGE',
    `结果超过 ${MOST_ROWS} 行，一张工作表放不下：请缩小范围，或导出 CSV`,
    `The result has more than the ${MOST_ROWS} rows of a sheet: ask for less, or export CSV`,
  );
}
