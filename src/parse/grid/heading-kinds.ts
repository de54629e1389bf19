/**
 * What a heading of a column of figures in table 3 names: one of the form's seven columns, something like one (cut, abbreviated or misread),
 * several of them together, or what the form does not have.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { distance } from '../printed/labels';
import { commonLetters } from '../printed/likeness';

/** `OPEN`: none, or one over several columns, below which each one's own is lost. `LIKE`: like the names of these columns. */
export type HeadingKind = { readonly text: string } & (
  | { readonly type: 'OWN'; readonly column: number }
  | { readonly type: 'LIKE'; readonly columns: readonly number[] }
  | { readonly type: 'OPEN' | 'FOREIGN' }
);

/** The names of the form's columns, each in its spellings. */
export const COLUMN_LETTERS = APPLICANT_COLUMNS.map((column) => [column.zh, ...(column.variants ?? [])].map(lettersOf));
export const TOTAL = APPLICANT_COLUMNS.length - 1;

/** What tells each name from the others: of 机构, 组织 and 企业 there is more than one kind. */
const TELLING = ['自然人', '商', '科研', '社会公益', '法律服务', '其他', '总合计'];
/** Other words for the first column and for the last. */
const OTHER_WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:公民|个人|公民个人)$/, 0],
  [/^(?:共计|总数|总数量|总量|总和)$/, TOTAL],
];
/** A heading over several columns. */
const OVER_SEVERAL = /申请人|法人|勾稽/;
/** Figures of another year, changes and shares, whatever they are of. */
const DERIVED = /上年|上一年|去年|往年|同期|同比|环比|增|减|占比|比例|比重/;

/** Whether a heading names figures that are made of others, or are of another year. */
export const isDerived = (letters: string): boolean => DERIVED.test(letters);

/** Whether letters are the name of one of the seven columns, counted from 0. */
export function isColumnLabel(letters: string, column: number): boolean {
  return COLUMN_LETTERS[column]!.some(
    (label) => letters === label || (label.length >= 4 && distance(letters, label, 1) <= 1),
  );
}

export function kindOf(heading: string): HeadingKind {
  const letters = lettersOf(heading);
  const text = heading.trim();
  if (isDerived(letters)) return { type: 'FOREIGN', text };
  const own = COLUMN_LETTERS.findIndex((_, column) => isColumnLabel(letters, column));
  if (own >= 0) return { type: 'OWN', text, column: own };
  if (letters === '' || OVER_SEVERAL.test(letters)) return { type: 'OPEN', text };
  const columns = COLUMN_LETTERS.flatMap((_, column) => (isLike(letters, column) ? [column] : []));
  return columns.length > 0 ? { type: 'LIKE', text, columns } : { type: 'FOREIGN', text };
}

function isLike(letters: string, column: number): boolean {
  if (OTHER_WORDS.some(([words, of]) => of === column && words.test(letters))) return true;
  return COLUMN_LETTERS[column]!.some((label) => {
    const common = commonLetters(letters, label);
    // A part of the name, or the name and more.
    if (common === letters.length || (common === label.length && column !== TOTAL)) return true;
    const isClose = 2 * common >= Math.max(letters.length, label.length) || 4 * common >= 3 * letters.length;
    return common > 1 && isClose && commonLetters(letters, TELLING[column]!) > 0;
  });
}
