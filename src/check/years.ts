/** Checks across years: a report against that of the year before, of the same body and scope. */
import { CELLS, type Cell, cell } from '../form/cells';
import { TABLES } from '../form/editions';
import type { ReportFigures } from '../form/figures';
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../form/rows';
import { fromFen } from '../form/value';
import { CARRIED_OVER, followedBy, IN_FORCE } from './continuity';
import { type Doubts, NO_DOUBTS } from './doubt';
import type { CheckResult, Finding } from './result';
import { YEARS_RULES } from './rule';
import { isUnitSlip } from './unit';

/** What is looked at of the report of the year before. */
export interface EarlierYear {
  readonly forms: ReportFigures['forms'];
  /** A figure of `EARLIER_CELLS` that is there: printed, or derived from all of its parts. */
  known(index: number): number | undefined;
  /** Whether every cell is the same. */
  same(figures: ReportFigures): boolean;
}

/** The year before, of which all figures are at hand. */
export class WholeYear implements EarlierYear {
  constructor(readonly figures: ReportFigures) {}

  get forms(): ReportFigures['forms'] {
    return this.figures.forms;
  }

  known(index: number): number | undefined {
    return known(this.figures, index);
  }

  same({ values, states }: ReportFigures): boolean {
    const own = this.figures;
    for (let index = 0; index < CELLS.length; index += 1)
      if (values[index] !== own.values[index] || states[index] !== own.states[index]) return false;
    return true;
  }
}

type YearsRule = (typeof YEARS_RULES)[number];
/** The findings of one rule; undefined where it could be assessed at no place. */
type Assessment = readonly Finding[] | undefined;

const HOLDS: readonly Finding[] = [];

interface Years {
  readonly later: ReportFigures;
  /** A figure of the year before: as printed, as its sums would have it, or undefined. */
  before(index: number): number | undefined;
}

/** A figure that is there: printed, or derived from all of its parts. */
function known({ values, states }: ReportFigures, index: number): number | undefined {
  const state = states[index];
  return state === 'REPORTED' || state === 'DERIVED' ? values[index]! : undefined;
}

function carriedIn({ later, before }: Years): Assessment {
  let findings: Finding[] | undefined;
  for (const line of CARRIED_OVER) {
    const follows = followedBy(line, before, (index) => known(later, index));
    if (!follows) continue;
    findings ??= [];
    const { expected, found } = follows;
    if (expected !== found)
      findings.push({
        rule: 'CARRIED_IN_DIFFERS',
        cells: [line.found.id],
        ...compared(expected, found),
        details: { column: line.found.column },
      });
  }
  return findings;
}

function inForce({ later, before }: Years): Assessment {
  let findings: Finding[] | undefined;
  for (const line of IN_FORCE) {
    const follows = followedBy(line, before, (index) => known(later, index));
    if (!follows) continue;
    findings ??= [];
    const { expected, found } = follows;
    if (expected !== found)
      findings.push({
        rule: 'IN_FORCE_DIFFERS',
        cells: [line.added!.id, line.removed!.id, line.found.id],
        ...compared(expected, found),
        details: { row: line.found.row },
      });
  }
  return findings;
}

function compared(expected: number, found: number): Pick<Finding, 'expected' | 'found' | 'difference'> {
  return { expected: String(expected), found: String(found), difference: String(found - expected) };
}

/** Cells of figures of the year itself that do not follow from others of the form: neither levels nor sums. */
const INDEPENDENT = CELLS.filter(
  (each) =>
    each.kind !== 'STOCK' &&
    each.column !== 'total' &&
    !['concluded', 'carriedIn', 'carriedForward'].includes(each.row),
).map((each) => each.index);

/** Two years of a small body may well be alike; so many figures, with one this large among them, are not alike by chance. */
const REPEATED = { figures: 4, largest: 10 };

function repeated(later: ReportFigures, earlier: EarlierYear): Assessment {
  if (TABLES.some((table) => later.forms[table] === null || later.forms[table] !== earlier.forms[table]))
    return undefined;
  let nonZero = 0;
  let largest = 0;
  for (const index of INDEPENDENT) {
    const value = later.values[index] ?? 0;
    if (value !== 0) nonZero += 1;
    if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  if (nonZero < REPEATED.figures || largest < REPEATED.largest || !earlier.same(later)) return HOLDS;
  return [{ rule: 'FIGURES_REPEATED', cells: [], details: { count: String(nonZero) } }];
}

const FEES = cell('fees.amount');

function feesUnit({ later, before }: Years): Assessment {
  const last = before(FEES.index);
  const now = known(later, FEES.index);
  if (last === undefined || now === undefined) return undefined;
  if (!isUnitSlip(last, now)) return HOLDS;
  const printed = (fen: number) => fromFen(BigInt(fen), '万元');
  return [
    {
      rule: 'FEES_UNIT_SLIP',
      cells: [FEES.id],
      expected: printed(last),
      found: printed(now),
      difference: printed(now - last),
    },
  ];
}

const BLOCKS = TABLE4_BLOCKS.map(({ id }) => ({
  block: id,
  pending: cell(`${id}.pending`).index,
  total: cell(`${id}.total`),
  outcomes: OUTCOME_COLUMNS.slice(0, 4).map((column) => cell(`${id}.${column.id}`).index),
}));

/** A case that was pending ends in the year, or is pending still: either way it is in the total, or in the outcomes where that is wrong. */
function pendingVanished({ later, before }: Years): Assessment {
  let findings: Finding[] | undefined;
  for (const { block, pending, total, outcomes } of BLOCKS) {
    const expected = before(pending);
    const found = known(later, total.index);
    if (expected === undefined || found === undefined) continue;
    findings ??= [];
    if (found >= expected) continue;
    if (outcomes.reduce((sum, index) => sum + (later.values[index] ?? 0), 0) < expected)
      findings.push({ rule: 'PENDING_VANISHED', cells: [total.id], ...compared(expected, found), details: { block } });
  }
  return findings;
}

/** Counts whose jumps are looked at: what came in, what was decided, what was contested. */
const WATCHED: readonly Cell[] = [
  'licensing.decisions',
  'penalties.decisions',
  'coercion.decisions',
  'received.total',
  'reconsideration.total',
  'directLitigation.total',
  'litigationAfterReconsideration.total',
].map(cell);
/** A jump is this many times up or down, and of so many cases at least. */
const JUMP = { times: 10, least: 100 };

function jumps({ later, before }: Years): Assessment {
  let findings: Finding[] | undefined;
  for (const each of WATCHED) {
    const last = before(each.index);
    const now = known(later, each.index);
    if (last === undefined || now === undefined) continue;
    findings ??= [];
    const [low, high] = last < now ? [last, now] : [now, last];
    if (high < JUMP.least || high < JUMP.times * low) continue;
    findings.push({ rule: 'JUMP', cells: [each.id], ...compared(last, now) });
  }
  return findings;
}

/** Cells of the year before that are looked at, its whole report aside. */
export const EARLIER_CELLS: readonly Cell[] = [
  ...CARRIED_OVER.map(({ base }) => base),
  ...IN_FORCE.map(({ base }) => base),
  FEES,
  ...BLOCKS.map(({ pending }) => CELLS[pending]!),
  ...WATCHED,
];

/**
 * Checks a report against that of the year before; without one, nothing can be assessed. Where editions differ, what they
 * have in common is compared: see docs/rules.md.
 * @param doubts what the findings of the earlier report cast doubt on
 */
export function checkYears(
  later: ReportFigures,
  earlier: EarlierYear | undefined,
  doubts: Doubts = NO_DOUBTS,
): CheckResult {
  if (!earlier) return { findings: HOLDS, unassessed: YEARS_RULES };
  const before = (index: number) => (doubts.has(index) ? doubts.get(index) : earlier.known(index));
  const years = { later, before };
  const assessments: Readonly<Record<YearsRule, Assessment>> = {
    CARRIED_IN_DIFFERS: carriedIn(years),
    IN_FORCE_DIFFERS: inForce(years),
    FIGURES_REPEATED: repeated(later, earlier),
    FEES_UNIT_SLIP: feesUnit(years),
    PENDING_VANISHED: pendingVanished(years),
    JUMP: jumps(years),
  };
  const findings: Finding[] = [];
  const unassessed: YearsRule[] = [];
  for (const rule of YEARS_RULES) {
    const assessment = assessments[rule];
    if (!assessment) unassessed.push(rule);
    else findings.push(...assessment);
  }
  return { findings, unassessed };
}
