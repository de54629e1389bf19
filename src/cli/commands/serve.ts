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
  withSettings(command, session, ['locale']).action(() =>
    serve(session.config(settingFlags(session, command.optsWithGlobals())), session),
  );
}

/** Serves until a signal ends the process. */
export async function serve(config: Config, session: Session): Promise<void> {
  // graphql-js and others check less where it says so; they read it when they are loaded.
  process.env.NODE_ENV ??= 'production';
  // Only here: the server takes half a second to load, which no other command should wait for.
  const { startServer, closeOnSignals } = require('../../server') as typeof import('../../server');
  const store = await openStore({ database: config.database, sqlBudgetMs: config.sqlBudgetMs });
  const server = await startServer(config, store);
  closeOnSignals(server);
  session.terminal.err(
    session.say({ zh: `已启动：${server.url}（Ctrl-C 停止）`, en: `serving ${server.url} (stop with Ctrl-C)` }),
  );
}
