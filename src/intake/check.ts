/** Reads and checks without storing anything: what `gongkai check` and `gongkai show` are made of. */
import { basename } from 'node:path';
import { checkReport } from '../check/engine';
import type { CheckResult } from '../check/result';
import { deadlineOf } from '../form/deadline';
import type { ReportDraft, Scope } from '../form/draft';
import { type ReportFigures, settle } from '../form/figures';
import { classify, findKind } from '../form/kinds';
import { type IntakeOptions, type Particulars, particularsOf, scopeOf } from './particulars';
import { readBytes, readDocument, readStructuredFile, recogniseFile } from './reading';
import { expandSources } from './sources';
import { type Refusal, refusalOf } from './summary';

/** One report of a file, as read. */
export interface ReadReport {
  readonly file: string;
  /** Of a structured file. */
  readonly line?: number;
  readonly draft: ReportDraft;
}

export interface CheckedReport extends ReadReport {
  readonly particulars: Particulars & { readonly kind: string; readonly scope: Scope };
  readonly figures: ReportFigures;
  readonly check: CheckResult;
}

/** Reads every report below the paths, one after the other; what cannot be read comes as a refusal in its place. */
export async function* readPaths(paths: readonly string[]): AsyncGenerator<ReadReport | Refusal> {
  const { files, problems } = await expandSources(paths);
  for (const problem of problems) yield refusalOf(problem, problem.place.file!);
  for (const { path: file } of files)
    try {
      yield* readFileReports(file);
    } catch (error) {
      yield refusalOf(error, file);
    }
}

async function* readFileReports(file: string): AsyncGenerator<ReadReport | Refusal> {
  const structured = await recogniseFile(file);
  if (!structured) {
    yield { file, draft: (await readDocument(await readBytes(file), basename(file))).draft };
    return;
  }
  for await (const batch of readStructuredFile(file, structured))
    for (const record of batch) {
      if (record.type === 'refused') yield refusalOf(record.problem, file, record.line);
      else if (record.type === 'report') yield { file, line: record.line, draft: record.draft };
    }
}

/** Reads and checks every report below the paths. Needs no store: rules about the region's level are not assessed. */
export async function* checkPaths(
  paths: readonly string[],
  options: IntakeOptions,
): AsyncGenerator<CheckedReport | Refusal> {
  for await (const read of readPaths(paths)) {
    if (!('draft' in read)) {
      yield read;
      continue;
    }
    try {
      yield { ...read, ...checkDraft(read.draft, options) };
    } catch (error) {
      yield refusalOf(error, read.file, read.line);
    }
  }
}

function checkDraft(draft: ReportDraft, options: IntakeOptions): Omit<CheckedReport, keyof ReadReport> {
  const said = particularsOf(draft, options);
  const kind = (said.kind === undefined ? undefined : findKind(said.kind)) ?? classify(said.body);
  const scope = scopeOf(draft, options, kind);
  const figures = settle(draft.tables);
  const check = checkReport(figures, {
    year: said.year,
    kind: kind.code,
    scope,
    publishedOn: draft.publishedOn,
    deadline: deadlineOf(kind, said.year),
    sections: draft.sections,
  });
  return { particulars: { ...said, kind: kind.code, scope }, figures, check };
}
