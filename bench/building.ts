/** A national store: written as JSON Lines, imported as any user would, measured on the way. */

import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { importPaths } from '../src/intake/import';
import { ParserPool } from '../src/intake/parser-pool';
import { openStore, type Region, type Store } from '../src/store';
import { once as duration } from './measure';
import { bureausOf, linesOf, seeded } from './nation';

/** How many years and bureaus of each region report. */
export interface Shape {
  readonly years: readonly number[];
  readonly bureaus: number;
}

const USUAL: Shape = { years: [2020, 2021, 2022, 2023, 2024], bureaus: 34 };
/** Says in the folder of a store what was built there, so that a later run can use it. */
const MARK = 'built.json';
const SEED = 20210601;

export interface Built {
  readonly store: Store;
  readonly reports: number;
  readonly bodies: number;
  readonly regions: number;
  /** Milliseconds of the import, from the files to committed roll-ups. */
  readonly importing: number;
  /** Bytes of the database file after a checkpoint, less those of an empty store. */
  readonly bytes: number;
}

/** Regions that file: counties, whole ones in the order of their codes, until there are reports enough; all regions for the nation. */
function regionsFor(store: Store, reports: number, { years, bureaus }: Shape): Region[] {
  const counties = store.regions.atLevel('COUNTY');
  const wanted = Math.ceil(reports / bureaus / years.length);
  if (wanted >= counties.length)
    return [...store.regions.atLevel('PROVINCE'), ...store.regions.atLevel('CITY'), ...counties];
  // Evenly over the country, so that every province has some.
  return Array.from({ length: wanted }, (_, at) => counties[Math.floor((at * counties.length) / wanted)]!);
}

async function write(
  file: string,
  regions: readonly Region[],
  faults: number,
  { years, bureaus }: Shape,
): Promise<{ reports: number; bodies: number }> {
  const random = seeded(SEED);
  const out = createWriteStream(file);
  let reports = 0;
  let bodies = 0;
  for (const region of regions) {
    const lines: string[] = [];
    for (const body of bureausOf({ code: region.code, name: region.fullName }, bureaus)) {
      bodies += 1;
      lines.push(...linesOf(body, years, random, faults));
    }
    reports += lines.length;
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { reports, bodies };
}

/** A file of reports. */
export interface Part {
  readonly file: string;
  readonly reports: number;
}

/** Writes about so many reports into files of other regions each, by turns over the country. */
export async function writeParts(folder: string, reports: number, parts: number): Promise<Part[]> {
  mkdirSync(folder, { recursive: true });
  const store = await openStore({ database: join(folder, 'regions.db') });
  const regions = regionsFor(store, reports, USUAL);
  await store.close();
  const written: Part[] = [];
  for (let part = 0; part < parts; part += 1) {
    const file = join(folder, `part-${part}.jsonl`);
    const own = regions.filter((_, at) => at % parts === part);
    written.push({ file, reports: (await write(file, own, 0, USUAL)).reports });
  }
  return written;
}

/** Fills a new store in `folder` with about this many reports, `faults` of them (0 to 1) with a sum that does not hold. */
export async function build(folder: string, reports: number, faults = 0, shape = USUAL): Promise<Built> {
  mkdirSync(folder, { recursive: true });
  const database = join(folder, 'store.db');
  const store = await openStore({ database });
  const empty = statSync(database).size;
  const regions = regionsFor(store, reports, shape);
  const written = await write(join(folder, 'reports.jsonl'), regions, faults, shape);
  const pool = new ParserPool();
  let refused = 0;
  const importing = await duration(async () => {
    const summary = await importPaths(store, [join(folder, 'reports.jsonl')], {}, undefined, pool);
    refused = summary.refused.length;
    if (refused > 0) throw new Error(`${refused} lines refused, the first: ${summary.refused[0]!.en}`);
  });
  await pool.close();
  await store.source.query('PRAGMA wal_checkpoint(TRUNCATE)');
  rmSync(join(folder, 'reports.jsonl'));
  const built = { ...written, regions: regions.length, importing, bytes: statSync(database).size - empty };
  writeFileSync(join(folder, MARK), JSON.stringify({ shape, built }));
  return { store, ...built };
}

/** The store that an earlier run built in a folder in this shape; undefined where there is none. */
export async function builtBefore(folder: string, shape: Shape): Promise<Built | undefined> {
  const mark = join(folder, MARK);
  if (!existsSync(mark)) return undefined;
  const found = JSON.parse(readFileSync(mark, 'utf8')) as { shape: Shape; built: Omit<Built, 'store'> };
  if (JSON.stringify(found.shape) !== JSON.stringify(shape)) return undefined;
  return { store: await openStore({ database: join(folder, 'store.db') }), ...found.built };
}
