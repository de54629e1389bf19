/** Search over bodies and reports: bodies found by their names come first, then reports by relevance. */
import { identityOf, type Key } from '../plan/cursor';
import type { ReportsAsk } from '../plan/lists';
import type { Found } from '../store/search';
import { foundTexts } from '../store/search';
import type { GraphContext } from './context';
import { type Connection, connectionOf, type PageArgs, readPage } from './types/connection';
import { type Department, departmentWith } from './types/department';
import { reportWith } from './types/report';
import type { FoundText, SearchHit } from './types/search';

interface Hit extends Found {
  readonly of: 'body' | 'report';
}

const keyOf = ({ of, ordering, id }: Hit): Key => [of, ordering, id];

/** @throws BAD_INPUT where there is nothing to search for */
export async function search(
  context: GraphContext,
  text: string,
  ask: ReportsAsk,
  page: PageArgs,
): Promise<Connection<SearchHit>> {
  const { order: _, ...filter } = ask;
  const found = context.store.search;
  const { within, kinds } = filter;
  const withBodies = !hasReportFilter(filter);
  const read = await readPage(page, identityOf(['search', text, filter]), keyOf, async (after, limit) => {
    const inBodies = withBodies && after?.[0] !== 'report';
    const bodies = inBodies ? await found.bodies(text, { within, kinds }, after?.slice(1), limit) : [];
    const rest = limit - bodies.length;
    const behind = after?.[0] === 'report' ? after.slice(1) : undefined;
    const reports = rest > 0 ? await found.reports(text, filter, behind, rest) : [];
    return [...bodies.map((each) => hit(each, 'body')), ...reports.map((each) => hit(each, 'report'))];
  });
  const items = await Promise.all(read.items.map((each) => shown(context, text, each)));
  return connectionOf(
    { ...read, items },
    (item) => item,
    async () =>
      (withBodies ? await found.countBodies(text, { within, kinds }) : 0) + (await found.countReports(text, filter)),
  );
}

const hit = ({ id, ordering }: Found, of: Hit['of']): Hit => ({ id, ordering, of });

/** Whether a filter says something of reports: bodies are not asked for then. */
function hasReportFilter({ departments, years, scope, filing, withdrawn, form }: Omit<ReportsAsk, 'order'>): boolean {
  return [departments, years, scope, filing, withdrawn, form].some((each) => each !== undefined);
}

async function shown(context: GraphContext, text: string, { id, of }: Hit): Promise<SearchHit> {
  if (of === 'body') {
    const department = (await departmentWith(context, id))!;
    return { department, texts: async () => listed(text, { body: department.name, sections: [] }) };
  }
  const report = (await reportWith(context, id))!;
  const department = report.department() as Department;
  const texts = async (): Promise<FoundText[]> => {
    const { document } = report.record;
    if (document === undefined) return [];
    const [source, sections] = await Promise.all([
      context.records.documents.load(document),
      context.records.sections.load(document),
    ]);
    return listed(text, { title: source?.title, body: department.name, sections });
  };
  return { department, report, texts };
}

function listed(text: string, of: Parameters<typeof foundTexts>[1]): FoundText[] {
  return foundTexts(text, of).map(({ field, section, snippet }) => ({
    field,
    section,
    text: snippet.text,
    marks: snippet.marks,
    offset: snippet.from,
  }));
}
