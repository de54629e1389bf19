/** 信息处理费 as section 六 reports it, in 元. It has nothing to do with the 行政事业性收费 of table 2. */
import type { DraftSection } from '../form/draft';
import { fromFen, toFen } from '../form/value';
import type { CountFigure, FeeFigure } from './figure';
import { narrativeFigures } from './figures';

/** The fee with its parts. What is not stated, or is stated twice with different sums, is undefined. */
export interface FeeParts {
  /** 实际收取 or 收取 in all. */
  readonly total?: FeeFigure;
  /** 按件计收 */
  readonly byItem?: FeeFigure;
  /** 按量计收 */
  readonly byVolume?: FeeFigure;
  /** What the notices asked for, which may not have been paid. */
  readonly notified?: FeeFigure;
  /** 收费通知 sent. */
  readonly notices?: CountFigure;
  /** byItem + byVolume as a decimal in 元, where both are stated. */
  readonly sum?: string;
}

function agreed<F extends FeeFigure | CountFigure>(figures: readonly F[]): F | undefined {
  return figures.every((figure) => figure.value === figures[0]!.value) ? figures[0] : undefined;
}

/** The parts of 信息处理费 of the report's year; undefined where the text does not speak of it. */
export function feeParts(sections: readonly DraftSection[], year?: number): FeeParts | undefined {
  const own = narrativeFigures(sections, year).filter((figure) => figure.qualifier.year === undefined);
  const fees = own.filter((figure) => figure.measure === 'PROCESSING_FEE');
  const notices = agreed(own.filter((figure) => figure.measure === 'FEE_NOTICES') as CountFigure[]);
  if (fees.length === 0 && !notices) return undefined;
  const of = (part: FeeFigure['qualifier']['fee']): FeeFigure | undefined =>
    agreed(fees.filter((figure) => figure.qualifier.fee === part));
  const [total, byItem, byVolume, notified] = [of('TOTAL'), of('BY_ITEM'), of('BY_VOLUME'), of('NOTIFIED')];
  return {
    ...(total ? { total } : {}),
    ...(byItem ? { byItem } : {}),
    ...(byVolume ? { byVolume } : {}),
    ...(notified ? { notified } : {}),
    ...(notices ? { notices } : {}),
    ...(byItem && byVolume ? { sum: fromFen(toFen(byItem.value, '元')! + toFen(byVolume.value, '元')!, '元') } : {}),
  };
}
