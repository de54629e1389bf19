/** What an import or a check comes to, and how anything that goes wrong with a file is told. */
import { resolve } from 'node:path';
import { Problem, type ProblemCode } from '../form/problem';

/** A file, or a line of one, that was not taken. */
export interface Refusal {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  readonly code: ProblemCode;
  readonly zh: string;
  readonly en: string;
}

export interface ImportSummary {
  /** Reports by what storing them did: new; another version of one; the same as before. */
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Bodies of registers and regions that were taken. */
  readonly bodies: number;
  readonly regions: number;
  /** Rules of deadlines that were taken. */
  readonly deadlines: number;
  readonly refused: readonly Refusal[];
}

/** How far an import is. `bytes` counts to `totalBytes`, the size of all files. */
export interface Progress {
  readonly files: number;
  readonly totalFiles: number;
  readonly bytes: number;
  readonly totalBytes: number;
  /** Reports taken or refused. */
  readonly reports: number;
}

export type OnProgress = (progress: Progress) => void;

/** Error codes of the file system that a person can do something about. */
const FILE_ERRORS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ENOENT: ['没有此文件', 'there is no such file'],
  EACCES: ['没有读取此文件的权限', 'no permission to read this file'],
  EPERM: ['没有读取此文件的权限', 'no permission to read this file'],
  EISDIR: ['这是文件夹，不是文件', 'this is a folder, not a file'],
};

/** An error as a refusal: a Problem as it is; anything unexpected as INTERNAL, so that one file never stops the others. */
export function refusalOf(error: unknown, file: string, line?: number): Refusal {
  const problem = problemOf(error, file);
  return { file, line: line ?? problem.place.line, code: problem.code, zh: problem.zh, en: problem.en };
}

function problemOf(error: unknown, file: string): Problem {
  if (error instanceof Problem) return error;
  const { code, message, path } = error as NodeJS.ErrnoException;
  // What the program misses of its own is not the file that was given.
  const isGiven = path === undefined || resolve(path) === resolve(file);
  const known = isGiven ? FILE_ERRORS[code ?? ''] : undefined;
  if (known) return new Problem('NOT_FOUND', known[0], known[1]);
  return new Problem('INTERNAL', `程序内部错误（${message}）`, `an error inside the program (${message})`);
}
