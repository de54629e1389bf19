/**
 * What stands in a cell. A number, a printed 0, a blank, a not-applicable mark and an absent table are five different
 * things and stay apart from the parser to the API.
 */

/**
 * State of one cell of one report.
 * - `REPORTED`: a number is printed.
 * - `DERIVED`: the 总计 is blank and all of its parts are printed; the value is their sum.
 * - `PARTIAL`: the 总计 is blank and only some of its parts are printed; the value is the sum of those, a lower bound.
 * - `BLANK`: nothing is printed.
 * - `NOT_APPLICABLE`: a mark such as "/" or "无" is printed.
 * - `UNREADABLE`: something is printed that could not be read as a figure (for an amount: its unit is not stated).
 * - `TABLE_MISSING`: the table is not in the document.
 * - `NOT_ON_THIS_FORM`: the edition used has no such cell.
 */
export const CELL_STATES = [
  'REPORTED',
  'DERIVED',
  'PARTIAL',
  'BLANK',
  'NOT_APPLICABLE',
  'UNREADABLE',
  'TABLE_MISSING',
  'NOT_ON_THIS_FORM',
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** Status of any figure that the API serves: a cell's state, or what came of an aggregate. */
export const VALUE_STATUSES = [...CELL_STATES, 'NOT_REPORTED', 'UNDEFINED_RATIO'] as const;
export type ValueStatus = (typeof VALUE_STATUSES)[number];

/** States whose figure has a value. */
export function hasValue(status: ValueStatus): boolean {
  return status === 'REPORTED' || status === 'DERIVED' || status === 'PARTIAL';
}

/** Largest count that one cell may hold: sums over the country stay exact in a double (2^53). */
export const MAX_CELL_COUNT = 1_000_000_000_000;

/** Money is kept in 分, the smallest unit of money: six decimal places of a 万元. */
const FEN_PER_WAN = 1_000_000n;
const FEN_PER_YUAN = 100n;

/** Units in which amounts are printed. */
export type AmountUnit = '元' | '万元' | '亿元';
const FEN: Readonly<Record<AmountUnit, bigint>> = { 元: FEN_PER_YUAN, 万元: FEN_PER_WAN, 亿元: FEN_PER_WAN * 10_000n };

/**
 * An amount as printed ("7730.28", in 万元) in 分, exactly; undefined where it is not a decimal that is a whole number of
 * 分 (more decimal places than money has).
 */
export function toFen(decimal: string, unit: AmountUnit): bigint | undefined {
  const match = /^([+-]?)(\d{1,18})(?:\.(\d{1,20}))?$/.exec(decimal);
  if (!match) return undefined;
  const fraction = match[3] ?? '';
  const scaled = BigInt(match[2]! + fraction) * FEN[unit];
  const divisor = 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) return undefined;
  const fen = scaled / divisor;
  return match[1] === '-' ? -fen : fen;
}

/** 分 as a decimal string in the unit, exactly, without trailing zeros: 7730280000n is "7730.28" in 万元. */
export function fromFen(fen: bigint, unit: AmountUnit): string {
  const per = FEN[unit];
  const sign = fen < 0n ? '-' : '';
  const whole = fen < 0n ? -fen : fen;
  const places = per.toString().length - 1;
  const fraction = (whole % per).toString().padStart(places, '0').replace(/0+$/, '');
  return `${sign}${whole / per}${fraction ? `.${fraction}` : ''}`;
}

/** Unit in which the product serves an amount: the form prints fees in 万元; procurement is given in 元. */
export function unitOfAmount(row: string): AmountUnit {
  return row === 'procurement' ? '元' : '万元';
}
