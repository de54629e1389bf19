/**
 * The labels of the form as symbols to look for, from the form's own data.
 */
import { EDITIONS, type EditionId, edition, type TableNumber } from '../../form/editions';
import {
  APPLICANT_COLUMNS,
  OUTCOME_COLUMNS,
  type RowDef,
  TABLE2_COLUMNS,
  TABLE2_ROWS,
  TABLE3_GROUPS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
} from '../../form/rows';
import { isNumbering, lettersOf, symbolsOf } from './characters';

/** A row to look for: each spelling as symbols, its numbering in front. */
export interface LabelPattern {
  readonly row: string;
  readonly spellings: readonly (readonly string[])[];
  /** The spellings' letters. */
  readonly letters: readonly string[];
  /** The row's numbering as a symbol, "#1", or undefined. */
  readonly number?: string;
  readonly group?: string;
}

function patternOf(def: RowDef): LabelPattern {
  const spellings = [def.zh, ...(def.variants ?? [])].map((zh) => symbolsOf(def.number + zh));
  // A spelling may be printed without the explanation in brackets, and one with two clauses without its second.
  const number = symbolsOf(`${def.number}字`)[0]!;
  return {
    row: def.id,
    spellings,
    letters: spellings.map((symbols) => symbols.filter((symbol) => !isNumbering(symbol)).join('')),
    ...(isNumbering(number) ? { number } : {}),
    ...(def.group ? { group: def.group } : {}),
  };
}

const pattern3 = new Map(TABLE3_ROWS.map((row) => [row.id, patternOf(row)]));

/** The rows of table 3 of an edition, in order. */
export function requestRows(form: EditionId): LabelPattern[] {
  return edition(form).table3.map((row) => pattern3.get(row)!);
}

const ON_TABLE2 = [
  'regulations',
  'normativeDocuments',
  'licensing',
  'otherServices',
  'penalties',
  'coercion',
  'fees',
  'procurement',
];

const patterns2: readonly LabelPattern[] = ON_TABLE2.map((id) => patternOf(TABLE2_ROWS.find((row) => row.id === id)!));

/**
 * The rows of table 2 of any edition, in order; `fees` stands for `feeItems` too, which has the same label: the columns
 * tell the two apart.
 */
export function proactiveRows(): readonly LabelPattern[] {
  return patterns2;
}

/** The row that a label of table 2 means on an edition; undefined where the edition has none. */
export function rowOnEdition(row: string, form: EditionId): string | undefined {
  const rows = edition(form).table2.flatMap((block) => block.rows.map((each) => each.id));
  if (rows.includes(row)) return row;
  return row === 'fees' && rows.includes('feeItems') ? 'feeItems' : undefined;
}

/** The columns of a row of table 2 on an edition, in order. */
export function proactiveColumns(row: string, form: EditionId): string[] {
  const block = edition(form).table2.find((each) => each.rows.some((r) => r.id === row));
  return block ? block.columns.map((column) => column.id) : [];
}

const groupLabels = TABLE3_GROUPS.map((group) => group.number + group.zh);

/** Text that may stand between the rows of a table without being a row: groups and headers, as letters. */
export const FURNITURE: Readonly<Record<TableNumber, readonly string[]>> = {
  2: [
    ...EDITIONS.flatMap((form) =>
      form.table2.flatMap((block) => [block.heading, ...block.columns.map((column) => column.zh)]),
    ),
    ...TABLE2_COLUMNS.flatMap((column) => [column.zh, ...(column.variants ?? [])]),
    '信息内容',
    '单位万元',
    '第二十条第项',
  ].map(lettersOf),
  3: [
    '本年度办理结果',
    '三本年度办理结果',
    ...groupLabels,
    ...groupLabels.map((label) => label.replace(/[（）]/g, '')),
    '申请人情况',
    '法人或其他组织',
    ...APPLICANT_COLUMNS.map((column) => column.zh),
    APPLICANT_COLUMNS.map((column) => column.zh).join(''),
    '合计',
    '本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和',
  ].map(lettersOf),
  4: [
    '行政复议',
    '行政诉讼',
    ...TABLE4_BLOCKS.map((block) => block.zh),
    ...OUTCOME_COLUMNS.map((column) => column.zh),
    '合计',
  ].map(lettersOf),
};

/** Whether the letters are (a part of) the table's furniture; longer ones with one typing error. */
export function isFurniture(letters: string, table: TableNumber): boolean {
  if (letters === '') return true;
  if (FURNITURE[table].some((text) => text.includes(letters))) return true;
  return (
    letters.length >= 4 &&
    FURNITURE[table].some((text) => text.length <= letters.length + 2 && distance(text, letters, 1) <= 1)
  );
}

/** Letters of the group of all outcomes, which stand one below the other beside the other groups' labels. */
const UPRIGHT = '三本年度办理结果';

/** Whether letters are one of an upright label and the part of a group's label of table 3 that stands beside it ("果处理"). */
export function isUpright(letters: string): boolean {
  return UPRIGHT.includes(letters[0] ?? ' ') && letters.length > 1 && isFurniture(letters.slice(1), 3);
}

const APPLICANT_LETTERS = APPLICANT_COLUMNS.map((column) => lettersOf(column.zh));

/** Whether furniture is of the header of columns; in table 3 groups stand among the rows and are none. */
export function isColumnHeader(letters: string, table: TableNumber): boolean {
  if (letters.length < 2) return false;
  return (
    table !== 3 || letters === '申请人情况' || APPLICANT_LETTERS.some((label) => label.length > 2 && label === letters)
  );
}

const ROW_LETTERS = [...TABLE2_ROWS, ...TABLE3_ROWS, ...TABLE4_BLOCKS].flatMap((row) =>
  [row.zh, ...(row.variants ?? [])].map(lettersOf),
);

/** Whether the letters are (a part of) a row's label, with few typing errors. */
export function isRowText(letters: string): boolean {
  return ROW_LETTERS.some(
    (label) =>
      label.includes(letters) || (letters.length >= 5 && within(label, letters, Math.floor(letters.length / 4))),
  );
}

const within = (a: string, b: string, limit: number): boolean => distance(a, b, limit) <= limit;

/** Levenshtein distance of two strings, or limit + 1 where it is larger than the limit. */
export function distance(
  a: string | readonly string[],
  b: string | readonly string[],
  limit = Number.POSITIVE_INFINITY,
): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min(last[j]! + 1, next[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    last = next;
  }
  return Math.min(last[b.length]!, limit + 1);
}

/** Longer pieces are no letters of a heading that is set from top to bottom, nor of another label that was wrapped. */
const LONGEST_MIXED = 4;

/** Whether other text stands among the pieces of a label. */
export function isMixed(pieces: readonly string[], labels: readonly string[]): boolean {
  return (
    pieces.length > 1 &&
    pieces.some((piece) => piece.length <= LONGEST_MIXED && !labels.some((label) => label.includes(piece)))
  );
}

/** What only one edition's columns and rows say. */
const SIGNS: Readonly<Record<EditionId, readonly string[]>> = {
  '2019': ['新制作', '新公开', '对外公开', '上一年', '上年项目', '增减', '采购', '对外管理'],
  '2021': ['制发', '废止', '现行有效', '收费金额', '有效件数'],
};

/** The edition that the letters of a table 2 show; undefined where they show none. */
export function proactiveEdition(letters: string): EditionId | undefined {
  const counts = (Object.keys(SIGNS) as EditionId[]).map((form) => ({
    form,
    count: SIGNS[form].filter((sign) => letters.includes(sign)).length,
  }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0]!.count > (counts[1]?.count ?? 0) ? counts[0]!.form : undefined;
}
