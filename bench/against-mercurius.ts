/** The same figures in the same shape from mercurius with its jit, on the same store. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requestText } from './load';
import { inTurn, post, rateOf, ratioOf } from './over-http';
import { gongkai, PEERS, program } from './processes';
import { COLUMNS, PROVINCES } from './questions';
import { type Row, rate, times } from './rows';

const THEIRS =
  '{ statistics(from: 2020, to: 2024) { nodes { key { year region { code } } measures { value status } } } }';
const OBJECTS = {
  what: '31 provinces by 5 years by 8 metrics over HTTP, not cached, objects, against mercurius with jit on the same store',
  aim: 'no fewer requests/s',
};
const COLUMNAR = { what: 'the same figures as columns', aim: '3 times as many' };

export async function overMercurius(database: string, ms: number): Promise<Row[]> {
  if (!existsSync(join(PEERS, 'node_modules/mercurius')))
    return [OBJECTS, COLUMNAR].map((row) => ({ ...row, measured: 'npm ci --prefix bench/peers', met: undefined }));
  const path = `/graphql?query=${encodeURIComponent(THEIRS)}`;
  const ours = await gongkai(database, { GONGKAI_ANSWER_CACHE_BYTES: '0' });
  const theirs = await program(join(PEERS, 'mercurius.mjs'), path, [database]);
  try {
    const rounds = await inTurn(
      [
        { port: theirs.port, requests: [requestText({ method: 'POST', path: '/graphql', body: { query: THEIRS } })] },
        { port: ours.port, requests: [post(PROVINCES)] },
        { port: ours.port, requests: [post(COLUMNS)] },
      ],
      ms,
    );
    const [objects, columns] = [ratioOf(rounds, 1, 0), ratioOf(rounds, 2, 0)];
    return [
      {
        ...OBJECTS,
        measured: `${times(objects)} (${rate(rateOf(rounds, 1))} against ${rate(rateOf(rounds, 0))})`,
        met: objects >= 1,
      },
      { ...COLUMNAR, measured: `${times(columns)} (${rate(rateOf(rounds, 2))})`, met: columns >= 3 },
    ];
  } finally {
    await ours.stop();
    await theirs.stop();
  }
}
