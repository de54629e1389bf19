/** Numbers as the reader reads them. A missing number is never given as one: see `Figure`. */
import type { MetricKind } from '../queries/schema';

type Language = 'zh' | 'en';

/** What is needed of a metric to write its numbers. */
export interface Written {
  readonly kind: MetricKind;
  /** 件, 项, 个, 万元, 元; of a ratio %. */
  readonly unit: string;
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const DECIMAL = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });
const SHORT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 });
const PERCENT = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const PERCENT_SHORT = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

/** In full: every digit of a count, four decimals of an amount, two of a percentage. */
export function inFull(value: number, { kind }: Written): string {
  if (kind === 'RATIO') return PERCENT.format(value);
  return kind === 'AMOUNT' ? DECIMAL.format(value) : WHOLE.format(value);
}

const WAN = 10_000;
const YI = 100_000_000;

/** Short, for headlines and axes: 1,139.9万 in Chinese, 11.4M in English, once a number has more than five digits. */
export function inShort(value: number, { kind }: Written, language: Language): string {
  if (kind === 'RATIO') return PERCENT_SHORT.format(value);
  const size = Math.abs(value);
  if (size < 10 * WAN) return kind === 'AMOUNT' ? SHORT.format(value) : WHOLE.format(value);
  if (language === 'en') return COMPACT.format(value);
  return size < YI ? `${SHORT.format(value / WAN)}万` : `${SHORT.format(value / YI)}亿`;
}

/** The unit behind a number; a percentage has it within. */
export function unitOf({ kind, unit }: Written, language: Language): string {
  if (kind === 'RATIO') return '';
  if (language === 'zh') return unit;
  return ENGLISH_UNITS[unit] ?? unit;
}

const ENGLISH_UNITS: Readonly<Record<string, string>> = { 件: '', 项: 'items', 个: '', 万元: '¥10k', 元: '¥' };

/** With its sign: +12, −3.4%. */
export function signed(value: number, write: (size: number) => string): string {
  const size = write(Math.abs(value));
  // What is zero once it is rounded has no sign either.
  if (size === write(0)) return `±${size}`;
  return `${value > 0 ? '+' : '−'}${size}`;
}

export function whole(count: number): string {
  return WHOLE.format(count);
}

/** A day or moment of the API as a day. */
export function day(iso: string | null | undefined): string {
  return iso?.slice(0, 10) ?? '';
}
