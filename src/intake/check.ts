/** Reads and checks without storing anything: what `gongkai check` and `gongkai show` are made of. */
import { basename } from 'node:path';
import { checkReport } from '../check/engine';
import type { CheckResult } from '../check/result';
import { lawfulDeadline } from '../form/deadline';
import type { ReportDraft, Scope } from '../form/draft';
import { type ReportFigures, settle } from '../form/figures';
import { classify, findKind } from '../form/kinds';
import type { Structured } from '../parse/structured/recognise';
import { Ahead, BYTES_AHEAD } from './ahead';
import { type IntakeOptions, type Particulars, particularsOf, scopeOf } from './particulars';
import {
  type DocumentReader,
  IN_THIS_THREAD,
  type ReadDocument,
  readBytes,
  readerFor,
  readStructuredFile,
  recogniseFile,
} from './reading';
import { expandSources, type SourceFile } from './sources';
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

/**
 * Reads every report below the paths, in their order; what cannot be read comes as a refusal in its place.
 * @param reader who reads the documents, where there are more than a few files
 */
export async function* readPaths(
  paths: readonly string[],
  reader: DocumentReader = IN_THIS_THREAD,
): AsyncGenerator<ReadReport | Refusal> {
  const { files, problems } = await expandSources(paths);
  for (const problem of problems) yield refusalOf(problem, problem.place.file!);
  const by = readerFor(files, reader);
  const limits = { items: by.ahead, weight: BYTES_AHEAD };
  const ahead = new Ahead(
    files,
    (file) => openFile(file, by),
    ({ bytes }) => bytes,
    limits,
  );
  for (const { path: file } of files)
    try {
      const opened = await ahead.next();
      if ('draft' in opened) yield { file, draft: opened.draft };
      else yield* readLines(file, opened);
    } catch (error) {
      yield refusalOf(error, file);
    }
}

/** A document as read; a structured file as it is, since it is read piece by piece. */
async function openFile({ path }: SourceFile, reader: DocumentReader): Promise<ReadDocument | Structured> {
  return (await recogniseFile(path)) ?? reader.read(await readBytes(path, reader), basename(path));
}

async function* readLines(file: string, structured: Structured): AsyncGenerator<ReadReport | Refusal> {
  for await (const batch of readStructuredFile(file, structured))
    for (const record of batch) {
      if (record.type === 'refused') yield refusalOf(record.problem, file, record.line);
      else if (record.type === 'report') yield { file, line: record.line, draft: record.draft };
    }
}

/**
 * Reads and checks every report below the paths. Needs no store: rules about the region's level are not assessed.
 * @param reader as of `readPaths`
 */
export async function* checkPaths(
  paths: readonly string[],
  options: IntakeOptions,
  reader?: DocumentReader,
): AsyncGenerator<CheckedReport | Refusal> {
  for await (const read of readPaths(paths, reader)) {
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
    deadline: lawfulDeadline(kind, said.year),
    sections: draft.sections,
  });
  return { particulars: { ...said, kind: kind.code, scope }, figures, check };
}
