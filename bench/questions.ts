/** The questions that dashboards ask most, in the store, executed, and over HTTP. */
import { type Agent, request } from 'node:http';
import { type GraphQLSchema, graphql } from 'graphql';
import { CELLS, type Cell } from '../src/form/cells';
import { metric } from '../src/form/metrics';
import { buildGraphSchema, createContext } from '../src/graph';
import { ALL_KINDS, basisNumber } from '../src/plan/basis';
import { cellsFor } from '../src/plan/columns';
import { planRollups } from '../src/plan/figures';
import type { Store } from '../src/store';
import { type Times, timed } from './measure';

const RECENT = 2024;
const METRICS = [
  'RECEIVED',
  'CONCLUDED',
  'GRANTED',
  'REFUSED',
  'DISCLOSURE_RATE',
  'REFUSAL_RATE',
  'LICENSING_DECISIONS',
  'FEES_AMOUNT',
];
const SPAN = `{ from: ${RECENT - 4}, to: ${RECENT} }`;

/** 155 rows of 8 measures, as objects. */
export const PROVINCES = `{ statistics(metrics: [${METRICS}], groupBy: [REGION, YEAR],
    filter: { level: PROVINCE, years: ${SPAN} }, first: 500) {
      nodes { key { year region { code } } measures { value status } } } }`;

/** The same figures as columns. */
export const COLUMNS = `{ regions(level: PROVINCE, first: 50) { nodes { code
    ${METRICS.map((metric, at) => `m${at}: series(metric: ${metric}, years: ${SPAN}) { values statuses }`).join('\n    ')} } } }`;

const ranked = (metric: string, year: number): string => `{ ranking(metric: ${metric}, year: ${year},
    among: { level: COUNTY }, first: 20) { totalCount nodes { position tied previousPosition
      subject { ... on Region { name } } measure { value change { absolute } } } } }`;

/** Ratios and years in turn, so that not every question finds the order of the one before. */
export const COUNTIES_RANKED = ['DISCLOSURE_RATE', 'REFUSAL_RATE', 'CORRECTION_RATE'].flatMap((metric) =>
  [2020, 2022, 2024].map((year) => ranked(metric, year)),
);

const total = (code: string): string =>
  `{ region(code: "${code}") { name measures(metrics: [RECEIVED, CONCLUDED, GRANTED], year: ${RECENT}) { value status } } }`;

/** Of provinces and counties. */
export const REGION_TOTALS = ['110000', '410000', '440000', '310000', '410307', '110105'].map(total);

/** What dashboards ask all the time, for many regions and years. */
export const CHEAP = ['110000', '120000', '310000', '330000', '410000', '440000', '410307', '330106'].flatMap(
  (code) => [
    total(code),
    `{ region(code: "${code}") { fullName series(metric: RECEIVED, years: ${SPAN}) { years values statuses } } }`,
    `{ region(code: "${code}") { children(first: 20) { nodes { code name measure(metric: RECEIVED, year: ${RECENT}) { value } } } } }`,
  ],
);

/** What goes through many reports or regions: none of it is bounded by a key. */
export const HEAVY = [
  `{ statistics(metrics: [${METRICS}], groupBy: [DEPARTMENT_KIND, YEAR], filter: { within: "440000", years: ${SPAN},
      departments: [] }, first: 500) { totalCount } }`,
  `{ findings(filter: { within: "440000" }, first: 50) { totalCount nodes { rule { id } } } }`,
  `{ ranking(metric: RECEIVED, year: ${RECENT}, among: { of: DEPARTMENTS, kind: "finance" }, first: 20) { totalCount } }`,
  `{ departments(filter: { name: "财政" }, first: 50) { totalCount nodes { name } } }`,
  `{ dataset { reports departments openFindings } statistics(metrics: [RECEIVED], groupBy: [REGION, YEAR],
      filter: { level: COUNTY, years: ${SPAN} }, orderBy: { metric: RECEIVED, direction: HIGHEST_FIRST }, first: 20) { totalCount } }`,
];

/** Executed in the process by plain graphql-js, without HTTP. */
export const QUESTIONS = {
  'nothing: { __typename }': '{ __typename }',
  'the totals of a region': total('410000'),
  '31 provinces by 5 years by 8 metrics, objects': PROVINCES,
  'the same as columns': COLUMNS,
  'the counties ranked by disclosure rate: top 20, with change and previous position': ranked(
    'DISCLOSURE_RATE',
    RECENT,
  ),
} as const;

/** The nation's total of one metric, and its whole row of sums, through the planner. */
export async function readNation(store: Store, runs: number): Promise<{ total: Times; row: Times }> {
  const key = { basis: basisNumber('COMPUTED'), kind: ALL_KINDS, year: RECENT, region: store.regions.nation.id };
  const read = (cells: readonly Cell[]): Promise<Times> => {
    const { sql, params } = planRollups(store.dialect, [key], cells);
    return timed(runs, () => store.read(sql, [...params]));
  };
  return { total: await read(cellsFor([metric('RECEIVED')])), row: await read(CELLS) };
}

/** Each question executed in the process, without HTTP. */
export async function execute(store: Store, runs: number): Promise<Record<string, Times>> {
  const schema = await buildGraphSchema();
  const times: Record<string, Times> = {};
  for (const [name, source] of Object.entries(QUESTIONS))
    times[name] = await timed(runs, () => once(schema, store, source));
  return times;
}

async function once(schema: GraphQLSchema, store: Store, source: string): Promise<void> {
  const mark = await store.mark();
  const contextValue = createContext({ store, role: 'reader', locale: 'zh', mark });
  const { errors } = await graphql({ schema, source, contextValue });
  if (errors) throw errors[0];
}

export function post(url: string, agent: Agent, query: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/graphql`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { errors?: { message: string }[] };
          if (body.errors) reject(new Error(body.errors[0]!.message));
          else resolve();
        });
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });
}
