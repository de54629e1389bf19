/**
 * Table 3 of which every figure is printed, in text that follows the flow of a page, where its stretches come in no order from
 * left to right: a page or a tall row parts the columns, an extractor comes to some of them first, other tables' figures stand
 * among them. Every way is looked for to cover the table with the stretches as rectangles so that its sums hold, in each column and
 * row; a cell is read where all ways have the same value there.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { added, columnsOf, cutsOf, divisionsOf, encoded, type Part, Ways } from './rectangles';
import { endsWithPageNumber, type FlowTable, isNearLabels, isUnder, type Stretch, sizeOf } from './stretches';

const COLUMNS = APPLICANT_COLUMNS.length;
/** 其他, a heading of table 4 as well. */
const OTHER = COLUMNS - 2;
const TOTAL = COLUMNS - 1;
/** Ways that are tried. */
const MOST_STEPS = 60_000;
/** Ways that are told apart. */
const MOST_WAYS = 1_000;
/** Stretches that are tried. */
const MOST_STRETCHES = 60;
/** Rows at which the columns may be parted, as by the end of a page, and rectangles of which a stretch may be; the plainest first. */
const MANNERS = [
  { cuts: 0, parts: 1 },
  { cuts: 1, parts: 1 },
  { cuts: 1, parts: 2 },
  { cuts: 2, parts: 1 },
  { cuts: 2, parts: 2 },
];
/** Columns that may go on where the others are parted. */
const MOST_UNPARTED = 2;
/** Rows and columns whose sum may fail: one error of arithmetic fails one of each. */
const MOST_FAILED = 1;

/** The rows of the table that each sum is of. */
export interface FlowSums {
  readonly rows: readonly string[];
  /** By row, what it counts in 新收 + 上年结转 = 总计 + 结转下年度, and in the parts of 总计. */
  readonly balance: readonly number[];
  readonly parts: readonly number[];
}

const INFLOW = ['received', 'carriedIn'];

export function flowSums(rows: readonly string[]): FlowSums {
  const isTotal = (row: string) => row === 'concluded';
  const isLeft = (row: string) => row === 'carriedForward';
  return {
    rows,
    balance: rows.map((row) => (INFLOW.includes(row) ? 1 : isTotal(row) || isLeft(row) ? -1 : 0)),
    parts: rows.map((row) => (isTotal(row) ? -1 : INFLOW.includes(row) || isLeft(row) ? 0 : 1)),
  };
}

/** The ways to cover the table; undefined where there is none, or there are too many to try. */
export function searchedFlow({ stretches, own, mixed, repeated }: FlowTable, sums: FlowSums): Ways | undefined {
  const size = sums.rows.length * COLUMNS;
  const before = stretches.slice(0, own);
  const more = sizeOf(before) - size;
  const isExact = !mixed && more >= 0 && more <= before.filter(endsWithPageNumber).length;
  const given = (isExact ? before : stretches)
    .map((stretch, at): Given => {
      const isNumber = endsWithPageNumber(stretch);
      const isOther = isExact ? more > 0 && isNumber && stretch.figures.length === 1 : !isOfRequests(stretch, at < own);
      const isHeader = stretch.named.some((column) => column < TOTAL && !repeated.has(column));
      return { ...stretch, isHeader, isNeeded: !isOther, hasNumber: isNumber && !(isExact && more === 0) };
    })
    .filter(({ figures }) => figures.length <= size && figures.every(({ value }) => !Number.isNaN(value)));
  if (given.length > MOST_STRETCHES || sizeOf(given) < size) return undefined;
  // An error of arithmetic and a figure of another table fail the same sums.
  for (const manner of MANNERS)
    for (const failed of isExact && more === 0 ? [0, MOST_FAILED] : [MOST_FAILED]) {
      const search = new Search(given, sums, { ...manner, failed });
      for (const cuts of cutsOf(sums.rows.length, manner.cuts)) if (!search.under(cuts)) return undefined;
      if (search.found.count > 0) return search.found;
    }
  return undefined;
}

interface Given extends Stretch {
  /** It is no other table's. */
  readonly isNeeded: boolean;
  /** It begins below headings that stand nowhere else. */
  readonly isHeader: boolean;
  /** Its last figure may be the number of a page. */
  readonly hasNumber: boolean;
}

/** All that the search sees of a stretch. */
function textOf({ figures, named, isNeeded, isHeader, hasNumber }: Given): string {
  return JSON.stringify([figures.map(({ value, label }) => [value, label]), named, isNeeded, isHeader, hasNumber]);
}

/** Whether a stretch has a row's label or a heading that no other table has; some headings are those of table 4, behind this one. */
function isOfRequests({ named, figures }: Stretch, isBefore: boolean): boolean {
  return named.some((column) => isBefore || column < OTHER) || figures.some(({ label }) => label !== undefined);
}

/** Looks for covers of the table, its columns from right to left, each from top to bottom. */
class Search {
  readonly found: Ways;
  private readonly height: number;
  /** By cell, the stretch that it is of, or -1, its part, and the figure there. */
  private readonly owner: number[][];
  private readonly part: number[][];
  private readonly place: number[][];
  /** By stretch, how it is divided where one of its parts is placed, and which are. */
  private readonly divided: (readonly Part[] | undefined)[];
  private readonly placed: number[];
  /** By stretch, those before it that are equal to it. */
  private readonly equals: (readonly number[])[];
  /** By row, its total without the columns that are filled. */
  private readonly rest: number[];
  private readonly tried = new Set<string>();
  private steps = 0;
  private cuts: readonly number[] = [];
  private divisions: (readonly (readonly Part[])[])[] = [];

  constructor(
    private readonly stretches: readonly Given[],
    private readonly sums: FlowSums,
    private readonly manner: { readonly parts: number; readonly failed: number },
  ) {
    this.height = sums.rows.length;
    this.found = new Ways();
    const table = (value: number) => sums.rows.map(() => new Array<number>(COLUMNS).fill(value));
    this.owner = table(-1);
    this.part = table(0);
    this.place = table(0);
    this.divided = stretches.map(() => undefined);
    this.placed = stretches.map(() => 0);
    const texts = stretches.map(textOf);
    this.equals = texts.map((text, at) => texts.flatMap((other, i) => (i < at && other === text ? [i] : [])));
    this.rest = new Array<number>(this.height).fill(0);
  }

  /** Looks for covers that are parted at such rows. False where there is too much to try. */
  under(cuts: readonly number[]): boolean {
    const bounds = [0, ...cuts, this.height];
    const heights = [...new Set(bounds.flatMap((from) => bounds.map((to) => to - from)))].filter((tall) => tall > 0);
    this.cuts = cuts;
    this.divisions = this.stretches.map(({ figures: { length }, hasNumber }) => [
      ...divisionsOf(length, heights, this.manner.parts),
      ...(hasNumber ? divisionsOf(length - 1, heights, this.manner.parts).filter((parts) => parts.length > 0) : []),
    ]);
    if (!this.canFill(bounds)) return true;
    this.tried.clear();
    return this.fill(COLUMNS - 1, 0, 0);
  }

  /** Whether the stretches, divided in some way, have as many columns between all cuts as the table. */
  private canFill(bounds: readonly number[]): boolean {
    let reached = new Set([0]);
    for (const [at, ways] of this.divisions.entries()) {
      const next = new Set(this.stretches[at]!.isNeeded ? [] : reached);
      for (const parts of ways)
        for (const columns of columnsOf(parts, bounds))
          for (const so of reached) {
            const sum = added(so, columns);
            if (sum !== undefined) next.add(sum);
          }
      reached = next;
    }
    return reached.has(encoded(bounds.slice(1).map(() => COLUMNS)));
  }

  private valueAt(row: number, column: number): number {
    return this.stretches[this.owner[row]![column]!]!.figures[this.place[row]![column]!]!.value;
  }

  /** Fills a column from a row on; `failed` columns' sums fail. False where no more is to be tried. */
  private fill(column: number, from: number, failed: number): boolean {
    let row = from;
    while (row < this.height && this.owner[row]![column]! >= 0) row++;
    if (row === this.height) return this.finish(column, failed);
    for (let at = 0; at < this.stretches.length; at++) {
      const known = this.divided[at];
      // Of equal stretches the first is as good as any.
      if (this.placed[at] === 0 && this.equals[at]!.some((other) => this.placed[other] === 0)) continue;
      for (const parts of known ? [known] : this.divisions[at]!) {
        this.divided[at] = parts;
        for (let index = 0; index < parts.length; index++)
          if ((this.placed[at]! & (1 << index)) === 0 && !this.tryPart(at, index, row, column, failed)) return false;
        this.divided[at] = known;
      }
    }
    return true;
  }

  private tryPart(at: number, index: number, row: number, column: number, failed: number): boolean {
    const { from, width, tall } = this.divided[at]![index]!;
    const { figures, named, isHeader } = this.stretches[at]!;
    const left = column - width + 1;
    const end = row + tall;
    if (left < 0 || (end !== this.height && !this.cuts.includes(end))) return true;
    if (++this.steps > MOST_STEPS) return false;
    // Headings stand above the first figures of the table, unless they are printed again.
    if (index === 0 && !isUnder(named, left, width)) return true;
    if (index === 0 && row > 0 && isHeader) return true;
    if (!isNearLabels(figures.slice(from, from + width * tall), row, width)) return true;
    for (let r = row; r < end; r++) for (let c = left; c <= column; c++) if (this.owner[r]![c]! >= 0) return true;
    for (let i = 0; i < tall * width; i++) {
      const [r, c] = [row + Math.floor(i / width), left + (i % width)];
      this.owner[r]![c] = at;
      this.part[r]![c] = index;
      this.place[r]![c] = from + i;
    }
    this.placed[at]! |= 1 << index;
    const goesOn = this.fill(column, end, failed);
    this.placed[at]! &= ~(1 << index);
    for (let r = row; r < end; r++) for (let c = left; c <= column; c++) this.owner[r]![c] = -1;
    return goesOn;
  }

  /** Goes on from a column that is filled, if its sums hold, to the one left of it. */
  private finish(column: number, before: number): boolean {
    const failed = before + (this.columnHolds(column) ? 0 : 1);
    if (failed > this.manner.failed) return true;
    const filled = COLUMNS - column;
    if (this.cuts.some((row) => filled - this.partedAt(row, column) > MOST_UNPARTED)) return true;
    const { rest } = this;
    const sign = column === COLUMNS - 1 ? 1 : -1;
    for (let row = 0; row < this.height; row++) rest[row]! += sign * this.valueAt(row, column);
    const goesOn = this.goOn(column, failed);
    for (let row = 0; row < this.height; row++) rest[row]! -= sign * this.valueAt(row, column);
    return goesOn;
  }

  private goOn(column: number, failed: number): boolean {
    const short = this.rest.filter((left) => (column === 0 ? left !== 0 : left < 0)).length;
    if (short > this.manner.failed) return true;
    const key = this.keyOf(column, failed);
    if (this.tried.has(key)) return true;
    this.tried.add(key);
    if (column > 0) return this.fill(column - 1, 0, failed);
    const isWhole = this.stretches.every(({ isNeeded }, at) => {
      const parts = this.divided[at]?.length ?? 0;
      return this.placed[at] === (1 << parts) - 1 && (parts > 0 || !isNeeded);
    });
    if (isWhole && short === failed)
      this.found.add(
        this.owner.map((row, r) => row.map((at, c) => this.stretches[at]!.figures[this.place[r]![c]!]!)),
        this.cuts[0] ?? this.height,
      );
    if (this.found.count > MOST_WAYS) return false;
    return true;
  }

  private columnHolds(column: number): boolean {
    let [flow, split] = [0, 0];
    for (let row = 0; row < this.height; row++) {
      const value = this.valueAt(row, column);
      flow += value * this.sums.balance[row]!;
      split += value * this.sums.parts[row]!;
    }
    return flow === 0 && split === 0;
  }

  /** Of the columns that are filled, those that are parted above a row. */
  private partedAt(row: number, column: number): number {
    let count = 0;
    for (let c = column; c < COLUMNS; c++)
      if (this.owner[row]![c] !== this.owner[row - 1]![c] || this.part[row]![c] !== this.part[row - 1]![c]) count++;
    return count;
  }

  /** What the search left of a column depends on, and the values that are found. */
  private keyOf(column: number, failed: number): string {
    const cells = this.owner.map((row, r) =>
      row.map((at, c) => (at < 0 ? '' : c < column ? `${at}:${this.place[r]![c]!}` : this.valueAt(r, c))).join(),
    );
    const parts = this.placed.map((placed, at) =>
      placed === 0 ? '' : `${placed}:${this.divided[at]!.map(({ width, tall }) => `${width}x${tall}`).join('+')}`,
    );
    return `${column}/${failed}/${parts.join()}/${cells.join(';')}`;
  }
}
