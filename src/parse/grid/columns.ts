/** The columns of table 2 by their headings in grids. */
import { TABLE2_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { distance } from '../printed/labels';
import { commonLetters } from '../printed/likeness';
import { isUnlike } from './foreign-headings';

const COLUMN_LETTERS = TABLE2_COLUMNS.map((column) => ({
  id: column.id,
  letters: [column.zh, ...(column.variants ?? [])].map(lettersOf),
}));

/** The heading of a paragraph, which some programs write before the name of each of its columns. */
const PARAGRAPH = /^第二十条第[一二三四五六七八九十]*项/;

/** The column of table 2 that a header cell names. */
export function columnNamed(text: string): string | undefined {
  const letters = lettersOf(text)
    .replace(PARAGRAPH, '')
    .replace(/单位(?:万元|亿元|元)$/, '');
  if (letters.length < 3) return undefined;
  let best: { id: string; likeness: number } | undefined;
  for (const { id, letters: spellings } of COLUMN_LETTERS)
    for (const label of spellings) {
      const allowed = label.length >= 6 ? 2 : 1;
      const off = distance(letters, label, allowed);
      const likeness = off > allowed ? 0 : 1 - off / label.length;
      if (likeness > (best?.likeness ?? 0.6)) best = { id, likeness };
    }
  return best && !isOfOther(letters, [best.id]) ? best.id : undefined;
}

const labelsOf = (ids: readonly string[]): string[] =>
  COLUMN_LETTERS.flatMap(({ id, letters }) => (ids.includes(id) ? letters : []));

/** Words that say nothing of what a column of table 2 is. */
const COMMON =
  /信息内容|本年度?|年度|[总件宗次]数量?|数量|数$|单位(?:万元|亿元|元|[件项宗次个])?|万元|亿元|[件项宗次个]$/g;
const LAST_YEAR = /^(?:上一?年|去年)/;
const ITEMS = /项目|事项/;

/** Whether a heading is of a part, of last year or of items, as no heading of these columns is. */
function isOfOther(letters: string, ids: readonly string[]): boolean {
  const labels = labelsOf(ids);
  const says = (word: RegExp) => word.test(letters) && !labels.some((label) => word.test(label));
  return says(/^其中/) || says(LAST_YEAR) || (says(ITEMS) && !labels.some((label) => isWithin(label, letters)));
}

/** Whether a heading has all letters of a label but for those that say nothing. */
function isWithin(label: string, letters: string): boolean {
  const own = label.replace(COMMON, '');
  return commonLetters(own, letters) === own.length;
}

/**
 * Whether the headings over a column of table 2 name something else than the columns, by id, that are its row's. `isOwn`: they are those of
 * its paragraph, and no other's that stand again at the top of a page.
 */
export function isForeignColumn(headings: readonly string[], own: readonly string[], isOwn: boolean): boolean {
  const names = headings.map((text) => lettersOf(text).replace(PARAGRAPH, ''));
  const labels = labelsOf(own).map((label) => label.replace(COMMON, ''));
  const told = names.filter((letters) => letters.replace(COMMON, '').length > 1);
  return (
    told.length > 0 &&
    told.every((letters) => {
      const named = columnNamed(letters);
      if (named) return isOwn && !own.includes(named);
      return isOfOther(letters, own) || isUnlike(letters.replace(COMMON, ''), labels);
    })
  );
}
