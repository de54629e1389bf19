/** Checks 5, 7 and 9: figures that cannot be, the date of publication, documents in force. */
import { CELLS, cell } from '../form/cells';
import { daysLate } from '../form/deadline';
import type { ReportFigures } from '../form/figures';
import { fromFen, hasValue, unitOfAmount } from '../form/value';
import type { CheckContext, Subject } from './context';
import type { Finding } from './result';

const NONE: readonly Finding[] = [];

/** A cell's value in its unit, as a decimal. */
function printed(figures: ReportFigures, index: number): string {
  const each = CELLS[index]!;
  const value = figures.values[index]!;
  return each.kind === 'AMOUNT' ? fromFen(BigInt(value), unitOfAmount(each.row)) : String(value);
}

export function negativeValues({ figures }: Subject): readonly Finding[] {
  return CELLS.filter(
    (each) => each.kind !== 'SIGNED' && figures.states[each.index] === 'REPORTED' && figures.values[each.index]! < 0,
  ).map((each) => ({ rule: 'VALUE_NEGATIVE', cells: [each.id], found: printed(figures, each.index) }));
}

/** Needs no more of a report than its dates. */
export function publishedLate({
  context,
}: {
  readonly context: Pick<CheckContext, 'publishedOn' | 'deadline'>;
}): readonly Finding[] | undefined {
  const { publishedOn, deadline } = context;
  if (publishedOn === undefined || deadline === undefined) return undefined;
  if (publishedOn <= deadline) return NONE;
  const days = String(daysLate(publishedOn, deadline));
  return [{ rule: 'PUBLISHED_LATE', cells: [], details: { publishedOn, deadline, daysLate: days } }];
}

export function publishedEarly({ context }: Subject): readonly Finding[] | undefined {
  const { publishedOn, year } = context;
  if (publishedOn === undefined) return undefined;
  if (publishedOn.slice(0, 4) > String(year)) return NONE;
  return [{ rule: 'PUBLISHED_EARLY', cells: [], details: { publishedOn, year: String(year) } }];
}

const DOCUMENT_ROWS = ['regulations', 'normativeDocuments'].map((row) => ({
  row,
  issued: cell(`${row}.issued`),
  inForce: cell(`${row}.inForce`),
}));

export function inForceBelowIssued({ figures }: Subject): readonly Finding[] | undefined {
  const { values, states } = figures;
  // A form that does not ask for it has nothing to assess.
  if (states[DOCUMENT_ROWS[0]!.issued.index] === 'NOT_ON_THIS_FORM') return NONE;
  let assessed = false;
  let findings = NONE;
  for (const { row, issued, inForce } of DOCUMENT_ROWS) {
    const expected = values[issued.index] ?? null;
    const found = values[inForce.index] ?? null;
    if (expected === null || found === null) continue;
    assessed = true;
    if (found >= expected) continue;
    const compared = { expected: String(expected), found: String(found), difference: String(found - expected) };
    findings = [
      ...findings,
      { rule: 'IN_FORCE_BELOW_ISSUED', cells: [issued.id, inForce.id], ...compared, details: { row } },
    ];
  }
  return assessed ? findings : undefined;
}

const REGULATIONS = CELLS.filter((each) => each.row === 'regulations');

/**
 * Regulations (规章) are made by ministries, provinces and cities with districts (《立法法》), so never by a body of a county,
 * district or township.
 */
export function regulationsWithoutPower({ figures, context }: Subject): readonly Finding[] | undefined {
  const { regionLevel, kind } = context;
  if (figures.forms[2] === null || (regionLevel === undefined && kind !== 'township')) return undefined;
  if (kind !== 'township' && regionLevel !== 'COUNTY' && regionLevel !== 'TOWNSHIP') return NONE;
  const known = REGULATIONS.filter((each) => hasValue(figures.states[each.index]!));
  if (known.length === 0) return undefined;
  const above = known.filter((each) => figures.values[each.index]! > 0);
  if (above.length === 0) return NONE;
  return above.map((each) => ({
    rule: 'REGULATIONS_WITHOUT_POWER',
    cells: [each.id],
    expected: '0',
    found: printed(figures, each.index),
    difference: printed(figures, each.index),
  }));
}
