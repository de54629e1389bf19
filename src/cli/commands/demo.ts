import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Command } from 'commander';
import { writeDemo } from '../../demo/write';
import { importPaths } from '../../intake/import';
import { ParserPool } from '../../intake/parser-pool';
import { openStore } from '../../store';
import { settingFlags, withSettings } from '../options';
import type { Session } from '../session';
import { drawSummary, withProgress } from './import';
import { serve } from './serve';

const DATABASE = 'data/demo.db';
const FOLDER = 'data/demo';
/** Filled here and renamed when it is complete: a store under the name of the demo is never half of one. */
const UNFINISHED = 'data/demo.unfinished.db';

interface DemoFlags {
  readonly fresh?: boolean;
  readonly serve: boolean;
}

export function demoCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'demo',
    {
      zh: '生成虚构城市的报告，导入 data/demo.db 并提供服务',
      en: 'make the reports of a fictitious city, import them into data/demo.db and serve it',
    },
    'gongkai demo --port 4000',
  );
  withSettings(command, session, ['database', 'locale'])
    .option('--fresh', session.say({ zh: '重新生成，即使已有演示数据', en: 'make it anew even where it is there' }))
    .option('--no-serve', session.say({ zh: '只生成数据，不提供服务', en: 'only make the data' }))
    .action(async ({ fresh, serve: serving }: DemoFlags) => {
      const config = session.config({ ...settingFlags(session, command.optsWithGlobals()), database: DATABASE });
      if (fresh || !existsSync(DATABASE)) await fill(session, config.parsers);
      if (serving) await serve(config, session, { demo: true });
    });
}

async function fill(session: Session, parsers: number): Promise<void> {
  session.out({ zh: `正在生成虚构城市的报告：${FOLDER}`, en: `making the reports of a fictitious city in ${FOLDER}` });
  rmSync(FOLDER, { recursive: true, force: true });
  removeStore(UNFINISHED);
  writeDemo(FOLDER);
  const store = await openStore({ database: UNFINISHED });
  const pool = new ParserPool({ size: parsers });
  try {
    const summary = await withProgress(session.terminal, (onProgress) =>
      importPaths(store, [FOLDER], {}, onProgress, pool),
    );
    for (const refusal of summary.refused) session.refuse(refusal);
    session.terminal.out(drawSummary(summary, session));
  } finally {
    await pool.close();
    await store.close();
  }
  removeStore(DATABASE);
  renameSync(UNFINISHED, DATABASE);
}

/** SQLite keeps two more files beside that of a store while it is in use. */
function removeStore(database: string): void {
  for (const file of [database, `${database}-wal`, `${database}-shm`]) rmSync(file, { force: true });
}
