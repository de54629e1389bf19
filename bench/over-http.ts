/** Rows of the results that are asked over HTTP of a server that runs as its users run it. */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadResult, requestText, runLoad } from './load';
import { milliseconds } from './measure';
import { gongkai, type Process, program } from './processes';
import { COUNTIES_RANKED, PROVINCES, REGION_TOTALS } from './questions';
import { medianOf, megabytes, type Row, rate, times } from './rows';

const CLIENTS = 8;
/** Two servers are asked in turn, so that what else the machine does falls on both. */
const ROUNDS = 5;
const NO_CACHE = { GONGKAI_ANSWER_CACHE_BYTES: '0' };

export const post = (query: string): string => requestText({ method: 'POST', path: '/graphql', body: { query } });

interface Side {
  readonly port: number;
  readonly requests: readonly string[];
}

/** Loads sides in turn; the rates of each round. @throws where an answer is an error */
export async function inTurn(sides: readonly Side[], ms: number, clients = CLIENTS): Promise<LoadResult[][]> {
  const rounds: LoadResult[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const results: LoadResult[] = [];
    for (const side of sides) {
      const result = await runLoad({ ...side, clients, ms });
      if (result.errors > 0 || result.answers === 0) throw new Error(`errors under load: ${JSON.stringify(result)}`);
      results.push(result);
    }
    rounds.push(results);
  }
  return rounds;
}

export const rateOf = (rounds: readonly LoadResult[][], side: number): number =>
  medianOf(rounds.map((results) => results[side]!.perSecond));

/** Rate of one side against another, round by round. */
export const ratioOf = (rounds: readonly LoadResult[][], side: number, against: number): number =>
  medianOf(rounds.map((results) => results[side]!.perSecond / results[against]!.perSecond));

async function uncached(server: Process, ms: number): Promise<Row> {
  const { port } = server;
  const rounds = await inTurn(
    [
      { port, requests: [post('{ __typename }')] },
      { port, requests: REGION_TOTALS.map(post) },
    ],
    ms,
  );
  const ratio = ratioOf(rounds, 0, 1);
  return {
    what: 'totals of a region over HTTP, not cached, against `{ __typename }` on the same server',
    aim: 'within 1.5 times',
    measured: `${times(ratio)} (${rate(rateOf(rounds, 1))} against ${rate(rateOf(rounds, 0))})`,
    met: ratio <= 1.5,
  };
}

async function ranking(server: Process, ms: number): Promise<Row> {
  const { port } = server;
  const results: LoadResult[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    results.push(await runLoad({ port, clients: 1, ms, requests: COUNTIES_RANKED.map(post) }));
  const p50 = medianOf(results.map((each) => each.p50));
  const p99 = medianOf(results.map((each) => each.p99));
  return {
    what: `the counties ranked by ${COUNTIES_RANKED.length} metrics and years in turn: top 20, with change and previous position, answers not cached`,
    aim: 'p50 under 5 ms',
    measured: `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`,
    met: p50 < 5,
  };
}

async function cached(database: string, ms: number): Promise<Row[]> {
  const server = await gongkai(database);
  const address = `http://127.0.0.1:${server.port}/graphql?query=${encodeURIComponent(PROVINCES)}`;
  const response = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
  const file = join(tmpdir(), `gongkai-bare-${process.pid}.json`);
  writeFileSync(file, await response.text());
  const bare = await program(join(__dirname, 'bare.js'), '/', [file]);
  try {
    const { port } = server;
    const path = `/graphql?query=${encodeURIComponent(PROVINCES)}`;
    const etag = response.headers.get('etag')!;
    const rounds = await inTurn(
      [
        { port: bare.port, requests: [requestText({ path: '/' })] },
        { port, requests: [requestText({ path })] },
        { port, requests: [requestText({ path, headers: { 'If-None-Match': etag } })] },
        { port, requests: [requestText({ path, headers: { 'Accept-Encoding': 'br' } })] },
        { port, requests: [post(PROVINCES)] },
      ],
      ms,
    );
    const [hit, unchanged, compressed, posted] = [1, 2, 3, 4].map((side) => ratioOf(rounds, side, 0));
    const against = `a pre-serialised answer of ${Math.round(rounds[0]![0]!.bytes / 1000)} KB on bare fastify (${rate(rateOf(rounds, 0))})`;
    return [
      {
        what: `31 provinces by 5 years by 8 metrics, cached GET, against ${against}`,
        aim: 'over half',
        measured: `${times(hit!)} (${rate(rateOf(rounds, 1))})`,
        met: hit! > 0.5,
      },
      {
        what: 'the same with If-None-Match: 304',
        aim: 'faster than the answer',
        measured: `${times(unchanged!)} (${rate(rateOf(rounds, 2))})`,
        met: unchanged! > hit!,
      },
      {
        what: 'the same with Accept-Encoding: br',
        aim: 'over half',
        measured: `${times(compressed!)} (${rate(rateOf(rounds, 3))}, ${(rounds[0]![3]!.bytes / 1000).toFixed(1)} KB)`,
        met: compressed! > 0.5,
      },
      {
        what: 'the same by POST',
        aim: '',
        measured: `${times(posted!)} (${rate(rateOf(rounds, 4))})`,
        met: true,
      },
    ];
  } finally {
    await server.stop();
    await bare.stop();
    rmSync(file);
  }
}

/** Start to first answer, several times. */
async function starting(database: string): Promise<Row> {
  const all: number[] = [];
  for (let at = 0; at < 3; at += 1) {
    const server = await gongkai(database);
    all.push(server.starting);
    await server.stop();
  }
  const median = medianOf(all);
  return {
    what: 'start to first answer on the existing store',
    aim: 'under 1.5 s',
    measured: milliseconds(median),
    met: median < 1500,
  };
}

/** @param ms how long each side is asked in each round */
export async function overHttp(database: string, ms: number): Promise<Row[]> {
  const rows: Row[] = [];
  const server = await gongkai(database, NO_CACHE);
  try {
    rows.push(await uncached(server, ms), await ranking(server, ms));
    const memory = server.memory();
    rows.push({
      what: 'memory of the serving process after these questions',
      aim: 'under 250 MB',
      measured: `${megabytes(memory.own)}, and ${megabytes(memory.mapped)} of mapped files, the store among them`,
      met: Number.isNaN(memory.own) ? undefined : memory.own < 250e6,
    });
  } finally {
    await server.stop();
  }
  rows.push(...(await cached(database, ms)), await starting(database));
  return rows;
}
