/** Cells added up for one subject, from wherever its figures are held. */
import { EDITION_IDS } from '../form/editions';
import type { Sum } from '../form/metrics';
import type { FigureSource, Gap, Holding } from './holding';

/** Holdings as sources, without a new object for each. */
class HeldSource implements FigureSource {
  holding!: Holding;

  of(holding: Holding): this {
    this.holding = holding;
    return this;
  }

  get expected(): number {
    return this.holding.expected;
  }
  get reports(): number {
    return this.holding.reports;
  }
  get onTime(): number {
    return this.holding.onTime;
  }
  get late(): number {
    return this.holding.late;
  }
  get single(): boolean {
    return this.holding.single;
  }
  reportsOn(edition: string): number {
    return this.holding.editions.get(edition) ?? 0;
  }
  gap(index: number): Gap | undefined {
    return this.holding.gaps.get(index);
  }
  sum(index: number): bigint | undefined {
    return this.holding.sums.get(index);
  }
  derived(index: number): boolean {
    return this.holding.derived.has(index);
  }
}

const HELD = new HeldSource();

/** A holding to add up from; good until the next call. */
export function sourceOf(holding: Holding): FigureSource {
  return holding.source ?? HELD.of(holding);
}

/** A sum of cells made ready for many subjects: where its cells stand and on which editions. */
interface Recipe {
  /** By edition: the key of its count of reports, and whether any term is on it. */
  readonly editions: readonly { readonly key: string; readonly any: boolean }[];
  readonly terms: readonly { readonly index: number; readonly sign: 1 | -1; readonly on: readonly boolean[] }[];
}

export type CellSum = Exclude<Sum, { filing: unknown }>;
const recipes = new WeakMap<CellSum, Recipe>();

function recipeOf(sum: CellSum): Recipe {
  let recipe = recipes.get(sum);
  if (!recipe) {
    const { table } = sum.cells[0]!.cell;
    recipe = {
      editions: EDITION_IDS.map((id) => ({
        key: `${table}_${id}`,
        any: sum.cells.some(({ cell }) => cell.editions.includes(id)),
      })),
      terms: sum.cells.map(({ cell, sign }) => ({
        index: cell.index,
        sign,
        on: EDITION_IDS.map((id) => cell.editions.includes(id)),
      })),
    };
    recipes.set(sum, recipe);
  }
  return recipe;
}

/** Cells of a sum added up for one subject: `value` means something only where anything contributes. */
class Addition {
  contributes = false;
  value: number | bigint = 0;
  blank = 0;
  notApplicable = 0;
  unreadable = 0;
  partial = 0;
  /** Reports with any of the cells on their form, and with the table at all. */
  onForm = 0;
  withTable = 0;

  of(source: FigureSource, { editions, terms }: Recipe): this {
    this.contributes = false;
    this.value = 0;
    this.blank = this.notApplicable = this.unreadable = this.partial = this.onForm = this.withTable = 0;
    for (const { key, any } of editions) {
      const reports = source.reportsOn(key);
      this.withTable += reports;
      if (any) this.onForm += reports;
    }
    for (const { index, sign, on } of terms) {
      let without = 0;
      const gap = source.gap(index);
      if (gap) {
        this.blank += gap[0];
        this.notApplicable += gap[1];
        this.unreadable += gap[2];
        this.partial += gap[3];
        without = gap[0] + gap[1] + gap[2];
      }
      let reports = 0;
      for (let at = 0; at < editions.length; at += 1) if (on[at]) reports += source.reportsOn(editions[at]!.key);
      if (reports - without <= 0) continue;
      this.contributes = true;
      this.add(source.sum(index) ?? 0, sign);
    }
    return this;
  }

  /** In doubles as long as they are exact. */
  private add(term: number | bigint, sign: 1 | -1): void {
    const { value } = this;
    if (typeof value === 'number' && typeof term === 'number') {
      const sum = value + sign * term;
      if (Number.isSafeInteger(sum)) {
        this.value = sum;
        return;
      }
    }
    this.value = BigInt(value) + BigInt(sign) * BigInt(term);
  }
}

const ADDITION = new Addition();

/** The cells of a sum added up; good until the next call, so that many subjects take no memory. */
export function addUp(source: FigureSource, sum: CellSum): Readonly<Addition> {
  return ADDITION.of(source, recipeOf(sum));
}
