/** The demo city, served with its dashboard: as structured files, which import in seconds, and one district's year as documents. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { demoCity } from '../../src/demo/city';
import type { DemoReport } from '../../src/demo/report';
import { lineOf } from '../../src/demo/structured';
import { importPaths } from '../../src/intake/import';
import { startServer } from '../../src/server';
import { openStore } from '../../src/store';
import { type Served, servedFrom } from './serve';

/** What of the city is served: the rest takes longer to import and shows nothing else. */
const FROM = 2023;
const REGIONS = ['990100', '990103', '990105', '990107', '990111'];

/** Time for the first of a suite's hooks: the pages are built, and the city imported. */
export const STARTING_MS = 240_000;

/** What a document may hold is never markup of a page. */
function withMarkup(report: DemoReport): DemoReport {
  const markup = '加粗标记<b onclick="alert(1)">此处</b><img src="x">。';
  return {
    ...report,
    sections: report.sections.map((section) => ({ ...section, text: `${section.text}\n${markup}` })),
  };
}

const served = ({ region }: { readonly region: string }) => REGIONS.includes(region);

/** Serves the city. */
export async function serveCity(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-city-'));
  const store = await openStore({ database: join(folder, 'store.db') });
  const city = demoCity();
  const files = join(folder, 'files');
  mkdirSync(files);
  const write = (name: string, lines: readonly string[]) => writeFileSync(join(files, name), `${lines.join('\n')}\n`);
  write(
    '0-regions.jsonl',
    city.regions.map((region) => JSON.stringify(region)),
  );
  write('1-register.csv', [
    'region,name,kind,from,to',
    ...city.register.filter(served).map((body) => `${body.region},${body.name},${body.kind},,`),
  ]);
  for (const version of [1, 2]) {
    write(
      `${version + 1}-reports.jsonl`,
      city.reports
        .filter((report) => report.version === version && report.year >= FROM && served(report.body))
        .map((report, at) => lineOf(at === 0 && version === 1 ? withMarkup(report) : report)),
    );
  }
  await importPaths(store, [files]);
  const server = await startServer(readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }), store);
  return servedFrom(folder, server);
}
