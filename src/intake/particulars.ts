/**
 * Whose report a draft is, of which year and scope: what the draft says, else what the caller said. What neither says is
 * asked for, never guessed.
 */
import type { ReportDraft, Scope } from '../form/draft';
import type { KindDef } from '../form/kinds';
import { Problem } from '../form/problem';
import { isReportYear, REPORT_YEARS } from '../form/year';

/** What a caller says for documents that do not say it. */
export interface IntakeOptions {
  /** Region code. */
  readonly region?: string;
  /** Name of the body. */
  readonly department?: string;
  readonly year?: number;
  readonly scope?: Scope;
}

/** A draft without its figures. */
export type DraftParticulars = Omit<ReportDraft, 'tables'>;

export interface Particulars {
  readonly body: string;
  /** Code of the kind, where one was given; otherwise it follows from the body's name. */
  readonly kind?: string;
  /** Region code, where one was given; otherwise the region follows from the body's name. */
  readonly region?: string;
  readonly year: number;
}

/** Throws YEAR_MISSING, YEAR_OUT_OF_RANGE or BODY_MISSING, with the option that helps. */
export function particularsOf(draft: DraftParticulars, options: IntakeOptions): Particulars {
  const year = yearOf(draft, options);
  const body = draft.body ?? options.department;
  if (body === undefined)
    throw new Problem(
      'BODY_MISSING',
      '没有说明是哪个机关的报告，请用 --department 指定',
      'nothing says whose report this is: give --department',
    );
  return { body, kind: draft.kind, region: draft.region ?? options.region, year };
}

function yearOf(draft: DraftParticulars, options: IntakeOptions): number {
  const year = draft.year ?? options.year;
  if (year === undefined) {
    const open = draft.notices.find(({ code }) => code === 'YEAR_CONFLICT');
    throw new Problem(
      'YEAR_MISSING',
      `${open?.zh ?? '没有说明报告的年度'}，请用 --year 指定`,
      `${open?.en ?? 'nothing says the year of this report'}: give --year`,
    );
  }
  if (!isReportYear(year))
    throw new Problem(
      'YEAR_OUT_OF_RANGE',
      `年度 ${year} 超出 ${REPORT_YEARS.first} 至 ${REPORT_YEARS.last} 年`,
      `the year ${year} is outside ${REPORT_YEARS.first} to ${REPORT_YEARS.last}`,
    );
  return year;
}

/**
 * The scope of a report by a body of this kind. A government's title does not settle whether its report contains its
 * departments; a department has nobody below it. Throws SCOPE_MISSING.
 */
export function scopeOf(draft: DraftParticulars, options: IntakeOptions, kind: KindDef): Scope {
  const scope = draft.scope?.value ?? options.scope ?? (kind.code === 'government' ? undefined : 'OWN');
  if (scope === undefined) {
    const open = draft.notices.find(({ code }) => code === 'SCOPE_OPEN');
    throw new Problem(
      'SCOPE_MISSING',
      `${open?.zh ?? '这是政府的报告，但没有说明是否已包含所属部门'}，请用 --scope own 或 --scope consolidated 指定`,
      `${open?.en ?? 'this is a report of a government, and nothing says whether it contains its departments'}: give --scope own or --scope consolidated`,
    );
  }
  return scope;
}
