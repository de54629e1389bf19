/**
 * The form as its own error-correcting code: which single figure, or which row moved by one column, explains failed sums.
 * A repair is a proposal for a person; it is never applied here.
 */
import { CELLS, cell, cellsOn } from '../form/cells';
import type { ReportFigures } from '../form/figures';
import { APPLICANT_COLUMNS } from '../form/rows';
import type { AssessedSum } from './sums';

/** What would repair a failed sum and every other sum that the figures named here are part of. */
export type Repair =
  | { readonly kind: 'CELL'; readonly cell: string; readonly value: number }
  | { readonly kind: 'SHIFT'; readonly row: string; readonly values: readonly number[] };

/** A figure as a repair would have it. */
export interface ProposedFigure {
  /** Id of the cell. */
  readonly cell: string;
  /** A whole number, in digits. */
  readonly value: string;
}

/** The figures that a finding proposes, from its details: see `detailsOf` of engine.ts. None where it proposes nothing. */
export function proposalOf(details: Readonly<Record<string, string>> | undefined): readonly ProposedFigure[] {
  if (details?.repairCell !== undefined) return [{ cell: details.repairCell, value: details.repairValue! }];
  if (details?.repairRow === undefined) return [];
  const values = details.repairValues!.split(',');
  return APPLICANT_COLUMNS.map(({ id }, at) => ({ cell: `${details.repairRow}.${id}`, value: values[at]! }));
}

/** A repair after which every sum that it touches holds, and the failed sums among those. */
interface Explanation {
  readonly repair: Repair;
  readonly explains: ReadonlySet<AssessedSum>;
}

/**
 * The repair of each failed sum that has exactly one: of several explanations the one that explains the most failed sums,
 * none where two explain as many. `sums` are all assessable sums of one table.
 */
export function repairsOf(figures: ReportFigures, sums: readonly AssessedSum[]): Map<AssessedSum, Repair> {
  const failed = new Set(sums.filter((sum) => sum.found !== sum.expected));
  const explanations = [...ofSingleCells(figures, sums, failed), ...ofShiftedRows(figures, sums, failed)];
  const repairs = new Map<AssessedSum, Repair>();
  for (const sum of failed) {
    const fitting = explanations.filter((each) => each.explains.has(sum));
    const most = Math.max(...fitting.map((each) => each.explains.size));
    const best = fitting.filter((each) => each.explains.size === most);
    if (best.length === 1) repairs.set(sum, best[0]!.repair);
  }
  return repairs;
}

function ofSingleCells(
  figures: ReportFigures,
  sums: readonly AssessedSum[],
  failed: ReadonlySet<AssessedSum>,
): Explanation[] {
  const suspects = new Set([...failed].flatMap((sum) => [...sum.weights.keys()]));
  const found: Explanation[] = [];
  for (const index of suspects) {
    const touched = sums.filter((sum) => sum.weights.has(index));
    const changes = new Set(touched.map((sum) => (sum.expected - sum.found) / sum.weights.get(index)!));
    if (changes.size !== 1) continue;
    const value = figures.values[index]! + [...changes][0]!;
    if (!Number.isSafeInteger(value) || value < 0) continue;
    found.push({ repair: { kind: 'CELL', cell: CELLS[index]!.id, value }, explains: new Set(touched) });
  }
  return found;
}

const sumOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** A row of seven as it would be had it not moved by one column: every way in which no figure is lost or invented. */
function unshifted(row: readonly number[]): number[][] {
  const applicants = row.slice(0, 6);
  const total = row[6]!;
  const ways: number[][] = [];
  // Only the six applicants moved: the figure that falls off and the one that comes in are zeros.
  if (applicants[0] === 0) ways.push([...applicants.slice(1), 0, total]);
  if (applicants[5] === 0) ways.push([0, ...applicants.slice(0, 5), total]);
  // The whole row moved right and its 总计 fell off: what stands last is the sixth applicant.
  if (row[0] === 0) ways.push([...row.slice(1), sumOf(row.slice(1))]);
  // The whole row moved left and its first figure fell off: 总计 stands in the sixth place and gives it back.
  const lost = applicants[5]! - sumOf(applicants.slice(0, 5));
  if (total === 0 && lost >= 0) ways.push([lost, ...applicants]);
  const printed = row.join();
  return [...new Map(ways.map((way) => [way.join(), way]))].filter(([text]) => text !== printed).map(([, way]) => way);
}

function ofShiftedRows(
  figures: ReportFigures,
  sums: readonly AssessedSum[],
  failed: ReadonlySet<AssessedSum>,
): Explanation[] {
  const form = figures.forms[3];
  // A shift disturbs two columns or more.
  if (form === null || failed.size < 2 || sums[0]!.check.table !== 3) return [];
  const found: Explanation[] = [];
  for (const row of new Set(cellsOn(form, 3).map((each) => each.row))) {
    const cells = APPLICANT_COLUMNS.map((column) => cell(`${row}.${column.id}`));
    if (cells.some((each) => figures.states[each.index] !== 'REPORTED')) continue;
    const printed = cells.map((each) => figures.values[each.index]!);
    for (const values of unshifted(printed)) {
      const change = new Map<number, number>();
      for (const [at, each] of cells.entries())
        if (values[at] !== printed[at]) change.set(each.index, values[at]! - printed[at]!);
      // One figure changed is the repair of a single cell, told already.
      if (change.size < 2) continue;
      const touched = sums.filter((sum) => [...change.keys()].some((index) => sum.weights.has(index)));
      const holds = touched.every((sum) => {
        let gap = sum.found - sum.expected;
        for (const [index, by] of change) gap += by * (sum.weights.get(index) ?? 0);
        return gap === 0;
      });
      const explains = new Set(touched.filter((sum) => failed.has(sum)));
      if (holds && explains.size >= 2) found.push({ repair: { kind: 'SHIFT', row, values }, explains });
    }
  }
  return found;
}
