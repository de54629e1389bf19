/** Units of money that stand on another line than their amount, as where a program set the lines of a cell beside other cells, or below them. */
import type { LineRow } from '../lines/rows';
import type { Figure, Token } from '../printed/tokens';

const UNIT = /^(?:万元|亿元|元)$/;
const HAS_UNIT = /元\s*$/;
/** "24        万元": the count of one column, and the unit of the next one's amount, which is on the line below. */
const FAR_UNIT = /^(.*\S)[ \t]{3,}(万元|亿元|元)$/;

/** The row, its last figure with the unit that stands on the line of the label or just below the figure. */
export function withMovedUnit(row: LineRow, columns: readonly string[], tokens: readonly Token[]): LineRow {
  const amount = row.figures.at(-1);
  if (!amount || columns.at(-1) !== 'amount' || row.figures.length !== columns.length || HAS_UNIT.test(amount.text))
    return row;
  const before = row.figures.at(-2);
  const far = before && before.row < amount.row ? FAR_UNIT.exec(before.text) : null;
  const unit = far?.[2] ?? unitBeside(row, amount, tokens);
  if (!unit) return row;
  const others = row.figures.slice(0, -1).map((figure) => (figure === before && far ? cut(figure, far[1]!) : figure));
  return { ...row, figures: [...others, { ...amount, text: `${amount.text.trim()}${unit}` }] };
}

/** The part of a figure that is its text's beginning. */
function cut(figure: Figure, text: string): Figure {
  const { from, to, text: whole } = figure;
  return { ...figure, text, to: from + ((to - from) * text.length) / whole.length };
}

function unitBeside({ at }: LineRow, amount: Figure, tokens: readonly Token[]): string | undefined {
  const line = tokens[at]!.row;
  const unit = tokens.find((token) => {
    if (token.type !== 'piece' || !UNIT.test(token.text.trim()) || token.page !== amount.page) return false;
    const isAbove = token.row === line && amount.row > line;
    const isBelow = token.row === amount.row + 1 && token.from < amount.to + 2 && amount.from < token.to + 2;
    return isAbove || isBelow;
  });
  return unit?.text.trim();
}
