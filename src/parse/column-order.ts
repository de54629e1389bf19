/**
 * The order of table 3's columns in running text: the form's, unless the header names the organisations in another one, or the
 * rows' sums show that the total stands first.
 */
import { APPLICANT_COLUMNS } from '../form/rows';
import { isNumbering, lettersOf } from './characters';
import { addsUp } from './doubt';
import type { LineRow } from './line-rows';
import type { Token } from './tokens';

const LABELS = APPLICANT_COLUMNS.map((column) => lettersOf(column.zh));
/**
 * How the kinds of organisation begin, in the form's order: they stand in one row of the header, so that their order in the
 * text is that of the columns. What follows may be wrapped to the next line.
 */
const STEMS = [
  { stem: '商业', column: 1 },
  { stem: '科研', column: 2 },
  { stem: '社会', column: 3 },
  { stem: '法律', column: 4 },
  { stem: '其他', column: 5 },
];
const OTHER = 5;
const TOTAL = 6;
/** Rows that show the total in the first column, by sums that are more than zeros. */
const FEWEST_PROOFS = 3;

/** The rows with their figures in the form's order. `header` are the tokens before the first row. */
export function inFormOrder(rows: readonly LineRow[], header: readonly Token[]): LineRow[] {
  const order = columnOrder(rows, header);
  if (order === undefined) return rows.map((row) => (row.figures.length > 0 ? { ...row, ambiguous: true } : row));
  if (order.every((column, place) => column === place)) return [...rows];
  return rows.map((row) => {
    if (row.figures.length === 0) return row;
    if (row.figures.length !== order.length) return { ...row, ambiguous: true };
    return { ...row, figures: LABELS.map((_, column) => row.figures[order.indexOf(column)]!) };
  });
}

/** By place in the text, the column of the form that stands there; undefined where the header shows an order in part only. */
function columnOrder(rows: readonly LineRow[], header: readonly Token[]): number[] | undefined {
  const letters = header
    .map((token) => (token.type === 'piece' ? token.symbols.filter((symbol) => !isNumbering(symbol)).join('') : ''))
    .join('');
  const start = Math.max(
    0,
    letters.lastIndexOf('申请人情况'),
    letters.lastIndexOf('法人或其他组织') + '法人或其他组织'.length,
  );
  const at = STEMS.map(({ stem, column }) => ({ column, place: letters.indexOf(stem, start) }));
  const organisations = at.filter((each) => each.place >= 0 && each.column !== OTHER);
  const order = LABELS.map((_, column) => column);
  if (organisations.some((each, i) => i > 0 && each.place < organisations[i - 1]!.place)) {
    if (at.some((each) => each.place < 0)) return undefined;
    const named = [...at].sort((a, b) => a.place - b.place);
    for (const [i, { column }] of named.entries()) order[i + 1] = column;
  }
  return totalIsFirst(rows) ? [TOTAL, ...order.slice(0, TOTAL)] : order;
}

function totalIsFirst(rows: readonly LineRow[]): boolean {
  let proofs = 0;
  let against = 0;
  for (const { figures } of rows) {
    if (figures.length !== LABELS.length) continue;
    const [asPrinted, turned] = [addsUp(figures), addsUp([...figures.slice(1), figures[0]!])];
    // Zeros, and one applicant beside the total, hold in both directions.
    if (asPrinted && turned) continue;
    if (turned) proofs++;
    else against++;
  }
  // Reports hold errors of arithmetic, too.
  return proofs >= FEWEST_PROOFS && against <= proofs / 4;
}
