/** What beside its bytes settles how a file is read, so that an import that is run again knows what it need not read. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { IntakeOptions } from './particulars';

/** The layers that make a draft of bytes. */
const READING_LAYERS = ['form', 'extract', 'narrative', 'parse'];

let program: string | undefined;

/** The program that reads and the options that could change what it reads, as one text. */
export function mannerOf({ region, department, year, scope }: IntakeOptions): string {
  program ??= digestOfProgram();
  return `${program} ${JSON.stringify([region, department, year, scope].map((each) => each ?? null))}`;
}

/** A digest of the reading code itself: a program that reads otherwise reads again, and nobody has to count a version up. */
function digestOfProgram(): string {
  const hash = createHash('sha256');
  for (const layer of READING_LAYERS) {
    const folder = join(__dirname, '..', layer);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((each) => extname(each) === extname(__filename)).sort())
      hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('base64').slice(0, 16);
}
