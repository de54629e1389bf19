/** True figures of table 2: documents in force follow from those of the year before, decisions from what a body does. */
import type { EditionId } from '../form/editions';
import { CITY, type DemoBody } from './bodies';
import type { Random } from './random';

/** Decisions that a district body of the kind takes in a usual year. */
const DECISIONS: Readonly<Record<string, Readonly<Partial<Record<'licensing' | 'penalties' | 'coercion', number>>>>> = {
  administrativeApproval: { licensing: 9000 },
  police: { licensing: 6000, penalties: 4000, coercion: 350 },
  market: { licensing: 5200, penalties: 420, coercion: 18 },
  transport: { licensing: 640, penalties: 380, coercion: 25 },
  urbanManagement: { licensing: 450, penalties: 1300, coercion: 45 },
  health: { licensing: 520, penalties: 90 },
  housing: { licensing: 260, penalties: 22 },
  naturalResources: { licensing: 150, penalties: 26 },
  agriculture: { licensing: 90, penalties: 30 },
  civilAffairs: { licensing: 45 },
  culture: { licensing: 70, penalties: 12 },
  education: { licensing: 30, penalties: 2 },
  emergency: { licensing: 55, penalties: 48, coercion: 2 },
  ecology: { licensing: 35, penalties: 40, coercion: 3 },
  water: { licensing: 24, penalties: 5 },
  gardens: { licensing: 40 },
  humanResources: { licensing: 60, penalties: 4 },
  township: { penalties: 35, coercion: 6 },
};

/** Fees of a usual year in 元. */
const FEES: Readonly<Record<string, number>> = {
  naturalResources: 2_600_000,
  housing: 1_900_000,
  civilDefence: 900_000,
  education: 700_000,
  police: 320_000,
  health: 240_000,
  water: 60_000,
};

/** Normative documents that a district body of the kind has in force, where it has any. */
const DOCUMENTS: Readonly<Record<string, number>> = {
  office: 45,
  development: 5,
  housing: 6,
  naturalResources: 5,
  humanResources: 4,
  finance: 4,
  agriculture: 3,
  urbanManagement: 3,
  education: 3,
};

const ITEM_ROWS = ['licensing', 'otherServices', 'penalties', 'coercion', 'feeItems'] as const;

/** What a year leaves to the next one. */
export interface ProactiveState {
  readonly body: DemoBody;
  readonly size: number;
  /** Documents in force. */
  readonly regulations: number;
  readonly normativeDocuments: number;
  /** Items of work, by row. */
  readonly items: Readonly<Record<(typeof ITEM_ROWS)[number], number>>;
}

export function startProactive(body: DemoBody, size: number, random: Random): ProactiveState {
  const decisions = DECISIONS[body.kind] ?? {};
  const items = (busy: boolean, most: number) => (busy ? random.whole(2, most) : 0);
  return {
    body,
    size,
    // Regulations are made by the government of a city with districts, and reported by its office.
    regulations: body.region === CITY.code && body.kind === 'office' ? 38 : 0,
    normativeDocuments: random.count(DOCUMENTS[body.kind] ?? 0),
    items: {
      licensing: items('licensing' in decisions, 30),
      otherServices: items(random.chance(0.3), 60),
      penalties: items('penalties' in decisions, 240),
      coercion: items('coercion' in decisions, 25),
      feeItems: items(body.kind in FEES, 6),
    },
  };
}

/** Fills table 2 of a year; gives the state that it leaves. */
export function proactiveFigures(
  figures: Map<string, number>,
  edition: EditionId,
  state: ProactiveState,
  random: Random,
): ProactiveState {
  const { body, size } = state;
  const left: Record<'regulations' | 'normativeDocuments', number> = { regulations: 0, normativeDocuments: 0 };
  for (const row of ['regulations', 'normativeDocuments'] as const) {
    const before = state[row];
    const issued = random.count(before * 0.08);
    const repealed = Math.min(before, random.count(before * 0.06));
    left[row] = before + issued - repealed;
    if (edition === '2021') {
      figures.set(`${row}.issued`, issued);
      figures.set(`${row}.repealed`, repealed);
      figures.set(`${row}.inForce`, left[row]);
    } else {
      figures.set(`${row}.made`, issued);
      figures.set(`${row}.newlyPublished`, issued);
      figures.set(`${row}.publishedTotal`, left[row]);
    }
  }
  const decisions = DECISIONS[body.kind] ?? {};
  for (const row of ['licensing', 'penalties', 'coercion'] as const)
    figures.set(`${row}.decisions`, random.count((decisions[row] ?? 0) * size * random.factor(1.15)));
  // Fees in 分: whole 元, so four decimal places in 万元.
  const yuan = Math.round((FEES[body.kind] ?? 0) * size * random.factor(1.25));
  if (edition === '2021') {
    figures.set('fees.amount', yuan * 100);
    return { ...state, ...left };
  }
  return { ...state, ...left, items: itemFigures(figures, state, random) };
}

/** Fills the items of work and the procurement of the trial form. */
function itemFigures(figures: Map<string, number>, state: ProactiveState, random: Random): ProactiveState['items'] {
  const items = { ...state.items };
  for (const row of ITEM_ROWS) {
    const before = items[row];
    const change = before > 4 && random.chance(0.5) ? random.whole(-3, 5) : 0;
    figures.set(`${row}.previousItems`, before);
    figures.set(`${row}.itemChange`, change);
    items[row] = before + change;
  }
  figures.set('otherServices.decisions', items.otherServices > 0 ? random.count(items.otherServices * 12) : 0);
  const projects = random.count(1.5 * state.size);
  figures.set('procurement.projects', projects);
  figures.set('procurement.amount', projects * random.whole(60_000, 900_000) * 100);
  return items;
}
