/** Copied text (内容雷同): sections whose own words stand in another body's report of the year, or in one's own last one. */
import type { SectionKey } from '../form/draft';
import { quoted } from './quoted';
import type { Finding } from './result';

/** Share of a section's own words from which on it counts as copied. */
export const COPIED_SHARE = 0.7;

/** A section that has words in common with one of another report. */
export interface AlikeSection {
  readonly section: SectionKey;
  /** Share of the section's own words that stand in the other one. */
  readonly similarity: number;
  readonly ownLastYear: boolean;
  /** Id and body of the other report. */
  readonly report: number;
  readonly body: string;
  /** The longest words that both have, as printed in this one. */
  readonly words: string;
}

/** A finding for each section that is another body's, and for each that is one's own last year's: of the most similar report. */
export function checkCopied(alike: readonly AlikeSection[]): Finding[] {
  const found = new Map<string, { readonly most: AlikeSection; readonly bodies: Set<string> }>();
  for (const each of alike) {
    if (each.similarity < COPIED_SHARE) continue;
    const key = `${each.ownLastYear ? 1 : 0} ${each.section}`;
    const { most, bodies } = found.get(key) ?? { most: each, bodies: new Set<string>() };
    found.set(key, { most: most.similarity >= each.similarity ? most : each, bodies: bodies.add(each.body) });
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { most, bodies }]) => findingOf(most, bodies.size));
}

function findingOf({ section, similarity, ownLastYear, report, body, words }: AlikeSection, bodies: number): Finding {
  return {
    rule: ownLastYear ? 'TEXT_OF_LAST_YEAR' : 'TEXT_OF_ANOTHER_BODY',
    cells: [],
    found: `${Math.floor(similarity * 100)}%`,
    details: {
      sections: section,
      other: body,
      report: String(report),
      sentence: quoted(words),
      ...(bodies > 1 ? { alike: String(bodies + 1) } : {}),
    },
  };
}
