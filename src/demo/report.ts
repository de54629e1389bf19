/** A report of the demo city as it is going to be printed. */
import { cell, cellsOn } from '../form/cells';
import type { Scope, SectionKey } from '../form/draft';
import { type EditionId, TABLES, type TableNumber } from '../form/editions';
import { fromFen, unitOfAmount } from '../form/value';
import type { DemoBody } from './bodies';

/**
 * What stands in a cell: a count, an amount as a decimal in its unit, "/" for not applicable, null for nothing, and any
 * other words as printed ("22（其中修订 16 件）").
 */
export type Printed = number | string | null;

export interface DemoTable {
  edition: EditionId;
  readonly cells: Map<string, Printed>;
}

export interface DemoSection {
  readonly key: SectionKey;
  readonly heading: string;
  text: string;
}

export type Layout = 'TEXT' | 'HTML' | 'STRUCTURED';

export interface DemoReport {
  readonly body: DemoBody;
  readonly year: number;
  readonly scope: Scope;
  readonly layout: Layout;
  /** From 1; a report with several is a correction of the one before. */
  readonly version: number;
  readonly title: string;
  /** ISO date. */
  publishedOn: string;
  readonly tables: Partial<Record<TableNumber, DemoTable>>;
  sections: DemoSection[];
}

/** True figures of a report on one edition, by cell id: counts, and amounts in 分. */
export type Truth = ReadonlyMap<string, number>;

/** The true figures as they are printed. */
export function printTables(truth: Truth, edition: EditionId): DemoReport['tables'] {
  const tables: Partial<Record<TableNumber, DemoTable>> = {};
  for (const table of TABLES) {
    const cells = new Map<string, Printed>();
    for (const each of cellsOn(edition, table)) cells.set(each.id, printFigure(each.id, truth.get(each.id) ?? 0));
    tables[table] = { edition, cells };
  }
  return tables;
}

function printFigure(id: string, value: number): Printed {
  const { kind, row } = cell(id);
  return kind === 'AMOUNT' ? fromFen(BigInt(value), unitOfAmount(row)) : value;
}

/** A copy that can be changed without changing the report. */
export function copyOf(report: DemoReport, version: number): DemoReport {
  const tables: Partial<Record<TableNumber, DemoTable>> = {};
  for (const table of TABLES) {
    const given = report.tables[table];
    if (given) tables[table] = { edition: given.edition, cells: new Map(given.cells) };
  }
  return { ...report, version, tables, sections: report.sections.map((section) => ({ ...section })) };
}
