/** A report as it would be imported, read and checked against its own year and the one before; nothing is stored. */

import { doubtsOf } from '../check/doubt';
import { checkReport } from '../check/engine';
import type { CheckResult } from '../check/result';
import { checkYears, WholeYear } from '../check/years';
import type { MediaType } from '../extract/document';
import { lawfulDeadline } from '../form/deadline';
import type { ReportDraft, Scope } from '../form/draft';
import { type ReportFigures, settle } from '../form/figures';
import { classify, findKind, type KindDef } from '../form/kinds';
import { Problem } from '../form/problem';
import type { ResolvedBody, Store } from '../store';
import { checkContextOf } from '../store/check-context';
import type { Report } from '../store/reports';
import { readContent } from './content';
import { type IntakeOptions, particularsOf, scopeOf } from './particulars';
import { type DocumentReader, IN_THIS_THREAD } from './reading';

/** What a draft comes to. */
export interface CheckedDraft {
  readonly draft: ReportDraft;
  readonly mediaType: MediaType | undefined;
  readonly year: number;
  readonly scope: Scope;
  readonly kind: KindDef;
  /** ISO date; undefined where none is set for the body. */
  readonly deadline: string | undefined;
  /** The body's name as printed or given. */
  readonly bodyName: string;
  /** Whose report it is; undefined where no region is known for it. */
  readonly body: ResolvedBody | undefined;
  /** Why it is not known whose report it is. An import would be refused with it. */
  readonly problem: Problem | undefined;
  readonly figures: ReportFigures;
  /** Of the report itself and, where the year before is known, of how it follows from that. */
  readonly check: CheckResult;
  /** The body's report of the year before, of the same scope. */
  readonly earlier: Report | undefined;
  /** The body's report of this year and scope that is there already. */
  readonly present: Report | undefined;
}

/**
 * Reads and checks one report from its content. Of a body that the store does not know only what the report itself shows is
 * checked. Throws the Problem of content that cannot be read, and YEAR_MISSING, BODY_MISSING and SCOPE_MISSING where neither
 * the content nor the caller says them.
 * @param reader who reads it, if it is a document
 */
export async function checkContent(
  store: Store,
  content: Buffer,
  fileName: string,
  options: IntakeOptions = {},
  reader: DocumentReader = IN_THIS_THREAD,
): Promise<CheckedDraft> {
  const { draft, mediaType } = await readContent(content, fileName, reader);
  const said = particularsOf(draft, options);
  const { year } = said;
  const { body, problem } = await bodyOf(store, said);
  const kind = body?.kind ?? (said.kind === undefined ? undefined : findKind(said.kind)) ?? classify(said.body);
  const scope = scopeOf(draft, options, kind);
  const figures = settle(draft.tables);
  const { publishedOn, sections } = draft;
  const own = { year, scope, publishedOn, sections };
  const context = body
    ? checkContextOf(store.regions, { ...body, ...own })
    : { ...own, kind: kind.code, deadline: lawfulDeadline(kind, year) };
  const [earlier, present] = await reportsOf(store, body, year, scope);
  const told = earlier && (await store.reports.findingsOf([earlier.id])).get(earlier.id);
  const within = checkReport(figures, context);
  const across = checkYears(figures, earlier && new WholeYear(earlier.figures), doubtsOf(told ?? []));
  const check = {
    findings: [...within.findings, ...across.findings],
    unassessed: [...within.unassessed, ...across.unassessed],
  };
  const { deadline } = context;
  const whose = { year, scope, kind, deadline, bodyName: said.body, body, problem };
  return { draft, mediaType, ...whose, figures, check, earlier, present };
}

async function bodyOf(
  store: Store,
  said: { readonly body: string; readonly kind?: string; readonly region?: string },
): Promise<Pick<CheckedDraft, 'body' | 'problem'>> {
  try {
    return { body: await store.departments.resolve(said), problem: undefined };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { body: undefined, problem: error };
  }
}

/** The body's reports of the year before and of the year itself. */
async function reportsOf(
  store: Store,
  body: ResolvedBody | undefined,
  year: number,
  scope: Scope,
): Promise<(Report | undefined)[]> {
  if (!body?.department) return [];
  const years = { from: year - 1, to: year };
  const found = await store.reports.ofDepartments([body.department.id], { years, scope });
  return [year - 1, year].map((each) => found.find((report) => report.year === each));
}
