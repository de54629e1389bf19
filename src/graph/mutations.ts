/** Changes by people: who may, what is asked for, and problems of the input as answers. */
import { findCell } from '../form/cells';
import { Problem } from '../form/problem';
import { importContent } from '../intake/content';
import type { Author, CellCorrection, PutResult } from '../store/input';
import { demand } from './authority';
import type { GraphContext, Role } from './context';
import { handedIn } from './handed-in';
import { numberOf } from './ids';
import { at, InputProblem, userError } from './input-problem';
import type { ReportRecord } from './loaders/records';
import { DeadlineRule } from './types/deadline';
import { Finding } from './types/finding';
import type {
  CorrectFigureInput,
  ExplainFindingInput,
  ImportReportInput,
  SetDeadlineInput,
  SetScopeInput,
  WithdrawReportInput,
} from './types/mutation';
import { type Report, reportWith } from './types/report';
import type { UserError } from './types/user-error';

const CHANGE = { zh: '修改', en: 'A change' };

/**
 * Does a change that needs a role. Problems of the input become user errors; whatever else the operation reads afterwards sees
 * the new state.
 */
export async function change<T extends object>(
  context: GraphContext,
  role: Role,
  work: () => Promise<T>,
): Promise<T & { readonly userErrors: readonly UserError[] }> {
  demand(context, role, CHANGE);
  // What a change rests on must not be older than what it changes.
  await context.store.reach();
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'STORE_UNAVAILABLE') throw error;
    return { userErrors: [userError(context, error)] } as unknown as T & { userErrors: readonly UserError[] };
  }
}

function author(context: GraphContext, reason: string): Author {
  if (reason.trim() === '') throw new InputProblem('reason', new Problem('BAD_INPUT', '请说明理由', 'Say why'));
  return { actor: context.actor, role: context.role, reason };
}

/** The report as it is after a change. */
async function reportNow(context: GraphContext, id: number): Promise<Report> {
  context.forget();
  return (await reportWith(context, id))!;
}

async function required(context: GraphContext, id: string): Promise<ReportRecord> {
  const record = await context.records.reports.load(at('report', () => numberOf('Report', id)));
  if (record) return record;
  throw new InputProblem('report', new Problem('NOT_FOUND', '没有这份报告', 'There is no such report'));
}

function correctionOf({ cell, value, status }: CorrectFigureInput): CellCorrection {
  if ((value === undefined || value === null) === (status === undefined || status === null))
    throw new Problem('BAD_INPUT', '请给出 value 或 status 之一', 'Give either a value or a status');
  if (status) return { state: status };
  return { value: findCell(cell)?.kind === 'AMOUNT' ? value! : Number(value) };
}

/** @throws NOT_FOUND, BAD_INPUT, BAD_FIGURE */
export async function correctFigure(context: GraphContext, input: CorrectFigureInput): Promise<{ report: Report }> {
  const by = author(context, input.reason);
  const report = await required(context, input.report);
  const correction = at('value', () => correctionOf(input));
  const { writer, reports } = context.store;
  await writer.correct(report.id, input.cell, correction, by, await reports.checkOf(report.id));
  return { report: await reportNow(context, report.id) };
}

/** @throws NOT_FOUND, BAD_INPUT where the body has a report of that scope already */
export async function setScope(context: GraphContext, input: SetScopeInput): Promise<{ report: Report }> {
  const by = author(context, input.reason);
  const { id } = await required(context, input.report);
  await context.store.writer.setScope(id, input.scope, by);
  return { report: await reportNow(context, id) };
}

/** @throws NOT_FOUND; BAD_INPUT where a finding is opened again without a reason */
export async function explainFinding(context: GraphContext, input: ExplainFindingInput): Promise<{ finding: Finding }> {
  const id = at('finding', () => numberOf('Finding', input.finding));
  const note = input.note?.trim() || null;
  const by = author(context, input.reason ?? note ?? '');
  await context.store.writer.explainFinding(id, note, by);
  context.forget();
  return { finding: new Finding((await context.records.findings.load(id))!) };
}

/** @throws NOT_FOUND */
export async function withdrawReport(context: GraphContext, input: WithdrawReportInput): Promise<{ report: Report }> {
  const by = author(context, input.reason);
  const { id } = await required(context, input.report);
  const { writer } = context.store;
  await (input.withdrawn ? writer.withdraw(id, by) : writer.restore(id, by));
  return { report: await reportNow(context, id) };
}

/** @throws UNKNOWN_REGION, BAD_INPUT, YEAR_OUT_OF_RANGE */
export async function setDeadline(
  context: GraphContext,
  { reason, ...rule }: SetDeadlineInput,
): Promise<{ deadlines: readonly DeadlineRule[]; refiled: number }> {
  const by = author(context, reason);
  const { deadlines, regions } = context.store;
  const { reports } = await deadlines.set([{ ...rule, basis: reason }], by);
  context.forget();
  const { id } = regions.required(rule.region);
  const rules = regions.deadlines.all().filter(({ regionId }) => regionId === id);
  return { deadlines: rules.map((each) => new DeadlineRule(each)), refiled: reports };
}

/** Throws every problem of reading and filing a report. */
export async function importReport(
  context: GraphContext,
  input: ImportReportInput,
): Promise<{ outcome: PutResult['outcome']; report: Report }> {
  const { content, fileName, options } = handedIn(input);
  const { store, documents } = context;
  const { outcome, reportId } = await importContent(store, content, fileName, options, documents, {
    actor: context.actor,
    role: context.role,
    reason: '',
  });
  return { outcome, report: await reportNow(context, reportId) };
}
