/** The example operations of `schema/operations/`: tabs of the playground. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Example {
  /** Name of the file, without its ending. */
  readonly name: string;
  /** The first line of comment. */
  readonly title: string;
  readonly query: string;
  /** JSON text, from the file of the same name that ends in .json. */
  readonly variables: string | undefined;
}

const ENDING = '.graphql';

/** Reads every `*.graphql` of a folder, in the order of their names; none where there is no such folder. */
export function readExamples(folder: string): readonly Example[] {
  const names = filesIn(folder);
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((file) => {
      const name = basename(file, ENDING);
      const query = readFileSync(join(folder, file), 'utf8');
      const beside = `${name}.json`;
      return {
        name,
        title: /^\s*#+\s*(.+?)\s*$/m.exec(query)?.[1] ?? name,
        query,
        variables: names.includes(beside) ? readFileSync(join(folder, beside), 'utf8') : undefined,
      };
    });
}

/** Names of the files of a folder, sorted; none where it does not exist. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
