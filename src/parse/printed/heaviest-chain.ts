/** Labels that were found, each with a score, as the chain of them that explains a text best. */

/**
 * The heaviest chain of candidates, in their order. `costOf` is what it costs that one follows another directly, undefined where it cannot.
 * Of chains of equal weight the one that is found first.
 */
export function heaviestChain<T extends { readonly score: number }>(
  candidates: readonly T[],
  costOf: (before: T, each: T) => number | undefined,
): T[] {
  const total: number[] = [];
  const previous: number[] = [];
  let last = -1;
  for (const [i, each] of candidates.entries()) {
    total[i] = each.score;
    previous[i] = -1;
    for (let k = 0; k < i; k++) {
      const cost = costOf(candidates[k]!, each);
      if (cost === undefined) continue;
      const through = total[k]! + each.score - cost;
      if (through > total[i]!) {
        total[i] = through;
        previous[i] = k;
      }
    }
    if (last < 0 || total[i]! > total[last]!) last = i;
  }
  const chain: T[] = [];
  for (let i = last; i >= 0; i = previous[i]!) chain.unshift(candidates[i]!);
  return chain;
}
