/**
 * A row that offices add to table 2 and the form does not have: "其他主动公开文件", below 规范性文件. Its figures are no other row's.
 */
import { isNumbering } from '../printed/characters';
import type { Figure, Piece, Token } from '../printed/tokens';

const EXTRA = /^其[他它]主动公开(?:的?文件|的?信息)?$/;
const ABOVE = /规范性文件$/;
/** Columns of the paragraph that it is added to. */
const COLUMNS = 3;
/** Pieces that a label is wrapped into, at most. */
const MOST_PIECES = 8;

/**
 * The tokens without that row, where it is plain which figures are its own: those on its line, or as many as the row above it has, behind its
 * label or before it as those of all rows of the paragraph are.
 */
export function withoutExtraRow(tokens: readonly Token[]): readonly Token[] {
  const runs: Token[][] = [];
  for (const token of tokens)
    if (runs.at(-1)?.[0]?.type === token.type) runs.at(-1)!.push(token);
    else runs.push([token]);
  const dropped = new Set<Token>();
  for (const [i, label] of runs.entries()) {
    const [above, before, own] = [runs[i - 2], runs[i - 1], runs[i + 1]];
    if (label[0]!.type !== 'piece') continue;
    const head = label.slice(0, MOST_PIECES);
    const begins = head.findLastIndex((_, end) => EXTRA.test(lettersOf(head.slice(0, end + 1)))) + 1;
    // Behind rows that have no figures.
    const tail = label.slice(-MOST_PIECES);
    const last = tail.slice(tail.findLastIndex((_, at) => EXTRA.test(lettersOf(tail.slice(at)))));
    if (begins === 0 && own && EXTRA.test(lettersOf(last)) && isOnly(last, own, runs[i + 2]))
      for (const token of [...last, ...own]) dropped.add(token);
    if (begins === 0) continue;
    const [first, second] = [runs[i - 5], runs[i - 3]];
    const areBefore = [first, second, before].every(
      (figures) => figures?.length === COLUMNS && figures[0]!.type === 'figure',
    );
    if (areBefore && /规章$/.test(lettersOf(runs[i - 4]!)) && ABOVE.test(lettersOf(above!))) {
      for (const token of [...before!, ...label.slice(0, begins)]) dropped.add(token);
      continue;
    }
    if (!own || begins < label.length) continue;
    const isOnLine = own.length <= COLUMNS && own.every(({ row }) => row === label.at(-1)!.row);
    const isLikeAbove =
      own.length === COLUMNS && before?.length === COLUMNS && above !== undefined && ABOVE.test(lettersOf(above));
    if (isOnLine || isLikeAbove) for (const token of [...label, ...own]) dropped.add(token);
  }
  return dropped.size === 0 ? tokens : tokens.filter((token) => !dropped.has(token));
}

/** Heading of the next paragraph. */
const NEXT = /^第二十条/;

/** Whether figures are the label's that stands right before them: on its line, or all that its paragraph has behind it. */
function isOnly(label: readonly Token[], own: readonly Token[], next: readonly Token[] | undefined): boolean {
  const isOnLine = own.every(({ row }) => row === label.at(-1)!.row);
  return own.length === COLUMNS && (isOnLine || (next !== undefined && NEXT.test(lettersOf(next.slice(0, 1)))));
}

function lettersOf(run: readonly (Piece | Figure)[]): string {
  return run
    .flatMap((token) => (token.type === 'piece' ? token.symbols.filter((symbol) => !isNumbering(symbol)) : []))
    .join('');
}
