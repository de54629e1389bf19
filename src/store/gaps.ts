/**
 * Gaps of a roll-up: by cell, how many reports have it on their form but no number for it, or only a lower bound. Kept
 * sparsely, as JSON by cell index in base 36: [blank, notApplicable, unreadable, partial].
 */
import { unpackStates } from '../form/figures';
import type { CellState } from '../form/value';

type Gap = [blank: number, notApplicable: number, unreadable: number, partial: number];
export type Gaps = Map<number, Gap>;

const PLACE: Partial<Record<CellState, 0 | 1 | 2 | 3>> = { BLANK: 0, NOT_APPLICABLE: 1, UNREADABLE: 2, PARTIAL: 3 };

function gapAt(gaps: Gaps, index: number): Gap {
  const kept = gaps.get(index);
  if (kept) return kept;
  const gap: Gap = [0, 0, 0, 0];
  gaps.set(index, gap);
  return gap;
}

/** Adds the packed states of one report. A derived total is no gap. */
export function addStates(gaps: Gaps, packed: string): void {
  for (const [index, state] of unpackStates(packed)) {
    const place = PLACE[state];
    if (place !== undefined) gapAt(gaps, index)[place] += 1;
  }
}

/** Adds the packed gaps of another roll-up. */
export function addGaps(gaps: Gaps, packed: string): void {
  for (const [key, more] of Object.entries(JSON.parse(packed) as Record<string, Gap>)) {
    const gap = gapAt(gaps, Number.parseInt(key, 36));
    for (const place of [0, 1, 2, 3] as const) gap[place] += more[place];
  }
}

/** Adds other gaps. */
export function mergeGaps(gaps: Gaps, others: Gaps): void {
  for (const [index, more] of others) {
    const gap = gapAt(gaps, index);
    for (const place of [0, 1, 2, 3] as const) gap[place] += more[place];
  }
}

/** As the store keeps them, in the order of the cells; null where there are none. */
export function packGaps(gaps: Gaps): string | null {
  if (gaps.size === 0) return null;
  const sorted = [...gaps].sort(([a], [b]) => a - b);
  return `{${sorted.map(([index, gap]) => `"${index.toString(36)}":[${gap.join()}]`).join()}}`;
}
