/** Several processes behind a port, over the small schema: the program that tests of workers start. */
import cluster from 'node:cluster';
import { runPrimary } from '../../src/server/primary';
import { gathering, obeyPrimary } from '../../src/server/workers';
import { startSmall } from './small-server';

const [port = '0'] = process.argv.slice(2);

if (cluster.isPrimary)
  void runPrimary({
    workers: 2,
    shutdownMs: 2000,
    serving: (url) => console.log(`serving ${url}`),
    log: (level, text, about) => console.log(JSON.stringify({ level, text, ...about })),
  }).then((code) => process.exit(code));
else void startSmall({ PORT: port, GONGKAI_LOG_LEVEL: 'warn' }, { gather: gathering }).then(obeyPrimary);
