/**
 * A generator of national-size data: every region of the country, as many bureaus each as asked for, over years, as JSON
 * Lines. Seeded: the same arguments give the same bytes.
 *
 * The distribution follows what such reports look like: six of ten bureaus print zeros only, most others a handful of
 * applications, one in a hundred some hundreds. Sums hold, and what a year carries forward the next carries in.
 */
import { editionInForce } from '../src/form/editions';
import { outcomeRows } from '../src/form/figures';
import { KINDS } from '../src/form/kinds';

export interface BodyOfNation {
  /** Region code. */
  readonly region: string;
  readonly name: string;
  readonly kind: string;
}

/** A source of numbers from 0 to 1, repeatable (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The bureaus of one region: one of each of the first `count` kinds of department. */
export function bureausOf(region: { code: string; name: string }, count: number): BodyOfNation[] {
  return KINDS.filter((kind) => kind.deadline === 'DEPARTMENT' && kind.words.length > 0)
    .slice(0, count)
    .map((kind) => ({ region: region.code, name: `${region.name}${kind.words[0]}`, kind: kind.code }));
}

/**
 * The JSON Lines of one body over years.
 * @param faults how many of its reports have a row of table 3 that does not add up: 0 to 1
 */
export function* linesOf(
  body: BodyOfNation,
  years: readonly number[],
  random: () => number,
  faults = 0,
): Generator<string> {
  const draw = random();
  const scale = draw < 0.6 ? 0 : draw < 0.9 ? 8 : draw < 0.99 ? 60 : 700;
  let carried = 0;
  for (const year of years) {
    const wrong = faults > 0 && random() < faults ? 1 : 0;
    const line = reportOf(body, year, scale, carried, wrong, random);
    carried = line.carried;
    yield line.text;
  }
}

const row = (natural: number, enterprise: number): number[] => [natural, enterprise, 0, 0, 0, 0, natural + enterprise];

function reportOf(
  body: BodyOfNation,
  year: number,
  scale: number,
  carried: number,
  wrong: number,
  random: () => number,
) {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const form = editionInForce(year);
  const received = upTo(scale);
  const enterprise = scale === 0 ? 0 : upTo(Math.floor(scale / 4));
  const forward = received > 10 ? upTo(Math.floor(received / 10)) : 0;
  let open = received + carried - forward;
  let openEnterprise = enterprise;
  const rows: Record<string, number[]> = { received: row(received, enterprise), carriedIn: row(carried, 0) };
  const concluded = row(open, openEnterprise);
  const outcomes = outcomeRows(form.id);
  for (const [at, outcome] of outcomes.entries()) {
    const last = at === outcomes.length - 1;
    const share = last ? open : at === 0 ? Math.ceil(open * 0.5) : Math.min(open, upTo(Math.ceil(open / 3)));
    const shareEnterprise = last ? openEnterprise : Math.min(openEnterprise, upTo(openEnterprise));
    open -= share;
    openEnterprise -= shareEnterprise;
    rows[outcome] = row(share, shareEnterprise);
  }
  concluded[concluded.length - 1]! += wrong;
  rows.concluded = concluded;
  rows.carriedForward = row(forward, 0);
  const upheld = scale > 50 ? upTo(6) : 0;
  const corrected = scale > 50 ? upTo(2) : 0;
  const decisions = upTo(scale * 20);
  const table2: Record<string, number | string> = {};
  for (const block of form.table2)
    for (const each of block.rows)
      for (const column of block.columns)
        table2[`${each.id}.${column.id}`] =
          column.id === 'amount'
            ? (upTo(scale * 10_000) / 10_000).toFixed(4)
            : column.id === 'decisions'
              ? decisions
              : 0;
  if (form.id === '2019') table2['procurement.amount'] = String(upTo(scale) * 1000);
  const text = JSON.stringify({
    region: body.region,
    body: body.name,
    kind: body.kind,
    year,
    scope: 'OWN',
    publishedOn: `${year + 1}-01-${String(5 + upTo(24)).padStart(2, '0')}`,
    tables: {
      table2: { edition: form.id, cells: table2 },
      table3: { edition: form.id, rows },
      table4: {
        edition: form.id,
        blocks: {
          reconsideration: [upheld, corrected, 0, 0, upheld + corrected],
          directLitigation: [0, 0, 0, 0, 0],
          litigationAfterReconsideration: [0, 0, 0, 0, 0],
        },
      },
    },
  });
  return { text, carried: forward };
}
