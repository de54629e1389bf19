/** What a full-text search found: a row for each place of a report, or for a body found by its name. */
import { Problem } from '../../form/problem';
import type { FlatRow, FlatTable } from '../../publish/flat';
import { argumentsOf, type Parameters } from './arguments';
import type { Answer, Asking } from './asking';
import { BODY, BODY_COLUMNS, bodyValues, number, PAGE_INFO, text } from './columns';

/** More is no list that anybody reads, and each of its pages is a search of its own. */
const MOST_HITS = 5000;

export function searchExport(asking: Asking, parameters: Parameters): FlatTable {
  const variables = argumentsOf(asking.field('search'), parameters);
  const selection = `nodes { department { ${BODY} } report { id year scope title publishedOn } texts { field section text } } ${PAGE_INFO}`;
  async function* batches(): AsyncGenerator<FlatRow[]> {
    const { totalCount } = await asking.ask('search', { ...variables, first: 1 }, 'totalCount');
    if (totalCount > MOST_HITS) throw tooMany(totalCount);
    for await (const hits of asking.pages('search', variables, selection)) yield hits.flatMap(rowsOf);
  }
  return {
    columns: [
      ...BODY_COLUMNS,
      number('year', '年度', 'Year'),
      text('scope', '口径', 'Scope'),
      text('title', '标题', 'Title'),
      text('published_on', '发布日期', 'Published on'),
      text('field', '所在', 'Found in'),
      text('section', '章节', 'Section'),
      text('text', '原文', 'Text'),
      text('report', '报告标识', 'Report id'),
    ],
    batches: batches(),
  };
}

function rowsOf({ department, report, texts }: Answer): FlatRow[] {
  const about = [
    ...bodyValues(department),
    report?.year ?? null,
    report?.scope ?? null,
    report?.title ?? null,
    report?.publishedOn ?? null,
  ];
  const places: Answer[] = texts.length > 0 ? texts : [undefined];
  return places.map((found) => [
    ...about,
    found?.field ?? null,
    found?.section ?? null,
    found?.text ?? null,
    report?.id ?? null,
  ]);
}

function tooMany(count: number): Problem {
  return new Problem(
    'BAD_INPUT',
    `检索到 ${count} 项，导出至多 ${MOST_HITS} 项：请缩小范围，如加 within 或 year`,
    `The search found ${count}, and a file holds ${MOST_HITS} at most: narrow it down, with within or year`,
  );
}
