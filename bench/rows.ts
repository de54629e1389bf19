/** What a benchmark shows: a line with an aim, what was measured, and whether the aim was met. */

export interface Row {
  readonly what: string;
  readonly aim: string;
  readonly measured: string;
  /** Undefined where it could not be measured here. */
  readonly met: boolean | undefined;
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, aim, measured, met }) => {
    const verdict = met === undefined ? 'not measured' : met ? 'met' : '**not met**';
    return `| ${what} | ${aim} | ${measured} | ${verdict} |`;
  });
  return ['| what | aim | measured | |', '|---|---|---|---|', ...lines].join('\n');
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export const rate = (perSecond: number): string => `${Math.round(perSecond).toLocaleString('en')}/s`;
export const times = (ratio: number): string => `${ratio.toPrecision(3)} times`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
