/** The questions that dashboards ask most, in the store, executed, and over HTTP. */
import { Agent, request } from 'node:http';
import { type GraphQLSchema, graphql } from 'graphql';
import { readConfig } from '../src/config';
import { CELLS } from '../src/form/cells';
import { buildGraphSchema, createContext } from '../src/graph';
import { ALL_KINDS, basisNumber } from '../src/plan/basis';
import { planRollups } from '../src/plan/figures';
import { startServer } from '../src/server';
import type { Store } from '../src/store';
import { type Times, timed } from './measure';

const RECENT = 2024;
const METRICS =
  'RECEIVED, CONCLUDED, GRANTED, REFUSED, DISCLOSURE_RATE, REFUSAL_RATE, LICENSING_DECISIONS, FEES_AMOUNT';

export const QUESTIONS = {
  'nothing: { __typename }': '{ __typename }',
  "the nation's total, one figure": `{ nation { measure(metric: RECEIVED, year: ${RECENT}) { value status } } }`,
  '31 provinces by 5 years by 8 metrics, objects': `{ statistics(metrics: [${METRICS}], groupBy: [REGION, YEAR],
    filter: { level: PROVINCE, years: { from: 2020, to: ${RECENT} } }, first: 500) {
      nodes { key { year region { code } } measures { value status } } } }`,
  'the counties ranked by disclosure rate: top 20, with change and previous position': `{ ranking(metric: DISCLOSURE_RATE,
    year: ${RECENT}, among: { level: COUNTY }, first: 20) { totalCount
      nodes { position tied previousPosition subject { ... on Region { name } } measure { value change { absolute } } } } }`,
} as const;

/** The nation's row of the roll-ups, all cells of it, through the planner. */
export function readNation(store: Store, runs: number): Promise<Times> {
  const key = { basis: basisNumber('COMPUTED'), kind: ALL_KINDS, year: RECENT, region: store.regions.nation.id };
  const { sql, params } = planRollups('sqlite', [key], CELLS);
  return timed(runs, () => store.read(sql, params));
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
  const contextValue = createContext({ store, role: 'reader', locale: 'zh' });
  const { errors } = await graphql({ schema, source, contextValue });
  if (errors) throw errors[0];
}

/** Each question over HTTP, one after the other on one kept connection. The server takes the store over and closes it. */
export async function serveAndAsk(store: Store, runs: number): Promise<Record<string, Times>> {
  const server = await startServer(readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }), store);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: Record<string, Times> = {};
  for (const [name, query] of Object.entries(QUESTIONS))
    times[name] = await timed(runs, () => post(server.url, agent, query));
  agent.destroy();
  await server.close();
  return times;
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
