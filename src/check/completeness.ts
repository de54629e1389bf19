/** Check 6: six sections, three tables, every cell, and the form in force. */
import { CELLS, type Cell, cellsOn } from '../form/cells';
import { SECTIONS } from '../form/draft';
import { EDITIONS, editionInForce, TABLES, type TableNumber } from '../form/editions';
import type { ReportFigures } from '../form/figures';
import type { CellState } from '../form/value';
import type { Subject } from './context';
import type { Finding } from './result';
import type { RuleId } from './rules';

const NONE: readonly Finding[] = [];
const NO_DETAILS: Readonly<Record<string, string>> = {};

/** What some rules ask of the cells of a report, told in one pass. */
export interface CellSurvey {
  /** Every cell on the forms used is a printed number. */
  readonly allReported: boolean;
  readonly anyNegative: boolean;
  readonly anyValue: boolean;
}

const SIGNED = new Set(CELLS.filter((each) => each.kind === 'SIGNED').map((each) => each.index));

export function survey({ values, states }: ReportFigures): CellSurvey {
  let allReported = true;
  let anyNegative = false;
  let anyValue = false;
  for (let index = 0; index < states.length; index += 1) {
    const value = values[index];
    if (value !== null && value !== undefined) {
      anyValue = true;
      if (value < 0 && !SIGNED.has(index)) anyNegative = true;
    }
    const state = states[index];
    if (state !== 'REPORTED' && state !== 'NOT_ON_THIS_FORM' && state !== 'TABLE_MISSING') allReported = false;
  }
  return { allReported, anyNegative, anyValue };
}

export function missingTables({ figures }: Subject): readonly Finding[] {
  const missing = TABLES.filter((table) => figures.forms[table] === null);
  if (missing.length === 0) return NONE;
  return missing.map((table) => ({ rule: 'TABLE_MISSING', cells: [], details: { table: String(table) } }));
}

function present(figures: ReportFigures): TableNumber[] {
  return TABLES.filter((table) => figures.forms[table] !== null);
}

/** One finding for each table that has cells in one of the states; undefined where the report has no table. */
function cellsIn(
  { figures }: Subject,
  rule: RuleId,
  states: readonly CellState[],
  details: (cells: readonly Cell[]) => Readonly<Record<string, string>> = () => NO_DETAILS,
): readonly Finding[] | undefined {
  const tables = present(figures);
  if (tables.length === 0) return undefined;
  return tables.flatMap((table) => {
    const cells = cellsOn(figures.forms[table]!, table).filter((each) => states.includes(figures.states[each.index]!));
    if (cells.length === 0) return [];
    const counted = { table: String(table), count: String(cells.length), ...details(cells) };
    return [{ rule, cells: cells.map((each) => each.id), details: counted }];
  });
}

/** A 总计 that was derived is blank on paper all the same. */
export function blankCells(subject: Subject): readonly Finding[] | undefined {
  const { states } = subject.figures;
  return cellsIn(subject, 'CELLS_BLANK', ['BLANK', 'DERIVED', 'PARTIAL'], (cells) => {
    const derived = cells.filter((each) => states[each.index] !== 'BLANK').length;
    return derived > 0 ? { derived: String(derived) } : NO_DETAILS;
  });
}

export function unreadableCells(subject: Subject): readonly Finding[] | undefined {
  return cellsIn(subject, 'CELLS_UNREADABLE', ['UNREADABLE']);
}

export function notApplicableCells(subject: Subject): readonly Finding[] | undefined {
  return cellsIn(subject, 'CELLS_NOT_APPLICABLE', ['NOT_APPLICABLE']);
}

/** `edition/edition/table` where the two have the very same cells: such a table cannot be on the wrong form. */
const SAME = new Set(
  TABLES.flatMap((table) =>
    EDITIONS.flatMap((one) =>
      EDITIONS.filter((other) => {
        const cells = cellsOn(one.id, table);
        const others = cellsOn(other.id, table);
        return cells.length === others.length && cells.every((each, at) => each === others[at]);
      }).map((other) => `${one.id}/${other.id}/${table}`),
    ),
  ),
);

export function formsNotInForce({ figures, context }: Subject): readonly Finding[] | undefined {
  const due = editionInForce(context.year).id;
  const tables = present(figures);
  if (tables.length === 0) return undefined;
  const wrong = tables.filter((table) => {
    const used = figures.forms[table]!;
    return used !== due && !SAME.has(`${used}/${due}/${table}`);
  });
  if (wrong.length === 0) return NONE;
  return wrong.map((table) => ({
    rule: 'FORM_NOT_IN_FORCE',
    cells: [],
    details: { table: String(table), used: figures.forms[table]!, due },
  }));
}

export function missingSections({ context }: Subject): readonly Finding[] | undefined {
  if (!context.sections || context.sections.length === 0) return undefined;
  const keys = new Set(context.sections.map((section) => section.key));
  const missing = SECTIONS.filter((key) => !keys.has(key));
  return missing.length === 0 ? NONE : [{ rule: 'SECTION_MISSING', cells: [], details: { sections: missing.join() } }];
}
