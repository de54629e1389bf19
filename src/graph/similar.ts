/** The reports that one resembles. */
import { SECTIONS, type SectionKey } from '../form/draft';
import { Problem } from '../form/problem';
import { identityOf, pageOfList } from '../plan/cursor';
import type { SimilarSection } from '../store/similar';
import type { GraphContext } from './context';
import { type Connection, connectionOf, type PageArgs } from './types/connection';
import { type Report, reportWith } from './types/report';
import type { SimilarReport } from './types/similar';

export interface SimilarAsk {
  readonly minSimilarity: number;
  readonly section?: SectionKey;
}

/** Reports whose texts one operation may have compared: each takes some milliseconds of the server. */
const MOST_COMPARED = 25;
const compared = new WeakMap<GraphContext, number>();

/** @throws BAD_INPUT, QUERY_TOO_LARGE */
export async function similarReports(
  context: GraphContext,
  report: Report,
  ask: SimilarAsk,
  page: PageArgs,
): Promise<Connection<SimilarReport>> {
  const { minSimilarity } = ask;
  if (!(minSimilarity > 0 && minSimilarity <= 1))
    throw new Problem(
      'BAD_INPUT',
      `minSimilarity 须大于 0、不超过 1，收到 ${minSimilarity}`,
      `minSimilarity must be above 0 and at most 1, got ${minSimilarity}`,
    );
  const before = compared.get(context) ?? 0;
  if (before >= MOST_COMPARED)
    throw new Problem(
      'QUERY_TOO_LARGE',
      `一次查询至多比对 ${MOST_COMPARED} 份报告的文字`,
      `One operation compares the texts of ${MOST_COMPARED} reports at most`,
    );
  compared.set(context, before + 1);
  const { id } = report.record;
  const found = await context.store.similar.of(id, ask);
  const read = pageOfList(found, page, identityOf(['similar', id, ask]), keyOf, follows);
  const items = await Promise.all(read.items.map((each) => shown(context, id, each)));
  return connectionOf(
    { ...read, items },
    (item) => item,
    () => found.length,
  );
}

const keyOf = (each: SimilarSection) => [each.similarity, each.rawSimilarity, each.reportId, each.section];

/** Whether an item stands behind a key in the order of the list: by similarity, then by report. */
function follows(item: SimilarSection, after: readonly (string | number | null)[]): boolean {
  const [similarity, raw, report, section] = after as [number, number, number, string];
  if (item.similarity !== similarity) return item.similarity < similarity;
  if (item.rawSimilarity !== raw) return item.rawSimilarity < raw;
  const place = (key: string): number => SECTIONS.indexOf(key as SectionKey);
  return item.reportId > report || (item.reportId === report && place(item.section) > place(section));
}

async function shown(context: GraphContext, id: number, similar: SimilarSection): Promise<SimilarReport> {
  const { section, similarity, rawSimilarity, otherSimilarity, ownLastYear } = similar;
  const report = (await reportWith(context, similar.reportId))!;
  const [text, otherText] = await Promise.all([
    textOf(context, id, section),
    textOf(context, similar.reportId, section),
  ]);
  const passages = similar.passages.map((each) => ({
    ...each,
    text: text.slice(each.start, each.end),
    otherText: otherText.slice(each.otherStart, each.otherEnd),
  }));
  return { report, section, similarity, rawSimilarity, otherSimilarity, ownLastYear, passages };
}

async function textOf(context: GraphContext, reportId: number, section: SectionKey): Promise<string> {
  const record = await context.records.reports.load(reportId);
  const sections = record?.document === undefined ? [] : await context.records.sections.load(record.document);
  return sections.find((each) => each.key === section)?.text ?? '';
}
