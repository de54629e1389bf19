/**
 * What an oversight office asks, at national size: findings and their counts, results of rules, peers, filing. One report in twenty has a
 * sum that does not hold. Prints medians and the rate of a full run of the checks.
 *
 *   npm run bench:oversight -- [reports] [folder] [--recheck]     (a folder that holds a store is used as it is)
 */
import './production';
import 'reflect-metadata';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { buildGraphSchema, createContext } from '../src/graph';
import { openStore, type Store } from '../src/store';
import { build } from './building';
import { milliseconds, once, timed } from './measure';

const FAULTS = 0.05;
const RUNS = 15;
const YEAR = 2024;
/** 河南省, of some 25,000 reports a year. */
const PROVINCE = '410000';
const WHERE = `within: "${PROVINCE}", years: { from: ${YEAR}, to: ${YEAR} }`;
/** Any body: the five-thousandth. */
const BODY = Buffer.from('Department:5000').toString('base64url');
const PEERS = 'distribution { count lowerQuartile median upperQuartile } percentile outlier';
const NATION = `years: { from: ${YEAR}, to: ${YEAR} }`;

const QUESTIONS: Readonly<Record<string, string>> = {
  'findings of a province and year: 500, with messages, bodies and how many in all': `{ findings(filter: { ${WHERE} }, first: 500)
    { totalCount nodes { message status rule { id } department { name region { fullName } } report { id } } } }`,
  'findings of a province and year, counted by rule and severity': `{ findingCounts(filter: { ${WHERE} }, groupBy: [RULE, SEVERITY], first: 100)
    { nodes { rule { id } severity findings open bodies } } }`,
  'findings of the nation and year, counted by province': `{ findingCounts(filter: { ${NATION} }, groupBy: [REGION], first: 40)
    { nodes { region { name } findings } } }`,
  'findings of the nation and all years, counted by year and severity': `{ findingCounts(groupBy: [YEAR, SEVERITY], first: 40)
    { nodes { year severity findings } } }`,
  'results of every rule for a province and year': `{ ruleResults(filter: { ${WHERE} }) { rule { id } passed failed notAssessable } }`,
  'findings of one body, all years': `{ department(id: "${BODY}") { findings(first: 50) { totalCount nodes { year message } } } }`,
  'a body among its peers of the province: quartiles, percentile, outlier': `{ department(id: "${BODY}") {
    measure(metric: RECEIVED, year: ${YEAR}) { peers(among: SAME_KIND_IN_PROVINCE) { ${PEERS} } } } }`,
  'a body among its peers of the nation': `{ department(id: "${BODY}") {
    measure(metric: RECEIVED, year: ${YEAR}) { peers(among: SAME_KIND_NATIONWIDE) { ${PEERS} } } } }`,
  'filing table of the nation and a year, by kind and by province': `{ filing(year: ${YEAR}) {
    total { kinds { kind { code } timeliness { expected onTime late missing } } }
    rows(first: 40) { nodes { region { name } timeliness { expected onTime late unknown missing } } } } }`,
  'results of every rule for the nation and a year': `{ ruleResults(filter: { ${NATION} }) { rule { id } passed failed notAssessable } }`,
};

/** The statements that read findings, with every row of them. */
async function allFindings(store: Store): Promise<void> {
  const region = store.regions.required(PROVINCE);
  const sql = 'SELECT * FROM finding WHERE year = ? AND region_id BETWEEN ? AND ? ORDER BY id';
  const read = async (): Promise<number> => (await store.scan(sql, [YEAR, region.id, region.rangeEnd])).length;
  const rows = await read();
  const times = await timed(RUNS, read);
  console.log(`all ${rows} findings of a province and year, read in the store: ${milliseconds(times.median)}`);
}

/** Every finding of a province and year over GraphQL, page after page. */
async function allPages(store: Store): Promise<void> {
  const schema = await buildGraphSchema();
  const source = `query ($after: String) { findings(filter: { ${WHERE} }, first: 500, after: $after) {
    nodes { message status rule { id } department { name region { fullName } } report { id } } pageInfo { hasNextPage endCursor } } }`;
  type Page = { nodes: readonly object[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const read = async (): Promise<number> => {
    let found = 0;
    for (let after: string | undefined, more = true; more; ) {
      const contextValue = createContext({ store, role: 'reader', locale: 'zh' });
      const { data, errors } = await graphql({ schema, source, contextValue, variableValues: { after } });
      if (errors) throw errors[0];
      const { nodes, pageInfo } = data!.findings as Page;
      found += nodes.length;
      more = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
    }
    return found;
  };
  const found = await read();
  const times = await timed(RUNS, read);
  console.log(
    `all ${found} findings of a province and year, with messages and bodies, pages of 500: ${milliseconds(times.median)}, p95 ${milliseconds(times.p95)}`,
  );
}

/** Milliseconds of processor, of all threads: on a shared machine they say more than the clock. */
function since(idle: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(idle);
  return (user + system) / 1000;
}

async function ask(store: Store): Promise<void> {
  const schema = await buildGraphSchema();
  for (const [name, source] of Object.entries(QUESTIONS)) {
    const idle = process.cpuUsage();
    const times = await timed(RUNS, async () => {
      const { errors } = await graphql({
        schema,
        source,
        contextValue: createContext({ store, role: 'reader', locale: 'zh' }),
      });
      if (errors) throw errors[0];
    });
    const busy = since(idle) / (RUNS + Math.ceil(RUNS / 10));
    console.log(
      `${name}: ${milliseconds(times.median)}, p95 ${milliseconds(times.p95)}, of a processor ${milliseconds(busy)}`,
    );
  }
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const [reports = '100000', given] = args.filter((each) => !each.startsWith('--'));
  const folder = given ?? mkdtempSync(join(tmpdir(), 'gongkai-oversight-'));
  const database = join(folder, 'store.db');
  const store = existsSync(database)
    ? await openStore({ database })
    : (await build(folder, Number(reports), FAULTS)).store;
  try {
    const [{ n, findings }] = (await store.read(
      'SELECT (SELECT COUNT(*) FROM report) AS n, (SELECT COUNT(*) FROM finding) AS findings',
    )) as [{ n: number; findings: number }];
    console.log(`${n} reports, ${findings} findings`);
    await allFindings(store);
    await ask(store);
    await allPages(store);
    if (args.includes('--recheck')) {
      const idle = process.cpuUsage();
      const took = await once(() => store.recheck());
      const rate = (ms: number): string => `${milliseconds(ms)}, ${Math.round((n / ms) * 1000)} reports/s`;
      console.log(`every check of every report again: ${rate(took)}; of a processor ${rate(since(idle))}`);
    }
  } finally {
    await store.close();
    if (!given) rmSync(folder, { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
