/**
 * Headings that name something that the form does not have in their place. Misprints, cut and abbreviated headings still have letters of the
 * form's; one that has next to none of them names another column, and its figures are not the form's.
 */
import { commonLetters } from '../printed/likeness';
import type { TableRead } from '../settle/table';

/** Shorter headings are what is left of others, letters written below each other, or units. */
const SHORTEST = 2;

/** Whether a heading has too few letters in common with each of the form's to be a bad print of it, or a piece. */
export function isUnlike(heading: string, labels: readonly string[]): boolean {
  return (
    heading.length >= SHORTEST &&
    labels.every((label) => {
      const common = commonLetters(heading, label);
      return common < heading.length && common * 2 < Math.max(heading.length, label.length);
    })
  );
}

/** The table, with a notice of the headings that are not the form's, and of the cells (by id) that no heading names. */
export function withForeignHeadings(
  table: TableRead,
  headings: ReadonlySet<string>,
  lacking: readonly string[],
): TableRead {
  if (lacking.length === 0) return table;
  const names = [...headings].filter((name) => name !== '');
  const [zh, en] = [names.map((name) => `“${name}”`).join('、'), names.map((name) => `"${name}"`).join(', ')];
  const notice = {
    code: 'COLUMNS_DIFFER' as const,
    zh: `表头${zh}不是格式在此处的栏目，其下的数字不计入格式的栏目`,
    en: `The form has no column called ${en} here: the figures below are none of its own`,
    cells: lacking,
  };
  return { ...table, notices: [...table.notices, notice] };
}
