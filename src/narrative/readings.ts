/** The readings that people use of each measure, in the order in which they are tried: sums of rows of the form's tables. */
import { CELLS } from '../form/cells';
import { APPLICANTS } from '../form/rows';
import type { CountMeasure, Qualifier } from './figure';

/** MATCH: what the words mean. DEFINITION_DIFFERS: what people also mean by them. */
type Fit = 'MATCH' | 'DEFINITION_DIFFERS';

export interface Reading {
  /** "received", "received+carriedIn"; with "@naturalPerson" behind it one applicant column. */
  readonly id: string;
  readonly fit: Fit;
  /** Cells that add up to it. */
  readonly cells: readonly string[];
}

type Rows = readonly [fit: Fit, id: string, rows: readonly string[]];

const rowsOf = (group: string): string[] => [
  ...new Set(CELLS.filter((cell) => cell.table === 3 && cell.row.startsWith(`${group}.`)).map((cell) => cell.row)),
];

const GROUPS = ['refused', 'unavailable', 'unprocessed', 'otherwise'];
const ROWS = Object.fromEntries(GROUPS.map((group) => [group, rowsOf(group)]));
const group = (name: string): readonly Rows[] => [
  ['MATCH', name, ROWS[name]!],
  ...ROWS[name]!.map((row): Rows => ['DEFINITION_DIFFERS', row, [row]]),
];
/** Decided on their substance: without 不予处理 and 其他处理. */
const DECIDED = ['granted', 'partlyGranted', ...ROWS.refused!, ...ROWS.unavailable!];

const received: Rows = ['DEFINITION_DIFFERS', 'received', ['received']];
const both: Rows = ['DEFINITION_DIFFERS', 'received+carriedIn', ['received', 'carriedIn']];
const concluded: Rows = ['DEFINITION_DIFFERS', 'concluded', ['concluded']];
const fits = ([, id, rows]: Rows): Rows => ['MATCH', id, rows];

const TABLE3: Readonly<Partial<Record<CountMeasure, readonly Rows[]>>> = {
  RECEIVED: [fits(received), both, concluded],
  RECEIVED_AND_CARRIED_IN: [fits(both), received, concluded],
  ACCEPTED: [fits(received), fits(both), fits(concluded)],
  ANSWERED: [fits(concluded), ['DEFINITION_DIFFERS', 'decided', DECIDED], received, both],
  CARRIED_IN: [['MATCH', 'carriedIn', ['carriedIn']]],
  CARRIED_FORWARD: [['MATCH', 'carriedForward', ['carriedForward']]],
  GRANTED: [
    ['MATCH', 'granted', ['granted']],
    ['DEFINITION_DIFFERS', 'granted+partlyGranted', ['granted', 'partlyGranted']],
  ],
  PARTLY_GRANTED: [['MATCH', 'partlyGranted', ['partlyGranted']]],
  GRANTED_OR_PARTLY: [
    ['MATCH', 'granted+partlyGranted', ['granted', 'partlyGranted']],
    ['DEFINITION_DIFFERS', 'granted', ['granted']],
  ],
  REFUSED: group('refused'),
  UNAVAILABLE: group('unavailable'),
  UNPROCESSED: group('unprocessed'),
  OTHERWISE: group('otherwise'),
};

const BLOCKS = {
  reconsideration: ['reconsideration'],
  litigation: ['directLitigation', 'litigationAfterReconsideration'],
};
const OUTCOMES = ['upheld', 'corrected', 'otherOutcome', 'pending'];

function remedies(measure: CountMeasure, qualifier: Qualifier): Reading[] {
  const cells = (blocks: readonly string[], columns: readonly string[]): string[] =>
    blocks.flatMap((block) => columns.map((column) => `${block}.${column}`));
  const named =
    measure === 'RECONSIDERATION'
      ? BLOCKS.reconsideration
      : qualifier.litigation === 'DIRECT'
        ? ['directLitigation']
        : qualifier.litigation === 'AFTER_RECONSIDERATION'
          ? ['litigationAfterReconsideration']
          : BLOCKS.litigation;
  const id = measure === 'RECONSIDERATION' ? 'reconsideration' : named.length === 2 ? 'litigation' : named[0]!;
  if (qualifier.result)
    return [{ id: `${id}.${qualifier.result}`, fit: 'MATCH', cells: cells(named, [qualifier.result]) }];
  const readings: Reading[] = [
    { id, fit: 'MATCH', cells: cells(named, ['total']) },
    // The 总计 of table 4 is sometimes wrong or left at 0.
    { id: `${id}.outcomes`, fit: 'DEFINITION_DIFFERS', cells: cells(named, OUTCOMES) },
    { id: `${id}.closed`, fit: 'DEFINITION_DIFFERS', cells: cells(named, OUTCOMES.slice(0, 3)) },
  ];
  if (named.length === 2)
    for (const block of named)
      readings.push({ id: block, fit: 'DEFINITION_DIFFERS', cells: cells([block], ['total']) });
  return readings;
}

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  organisations: APPLICANTS.filter((applicant) => applicant !== 'naturalPerson'),
};

/**
 * The readings of a measure as its qualifier narrows it, the table's own first. Empty for what the tables do not count: items
 * published, notices, and channels.
 */
export function readingsOf(measure: CountMeasure, qualifier: Qualifier): readonly Reading[] {
  if (qualifier.channel !== undefined) return [];
  if (measure === 'RECONSIDERATION' || measure === 'LITIGATION') return remedies(measure, qualifier);
  const rows = TABLE3[measure] ?? [];
  const { applicant } = qualifier;
  const columns = applicant === undefined ? ['total'] : (COLUMNS[applicant] ?? [applicant]);
  const suffix = applicant === undefined ? '' : `@${applicant}`;
  const readings = rows.map(
    ([fit, id, names]): Reading => ({
      id: `${id}${suffix}`,
      fit,
      cells: names.flatMap((name) => columns.map((column) => `${name}.${column}`)),
    }),
  );
  if (applicant !== undefined) return readings;
  // One applicant column taken for the total.
  const single = rows.flatMap(([, id, names]) =>
    APPLICANTS.map(
      (column): Reading => ({
        id: `${id}@${column}`,
        fit: 'DEFINITION_DIFFERS',
        cells: names.map((name) => `${name}.${column}`),
      }),
    ),
  );
  return [...readings, ...single];
}
