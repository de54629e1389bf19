/**
 * Rules that could not be assessed of a report, as the store keeps them: for each reach a letter and the set of its rules as a
 * number in base 36, "r1k,y3f". The lists of rules in `rule.ts` are append-only for that.
 */
import { FILING_RULES, PEERS_RULES, REGION_RULES, REPORT_RULES, type Reach, TEXTS_RULES, YEARS_RULES } from './rule';

const SETS: readonly { readonly reach: Reach; readonly letter: string; readonly rules: readonly string[] }[] = [
  { reach: 'REPORT', letter: 'r', rules: REPORT_RULES },
  { reach: 'YEARS', letter: 'y', rules: YEARS_RULES },
  { reach: 'REGION', letter: 'g', rules: REGION_RULES },
  { reach: 'FILING', letter: 'f', rules: FILING_RULES },
  { reach: 'PEERS', letter: 'p', rules: PEERS_RULES },
  { reach: 'TEXTS', letter: 't', rules: TEXTS_RULES },
];

/** Answers that were given: nearly all reports of a bulk load lack the same things. */
const known = new Map<string, string>();
const KEPT = 1000;

/** The ids, packed; null where there are none. An id that is none of ours is kept as it is. */
export function packUnassessed(ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  const key = ids.join();
  let packed = known.get(key);
  if (packed === undefined) {
    packed = pack(ids);
    if (known.size >= KEPT) known.clear();
    known.set(key, packed);
  }
  return packed;
}

function pack(ids: readonly string[]): string {
  const tokens: string[] = [];
  let packed = 0;
  for (const { letter, rules } of SETS) {
    let set = 0;
    for (const id of ids) {
      const at = rules.indexOf(id);
      if (at < 0) continue;
      set += 2 ** at;
      packed += 1;
    }
    if (set > 0) tokens.push(letter + set.toString(36));
  }
  if (packed < ids.length) tokens.push(...ids.filter((id) => !SETS.some(({ rules }) => rules.includes(id))));
  return tokens.join();
}

/** The ids, in the order of the catalogue. */
export function unpackUnassessed(packed: string | null): string[] {
  if (!packed) return [];
  return packed.split(',').flatMap((token) => {
    const set = SETS.find(({ letter }) => letter === token[0]);
    if (!set) return [token];
    const number = Number.parseInt(token.slice(1), 36);
    return set.rules.filter((_, at) => Math.floor(number / 2 ** at) % 2 === 1);
  });
}

/** The same with the rules of one reach told anew. */
export function withUnassessed(packed: string | null, reach: Reach, ids: readonly string[]): string | null {
  const { letter } = SETS.find((set) => set.reach === reach)!;
  const others = packed === null ? [] : packed.split(',').filter((token) => token[0] !== letter);
  const own = packUnassessed(ids);
  const tokens = own === null ? others : [...others, own];
  // In one order, so that the same rules are always the same text.
  const place = (token: string) => SETS.findIndex((set) => set.letter === token[0]) + 1 || SETS.length + 1;
  return tokens.length > 0 ? tokens.sort((a, b) => place(a) - place(b)).join() : null;
}
