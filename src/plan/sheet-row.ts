/** A region of a sheet as a holding that takes no memory of its own: what statistics over thousands of regions go through. */
import type { Cell } from '../form/cells';
import type { FigureSource, Gap, Holding } from './holding';
import type { SheetReader } from './sheet';

export class SheetRow implements Holding {
  constructor(
    private readonly reader: SheetReader,
    private readonly region: number,
    private readonly cells: readonly Cell[],
  ) {}

  get source(): FigureSource {
    return this.reader.on(this.region);
  }

  get expected(): number {
    return this.source.expected;
  }
  get reports(): number {
    return this.source.reports;
  }
  get onTime(): number {
    return this.source.onTime;
  }
  get late(): number {
    return this.source.late;
  }
  get single(): boolean {
    return this.source.single;
  }
  get editions(): ReadonlyMap<string, number> {
    return this.unpacked().editions;
  }
  get gaps(): ReadonlyMap<number, Gap> {
    return this.unpacked().gaps;
  }
  get sums(): ReadonlyMap<number, bigint> {
    return this.unpacked().sums;
  }
  get derived(): ReadonlySet<number> {
    return this.unpacked().derived;
  }

  unpacked(): Holding {
    return this.reader.on(this.region).holding(this.cells);
  }
}
