/** The files that a command was given: files, folders and globs, in an order that does not depend on the file system. */
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { Problem } from '../form/problem';

export interface SourceFile {
  /** As given, or below the folder that was given: what messages show. */
  readonly path: string;
  readonly bytes: number;
}

export interface Sources {
  readonly files: readonly SourceFile[];
  /** One for each path that is not there, and for each folder or glob without files. */
  readonly problems: readonly Problem[];
}

/** The lock files of office programs (~$report.docx) are nobody's reports; hidden files are passed over as well. */
const IGNORED = ['**/~$*'];

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Expands paths: a file is itself, a folder all files below it, anything else a glob. A file that is reached twice is
 * taken once.
 */
export async function expandSources(paths: readonly string[]): Promise<Sources> {
  const files = new Map<string, SourceFile>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const found = await filesOf(path);
    if (found.length === 0) problems.push(notFound(path));
    for (const each of found) {
      const real = realpathSync(each);
      if (!files.has(real)) files.set(real, { path: each, bytes: statSync(each).size });
    }
  }
  return { files: [...files.values()], problems };
}

async function filesOf(path: string): Promise<string[]> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return [path];
  if (found?.isDirectory()) {
    const below = await fastGlob('**/*', { cwd: resolve(path), ignore: IGNORED, followSymbolicLinks: false });
    return below.sort(byCodePoint).map((each) => `${path.replace(/\/+$/, '')}/${each}`);
  }
  if (!fastGlob.isDynamicPattern(path)) return [];
  return (await fastGlob(path, { ignore: IGNORED })).sort(byCodePoint);
}

function notFound(path: string): Problem {
  const place = { file: path };
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return new Problem('NOT_FOUND', '文件夹中没有文件', 'the folder has no files', place);
  if (fastGlob.isDynamicPattern(path))
    return new Problem('NOT_FOUND', '没有文件符合此模式', 'no file matches this pattern', place);
  return new Problem('NOT_FOUND', '没有此文件或文件夹', 'there is no such file or folder', place);
}
