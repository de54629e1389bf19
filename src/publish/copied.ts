/** Copied text (内容雷同) among the reports of a region and year, for the notice. */
import type { SectionKey } from '../form/draft';
import { count } from '../plan/holding';
import { planReportRecords } from '../plan/records';
import type { Region, Store } from '../store';
import type { SimilarPair } from '../store/similar';
import { type Body, bodiesOf, readRows } from './reading';

export interface CopiedText {
  /** Whose section it is. */
  readonly body: Body;
  readonly section: SectionKey;
  /** Share of the section's own text that stands in the other one: 0 to 1. */
  readonly similarity: number;
  /** Whose it is like: another body's of the year, or the body's own of the year before. */
  readonly other: Body;
  readonly ownLastYear: boolean;
}

export interface CopiedTexts {
  readonly shown: readonly CopiedText[];
  /** Whether every report was looked at. */
  readonly complete: boolean;
}

/** Pages of reports that are compared on their texts at most, of 500 reports each. */
const MOST_PAGES = 8;

/** The sections that are like others, by the place of their bodies, the most similar of a body first. */
export async function copiedTexts(store: Store, region: Region, year: number, limit: number): Promise<CopiedTexts> {
  const pairs: SimilarPair[] = [];
  let after: Awaited<ReturnType<Store['similar']['pairs']>>['next'];
  let pages = 0;
  do {
    const page = await store.similar.pairs({ year, within: region.id, after, first: limit - pairs.length });
    pairs.push(...page.pairs);
    after = page.next;
    pages += 1;
  } while (after && pairs.length < limit && pages < MOST_PAGES);
  const shown = pairs.slice(0, limit);
  const reports = [...new Set(shown.flatMap((pair) => [pair.of, pair.reportId]))];
  const rows = await readRows(store, planReportRecords(store.dialect, reports));
  const bodyOfReport = new Map(rows.map((row) => [count(row.id), count(row.department_id)]));
  const bodies = await bodiesOf(store, [...bodyOfReport.values()]);
  const bodyOf = (report: number): Body => bodies.get(bodyOfReport.get(report)!)!;
  return {
    shown: shown.map(({ of, reportId, section, similarity, ownLastYear }) => ({
      body: bodyOf(of),
      section,
      similarity,
      other: bodyOf(reportId),
      ownLastYear,
    })),
    complete: !after && pairs.length <= limit,
  };
}
