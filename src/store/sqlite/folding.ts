/** What SQLite cannot do by itself, and the roll-ups need. */
import { addGaps, addStates, type Gaps, packGaps } from '../gaps';
import type { Handle } from './source';

/** Lets a connection fold gaps in SQL: `fold_gaps(packed states or packed gaps)`. */
export function installFolding(handle: Handle): void {
  handle.aggregate('fold_gaps', {
    start: (): Gaps => new Map(),
    step: (gaps: Gaps, packed: string) => {
      if (packed.startsWith('{')) addGaps(gaps, packed);
      else addStates(gaps, packed);
    },
    result: packGaps,
  } as never);
}
