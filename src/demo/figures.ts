/**
 * True figures of the bodies, year by year: most bodies are asked next to nothing, a few receive hundreds of applications,
 * and what a year carries forward the next one carries in, applicant by applicant; cases that are pending end in a year after.
 */
import { cellsOn } from '../form/cells';
import { type EditionId, editionInForce } from '../form/editions';
import { outcomeRows } from '../form/figures';
import { APPLICANTS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../form/rows';
import type { DemoBody } from './bodies';
import { type ProactiveState, proactiveFigures, startProactive } from './proactive';
import type { Random } from './random';
import type { Truth } from './report';

export const YEARS: readonly number[] = [2019, 2020, 2021, 2022, 2023, 2024, 2025];

/** Applications that a district body of the kind receives in a usual year. */
const APPLICATIONS: Readonly<Record<string, number>> = {
  naturalResources: 80,
  housing: 60,
  office: 30,
  urbanManagement: 18,
  market: 12,
  police: 10,
  humanResources: 6,
  ecology: 2.5,
  education: 1.2,
  township: 1,
  agriculture: 0.7,
  civilAffairs: 0.5,
  transport: 0.5,
  health: 0.5,
  water: 0.4,
  development: 0.3,
  finance: 0.25,
  justice: 0.2,
};
const FEW_APPLICATIONS = 0.06;

const BY_YEAR: Readonly<Record<number, number>> = {
  2019: 0.7,
  2020: 0.75,
  2021: 0.9,
  2022: 1,
  2023: 1.15,
  2024: 1.25,
  2025: 1.2,
};

/** Of a hundred applications, from whom. In the order of `APPLICANTS`. */
const APPLICANT_WEIGHTS = [84, 9, 0.4, 0.6, 4, 2];

/** Of a hundred concluded applications, how; an outcome that is not named has a weight of 0.2. */
const OUTCOME_WEIGHTS: Readonly<Record<string, number>> = {
  granted: 38,
  partlyGranted: 8,
  'refused.forbiddenByLaw': 1,
  'refused.thirdPartyRights': 2,
  'refused.internalAffairs': 2.5,
  'refused.deliberativeProcess': 2,
  'refused.enforcementFile': 3,
  'refused.administrativeQuery': 4,
  'unavailable.notHeld': 17,
  'unavailable.needsCreation': 4,
  'unavailable.stillUnclear': 2,
  'unprocessed.petition': 6,
  'unprocessed.duplicate': 3,
  'unprocessed.reconfirmation': 1,
  'otherwise.notClarified': 3,
  'otherwise.misc': 3,
  'otherwise.unspecified': 6,
};
const SELDOM = 0.2;

/** How a district differs from the others. */
export interface DistrictTraits {
  /** Size, 1 is usual. */
  readonly size: number;
  /** How much more often it refuses. */
  readonly refusal: number;
}

/** The true figures of one body, by year. */
export function bodyHistory(body: DemoBody, traits: DistrictTraits, random: Random): Map<number, Truth> {
  const mean = (APPLICATIONS[body.kind] ?? FEW_APPLICATIONS) * traits.size * random.factor(1.6);
  const history = new Map<number, Truth>();
  let backlog = APPLICANTS.map((_, at) => (at === 0 ? random.count(mean * 0.05) : 0));
  let pending: readonly number[] = TABLE4_BLOCKS.map(() => 0);
  let proactive: ProactiveState = startProactive(body, traits.size, random.stream('proactive'));
  for (const year of YEARS) {
    const edition = editionInForce(year).id;
    const stream = random.stream(String(year));
    const figures = new Map<string, number>();
    backlog = requestFigures(
      figures,
      edition,
      backlog,
      mean * BY_YEAR[year]!,
      traits.refusal,
      stream.stream('requests'),
    );
    pending = remedyFigures(figures, pending, stream.stream('remedies'));
    proactive = proactiveFigures(figures, edition, proactive, stream.stream('proactive'));
    history.set(year, figures);
  }
  return history;
}

/** Fills table 3; gives what is carried forward, by applicant. */
function requestFigures(
  figures: Map<string, number>,
  edition: EditionId,
  backlog: readonly number[],
  mean: number,
  refusal: number,
  random: Random,
): number[] {
  for (const each of cellsOn(edition, 3)) figures.set(each.id, 0);
  const add = (row: string, applicant: string, by: number) => {
    for (const column of [applicant, 'total']) figures.set(`${row}.${column}`, figures.get(`${row}.${column}`)! + by);
  };
  const outcomes = outcomeRows(edition);
  const weights = outcomes.map((row) => (OUTCOME_WEIGHTS[row] ?? SELDOM) * (row.startsWith('refused') ? refusal : 1));
  const received = APPLICANTS.map(() => 0);
  for (let left = random.count(mean); left > 0; left -= 1) {
    const applicant = random.weighted(APPLICANT_WEIGHTS);
    received[applicant] = received[applicant]! + 1;
  }
  return APPLICANTS.map((applicant, at) => {
    add('received', applicant, received[at]!);
    add('carriedIn', applicant, backlog[at]!);
    let forward = 0;
    // What was carried in is always concluded; of the new ones those of the last weeks are not yet.
    for (let index = 0; index < backlog[at]! + received[at]!; index += 1) {
      if (index >= backlog[at]! && random.chance(0.06)) forward += 1;
      else {
        add(outcomes[random.weighted(weights)]!, applicant, 1);
        add('concluded', applicant, 1);
      }
    }
    add('carriedForward', applicant, forward);
    return forward;
  });
}

/** Of the cases of a block, how many end in what. In the order of the form. */
const REMEDY_WEIGHTS = [58, 12, 20, 10];
/** Cases of each block per concluded application. */
const REMEDY_RATES = [0.06, 0.02, 0.015];
/** Cases that follow from applications of years before, where this year has none. */
const STRAY_REMEDIES = 0.004;

/** Fills table 4: new cases, and those that were pending; gives what is pending still, by block. */
function remedyFigures(figures: Map<string, number>, pending: readonly number[], random: Random): number[] {
  const concluded = figures.get('concluded.total')!;
  return TABLE4_BLOCKS.map((block, at) => {
    for (const column of OUTCOME_COLUMNS) figures.set(`${block.id}.${column.id}`, 0);
    const cases = pending[at]! + random.count(Math.max(concluded * REMEDY_RATES[at]!, STRAY_REMEDIES));
    for (let left = cases; left > 0; left -= 1) {
      const outcome = `${block.id}.${OUTCOME_COLUMNS[random.weighted(REMEDY_WEIGHTS)]!.id}`;
      figures.set(outcome, figures.get(outcome)! + 1);
    }
    figures.set(`${block.id}.total`, cases);
    return figures.get(`${block.id}.pending`)!;
  });
}

/** The sum of reports on one edition, cell by cell: what a consolidated report holds. */
export function sumOf(parts: readonly Truth[]): Truth {
  const sum = new Map<string, number>();
  for (const part of parts) for (const [id, value] of part) sum.set(id, (sum.get(id) ?? 0) + value);
  return sum;
}
