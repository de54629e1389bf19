/**
 * One figure of a structured report: a count, an amount as decimal text, null or an empty field for a blank cell, "/" for
 * one that is not applicable. Anything else is refused: a structured file has no excuse for a figure that cannot be read.
 */
import type { Cell } from '../../form/cells';
import type { DraftCell, Origin } from '../../form/draft';
import { Problem } from '../../form/problem';
import { MAX_CELL_COUNT, toFen, unitOfAmount } from '../../form/value';
import { shown } from './fields';

/** Up to this many 万元 or 元, a JSON number with six decimals is exact; beyond it, it may have been rounded already. */
export const EXACT_NUMBER = 1_000_000_000;

/** Reads the figures of one line. Cells that hold the same share one object: most figures of most reports are zeros. */
export class FigureReader {
  private readonly origin: Origin;
  private readonly blank: DraftCell;
  private readonly notApplicable: DraftCell;
  /** By count, below 100. */
  private readonly small: DraftCell[] = [];

  constructor(line: number) {
    this.origin = { line, readBy: 'STRUCTURED', confidence: 1 };
    this.blank = { state: 'BLANK', origin: this.origin };
    this.notApplicable = { state: 'NOT_APPLICABLE', origin: this.origin };
  }

  /** A figure of JSON. */
  fromJson(cell: Cell, raw: unknown): DraftCell {
    if (raw === null) return this.blank;
    if (raw === '/') return this.notApplicable;
    if (cell.kind === 'AMOUNT') {
      if (typeof raw === 'string') return this.amount(cell, raw);
      if (typeof raw === 'number' && Math.abs(raw) < EXACT_NUMBER) return this.amount(cell, String(raw));
      if (typeof raw === 'number')
        throw new Problem(
          'BAD_FIGURE',
          `${cell.id} 的金额过大，须写成文本以免失真："${raw}"`,
          `${cell.id} is too large for a JSON number to be exact; write it as text`,
        );
    } else if (typeof raw === 'number') return this.count(cell, raw);
    throw new Problem(
      'BAD_FIGURE',
      `${cell.id} 不是数字、null 或 "/"：${shown(raw)}`,
      `${cell.id} is not a number, null or "/": ${shown(raw)}`,
    );
  }

  /** A figure of CSV. */
  fromText(cell: Cell, raw: string): DraftCell {
    if (raw === '0' && cell.kind !== 'AMOUNT') return this.count(cell, 0);
    const text = raw.trim();
    if (text === '') return this.blank;
    if (text === '/') return this.notApplicable;
    if (cell.kind === 'AMOUNT') return this.amount(cell, text);
    if (/^[+-]?\d+(\.\d+)?$/.test(text)) return this.count(cell, Number(text));
    throw new Problem('BAD_FIGURE', `${cell.id} 不是数字：${shown(raw)}`, `${cell.id} is not a number: ${shown(raw)}`);
  }

  private count(cell: Cell, count: number): DraftCell {
    const known = this.small[count];
    if (known) return known;
    if (!Number.isInteger(count))
      throw new Problem('BAD_FIGURE', `${cell.id} 不是整数：${count}`, `${cell.id} is not a whole number: ${count}`);
    if (count < 0 && cell.kind !== 'SIGNED')
      throw new Problem('BAD_FIGURE', `${cell.id} 为负数：${count}`, `${cell.id} is negative: ${count}`);
    if (Math.abs(count) > MAX_CELL_COUNT)
      throw new Problem('BAD_FIGURE', `${cell.id} 超出一万亿：${count}`, `${cell.id} is beyond 10^12: ${count}`);
    // -0 and 0 are the same figure.
    const read: DraftCell = { state: 'REPORTED', count: count + 0, origin: this.origin };
    if (count >= 0 && count < 100) this.small[count] = read;
    return read;
  }

  private amount(cell: Cell, amount: string): DraftCell {
    const unit = unitOfAmount(cell.row);
    const fen = toFen(amount, unit);
    if (fen === undefined)
      throw new Problem(
        'BAD_FIGURE',
        `${cell.id} 不是以${unit}计、精确到分的金额：${shown(amount)}`,
        `${cell.id} is not an amount in ${unit} down to one 分: ${shown(amount)}`,
      );
    if (fen < 0n) throw new Problem('BAD_FIGURE', `${cell.id} 为负数：${amount}`, `${cell.id} is negative: ${amount}`);
    if (fen > BigInt(Number.MAX_SAFE_INTEGER))
      throw new Problem(
        'BAD_FIGURE',
        `${cell.id} 超出可能的金额：${amount}`,
        `${cell.id} is beyond any real amount: ${amount}`,
      );
    return { state: 'REPORTED', amount, unit, origin: this.origin };
  }
}
