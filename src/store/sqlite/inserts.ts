/**
 * Statements that put rows into one table. To hand a value over takes several times as long as to store it, and most figures of most
 * reports are zeros: where all of a block of columns are zero, or null, that stands in the text of the statement.
 */
import type { Statement } from 'better-sqlite3';
import type { InsertTable, Value } from '../connection';
import type { Handle } from './source';

/** Statements that are kept for a table; rows of yet other shapes are put in by the plain one. */
const KEPT = 100;

type Filling = 'bound' | 'zero' | 'null';

interface Shape {
  readonly statement: Statement;
  /** Places of the values that are handed over. */
  readonly bound: readonly number[];
}

export class Inserts {
  private readonly plain: Statement;
  private readonly blocks: readonly (readonly number[])[];
  private readonly shapes = new Map<string, Shape>();

  constructor(
    private readonly handle: Handle,
    private readonly table: InsertTable,
  ) {
    this.blocks = table.blocks ?? [];
    this.plain = this.prepare(() => '?');
  }

  run(row: readonly Value[]): void {
    const shape = this.shapeOf(row);
    if (shape) shape.statement.run(shape.bound.map((at) => row[at]));
    else this.plain.run(row);
  }

  /** Undefined for one that is put in by the plain statement. */
  private shapeOf(row: readonly Value[]): Shape | undefined {
    if (this.blocks.length === 0) return undefined;
    let name = '';
    for (const block of this.blocks) name += fillingOf(row, block)[0];
    const kept = this.shapes.get(name);
    if (kept || this.shapes.size >= KEPT) return kept;
    const literals = new Map<number, string>();
    for (const block of this.blocks) {
      const filling = fillingOf(row, block);
      if (filling !== 'bound') for (const at of block) literals.set(at, filling === 'zero' ? '0' : 'NULL');
    }
    const shape = {
      statement: this.prepare((at) => literals.get(at) ?? '?'),
      bound: this.table.columns.flatMap((_, at) => (literals.has(at) ? [] : [at])),
    };
    this.shapes.set(name, shape);
    return shape;
  }

  private prepare(value: (at: number) => string): Statement {
    const { name, columns } = this.table;
    const values = columns.map((_, at) => value(at));
    return this.handle.prepare(
      `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')}) VALUES (${values.join(', ')})`,
    );
  }
}

function fillingOf(row: readonly Value[], block: readonly number[]): Filling {
  const first = row[block[0]!];
  if (first !== 0 && first !== null) return 'bound';
  for (const at of block) if (row[at] !== first) return 'bound';
  return first === 0 ? 'zero' : 'null';
}
