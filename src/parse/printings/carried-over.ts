/**
 * Which of two printings of a table is of the year after the other's: what the one carries forward, the other carries in.
 */
import type { DraftCell } from '../../form/draft';
import { APPLICANTS } from '../../form/rows';
import type { TableRead } from '../settle/table';

/** Small figures are equal by chance; so many digits that are equal are not. */
const PROOF = 3;
/** Last year's table stands behind the report's own nearly always, which is no proof, but needs less of it. */
const PROOF_IN_ORDER = 2;

/** The place of the later year's printing; undefined where the figures do not prove it. Of table 3, printed twice. */
export function carriedOver(reads: readonly TableRead[]): number | undefined {
  const [first, second] = reads;
  if (!first || !second || reads.length > 2 || first.table !== 3) return undefined;
  const firstLater = evidence(second, first);
  const secondLater = evidence(first, second);
  // Where both hold, or neither, the figures do not tell.
  if (firstLater >= PROOF_IN_ORDER && secondLater < 0) return 0;
  return secondLater >= PROOF && firstLater < 0 ? 1 : undefined;
}

/** How many digits of figures the later year carries in as the earlier carried them forward; less than 0 where one differs or is not read. */
function evidence(earlier: TableRead, later: TableRead): number {
  let digits = 0;
  for (const applicant of APPLICANTS) {
    const forward = countOf(earlier.draft.cells.get(`carriedForward.${applicant}`));
    const carriedIn = countOf(later.draft.cells.get(`carriedIn.${applicant}`));
    if (forward === undefined || forward !== carriedIn) return -1;
    if (forward > 0) digits += String(forward).length;
  }
  return digits;
}

function countOf(cell: DraftCell | undefined): number | undefined {
  if (!cell || cell.state === 'UNREADABLE') return undefined;
  return cell.state === 'REPORTED' ? cell.count : 0;
}
