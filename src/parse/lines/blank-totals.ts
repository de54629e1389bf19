/**
 * What the totals alone of table 3 say, whose rows have fewer figures than columns: each row has its total, which is its last figure, or
 * the sum of what it has where it is blank.
 */

/** A row's figures, from left to right. */
export interface CountedRow {
  readonly id: string;
  readonly figures: readonly number[];
}

/** The rows of the balance, and those that 总计 is the sum of. */
export interface TableSums {
  readonly inflow: readonly string[];
  readonly parts: readonly string[];
  readonly total: string;
  readonly left: string;
}

/** Whether the last of two figures or more is the sum of the others. */
export function isSum(figures: readonly number[]): boolean {
  return figures.length > 1 && figures.at(-1)! > 0 && beside(figures) === figures.at(-1)!;
}

/** Whether the last of two figures or more is no total, since the others come to more. */
const isPart = (figures: readonly number[]): boolean => figures.length > 1 && beside(figures) > figures.at(-1)!;

const sumOf = (figures: readonly number[]) => figures.reduce((sum, figure) => sum + figure, 0);
/** What the figures but the last come to. */
const beside = (figures: readonly number[]) => sumOf(figures.slice(0, -1));

/** Rows of which either the total or a part may have been left out. */
const MOST_OPEN = 4;
/** Rows of several figures of which the last is no total that show that none is printed. */
const FEWEST_SUMMED = 2;

/** What a row's total may be, with what speaks against it: 0, or 1 where chance or an error of arithmetic has to be. */
type Totals = ReadonlyMap<number, number>;

export interface TotalsFound {
  /** Of the outcomes; SOME where that is not known. */
  readonly printed: 'ALL' | 'NONE' | 'SOME';
  /** Nothing speaks against the totals. */
  readonly isPlain: boolean;
}

/** What is known of the totals; undefined where their sums do not hold: then a row without figures may have lost them. */
export function totalsOf(rows: readonly CountedRow[], sums: TableSums): TotalsFound | undefined {
  const { parts } = sums;
  const figuresOf = new Map(rows.map(({ id, figures }) => [id, figures]));
  const either = new Map(rows.map(({ id, figures }): [string, Totals] => [id, eitherOf(figures)]));
  const summed = parts.map((id): [string, Totals] => [id, new Map([[sumOf(figuresOf.get(id)!), 0]])]);
  const open = [...either.values()].filter((totals) => [...totals.values()].filter((cost) => cost === 0).length > 1);
  const printed = open.length <= MOST_OPEN ? leastCost(either, sums) : Number.POSITIVE_INFINITY;
  const hasTotals = parts.some((id) => isSum(figuresOf.get(id)!));
  const blank = hasTotals ? Number.POSITIVE_INFINITY : leastCost(new Map([...either, ...summed]), sums);
  const cost = Math.min(printed, blank);
  if (cost > 1) return undefined;
  const isPlain = cost === 0;
  const without = parts.filter((id) => isPart(figuresOf.get(id)!)).length;
  if (blank <= 1) return { printed: without >= FEWEST_SUMMED ? 'NONE' : 'SOME', isPlain };
  return { printed: 'ALL', isPlain };
}

function eitherOf(figures: readonly number[]): Totals {
  const sum = sumOf(figures);
  const last = figures.at(-1) ?? 0;
  // A figure by itself may be an error that is printed as the total of no parts.
  if (figures.length < 2) return new Map([...(last > 0 ? [[0, 1] as const] : []), [last, 0] as const]);
  if (isPart(figures)) return new Map([[sum, 0]]);
  // Two equal figures may be two parts of a blank total.
  if (isSum(figures)) return new Map([...(figures.length === 2 ? [[sum, 1] as const] : []), [last, 0] as const]);
  return new Map([
    [sum, 0],
    [last, 0],
  ]);
}

/** What speaks against the likeliest totals that make both sums hold; infinite where none do. */
function leastCost(totals: ReadonlyMap<string, Totals>, { inflow, parts, total, left }: TableSums): number {
  const of = (id: string) => totals.get(id)!;
  const done = combined(parts.map(of));
  const came = combined(inflow.map(of));
  const gone = of(left);
  let least = Number.POSITIVE_INFINITY;
  for (const [sum, cost] of of(total)) {
    const split = done.get(sum);
    if (split === undefined) continue;
    for (const [rest, more] of gone) {
      const inward = came.get(sum + rest);
      if (inward !== undefined) least = Math.min(least, cost + split + more + inward);
    }
  }
  return least;
}

/** The sums that rows come to, with what speaks least against each. */
function combined(rows: readonly Totals[]): Totals {
  let sums = new Map([[0, 0]]);
  for (const totals of rows) {
    const next = new Map<number, number>();
    for (const [sum, cost] of sums)
      for (const [value, more] of totals)
        if (cost + more <= 1) next.set(sum + value, Math.min(cost + more, next.get(sum + value) ?? 2));
    sums = next;
  }
  return sums;
}
