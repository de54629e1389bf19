/**
 * Which figures of a report its own findings cast doubt on. A check that looks at several reports must not blame one for what
 * is wrong in another: a figure in doubt counts as what its sums would have it be, or as not known.
 */
import { cell, findCell } from '../form/cells';
import { proposalOf } from './repair';
import type { Finding } from './result';

/** By cell index: the value that repairs every sum, or undefined where none is known. */
export type Doubts = ReadonlyMap<number, number | undefined>;

export const NO_DOUBTS: Doubts = new Map();

/** Rules whose cells are in doubt where they fail. Blanks and the like are told by the states of the cells. */
export const DOUBTING_RULES: readonly string[] = [
  'T3_BALANCE',
  'T3_CONCLUDED',
  'T3_ROW_TOTAL',
  'T4_TOTAL',
  'VALUE_NEGATIVE',
  'IN_FORCE_BELOW_ISSUED',
  'REGULATIONS_WITHOUT_POWER',
  'CARRIED_IN_DIFFERS',
  'IN_FORCE_DIFFERS',
  'FEES_UNIT_SLIP',
  'CONSOLIDATED_DIFFERS',
  'CONSOLIDATED_BELOW_PARTS',
  'CONSOLIDATED_STOCK_DIFFERS',
];
const DOUBTING = new Set(DOUBTING_RULES);

type Told = Pick<Finding, 'rule' | 'cells' | 'details'>;

/** What the findings of one report cast doubt on. */
export function doubtsOf(findings: readonly Told[]): Doubts {
  const doubts = new Map<number, number | undefined>();
  for (const { rule, cells, details } of findings) {
    if (!DOUBTING.has(rule)) continue;
    const proposal = proposalOf(details);
    if (proposal.length > 0) {
      for (const { cell: id, value } of proposal) doubts.set(cell(id).index, Number(value));
    } else {
      for (const id of suspects(rule, cells)) {
        const index = findCell(id)?.index;
        if (index !== undefined && !doubts.has(index)) doubts.set(index, undefined);
      }
    }
  }
  return doubts;
}

/** An application that was wrongly carried in is most often a new one, since the balance of the form holds all the same. */
function suspects(rule: string, cells: readonly string[]): readonly string[] {
  if (rule !== 'CARRIED_IN_DIFFERS') return cells;
  return cells.flatMap((id) => [id, id.replace('carriedIn.', 'received.')]);
}
