/** The columns of table 2 by their headings in grids. */
import { TABLE2_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { distance } from '../printed/labels';

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
  return best?.id;
}
