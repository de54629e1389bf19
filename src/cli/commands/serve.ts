import cluster from 'node:cluster';
import type { Command } from 'commander';
import type { Config } from '../../config';
import { openStore } from '../../store';
import { settingFlags, withSettings } from '../options';
import type { Session } from '../session';

export function serveCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'serve',
    { zh: '以 GraphQL 提供数据', en: 'serve the store over GraphQL' },
    'gongkai serve --port 8080 --host 0.0.0.0',
  );
  withSettings(command, session, ['locale']).action(async () => {
    await serve(session.config(settingFlags(session, command.optsWithGlobals())), session);
  });
}

/** Serves until a signal ends the process. Gives where, unless other processes do it. */
export async function serve(config: Config, session: Session): Promise<string | undefined> {
  // graphql-js and others check less where it says so; they read it when they are loaded.
  process.env.NODE_ENV ??= 'production';
  const told = (url: string) =>
    session.terminal.err(session.say({ zh: `已启动：${url}（Ctrl-C 停止）`, en: `serving ${url} (stop with Ctrl-C)` }));
  if (config.workers > 1 && cluster.isPrimary) {
    await serveByWorkers(config, session, told);
    return undefined;
  }
  // Only here: the server takes half a second to load, which no other command should wait for.
  const { startServer, closeOnSignals, obeyPrimary } = require('../../server') as typeof import('../../server');
  const store = await openStore(config);
  const server = await startServer(config, store);
  if (cluster.isWorker) {
    obeyPrimary(server);
    return undefined;
  }
  closeOnSignals(server);
  told(server.url);
  return server.url;
}

/** This process opens no port itself: it starts those that do, and looks after them. */
async function serveByWorkers(config: Config, session: Session, told: (url: string) => void): Promise<void> {
  const { runPrimary } = require('../../server/primary') as typeof import('../../server/primary');
  // Migrations run here, once, before several processes open the store.
  const store = await openStore(config);
  await store.close();
  const levels = { info: 30, warn: 40, error: 50 };
  session.exitCode = await runPrimary({
    workers: config.workers,
    shutdownMs: config.shutdownMs,
    serving: told,
    log: (level, msg, about = {}) =>
      session.terminal.out(JSON.stringify({ level: levels[level], time: Date.now(), pid: process.pid, ...about, msg })),
  });
  process.exit(session.exitCode);
}
