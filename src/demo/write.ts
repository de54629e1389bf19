/** Writes the demo city as the documents and structured files that an office would receive. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_SEED, type DemoCity, demoCity } from './city';
import { htmlOf } from './html';
import { Random } from './random';
import type { DemoReport } from './report';
import { lineOf } from './structured';
import { textOf } from './text';

/**
 * Writes into a folder, which is made where there is none:
 *
 * - `regions.jsonl`, `register.csv`;
 * - `1-first/`: each report as it was first published, `REGION/YEAR-BODY.txt` or `.html`, and `REGION.jsonl`;
 * - `2-corrected/`: the corrected reports, in the same way.
 *
 * Read in the order of the paths, a corrected report comes after the one that it corrects.
 */
export function writeDemo(directory: string, seed: number = DEMO_SEED): DemoCity {
  const city = demoCity(seed);
  mkdirSync(directory, { recursive: true });
  const lines = (items: readonly string[]) => `${items.join('\n')}\n`;
  writeFileSync(join(directory, 'regions.jsonl'), lines(city.regions.map((region) => JSON.stringify(region))));
  const register = city.register.map((body) => `${body.region},${body.name},${body.kind},,`);
  writeFileSync(join(directory, 'register.csv'), lines(['region,name,kind,from,to', ...register]));
  for (const [version, folder] of ['1-first', '2-corrected'].entries())
    writeReports(
      join(directory, folder),
      city.reports.filter((report) => report.version === version + 1),
      new Random(seed, 'documents'),
    );
  return city;
}

function writeReports(folder: string, reports: readonly DemoReport[], random: Random): void {
  mkdirSync(folder, { recursive: true });
  const structured = new Map<string, string[]>();
  for (const report of reports) {
    const { region, name } = report.body;
    if (report.layout === 'STRUCTURED') {
      structured.set(region, [...(structured.get(region) ?? []), lineOf(report)]);
      continue;
    }
    mkdirSync(join(folder, region), { recursive: true });
    const path = join(folder, region, `${report.year}-${name}`);
    if (report.layout === 'HTML') writeFileSync(`${path}.html`, htmlOf(report));
    else writeFileSync(`${path}.txt`, textOf(report, random.stream(`${name}/${report.year}`)));
  }
  for (const [region, lines] of structured) writeFileSync(join(folder, `${region}.jsonl`), `${lines.join('\n')}\n`);
}
