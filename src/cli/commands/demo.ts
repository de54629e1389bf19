import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Command } from 'commander';
import type { Config } from '../../config';
import { type Assessment, assessDemo, type Failure } from '../../demo/assessment';
import { demoCity } from '../../demo/city';
import { writeDemo } from '../../demo/write';
import { importPaths } from '../../intake/import';
import { openStore } from '../../store';
import { parserPool, settingFlags, withSettings } from '../options';
import { EXIT, type Session } from '../session';
import { drawSummary, withProgress } from './import';
import { serve } from './serve';

const DATABASE = 'data/demo.db';
const FOLDER = 'data/demo';
/** Filled here and renamed when it is complete: a store under the name of the demo is never half of one. */
const UNFINISHED = 'data/demo.unfinished.db';

interface DemoFlags {
  readonly fresh?: boolean;
  readonly assess?: boolean;
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
    .option(
      '--assess',
      session.say({
        zh: '只将核对结果与预埋的问题比较：查准率、查全率',
        en: 'only compare what the checks found with what was planted: precision and recall',
      }),
    )
    .option('--no-serve', session.say({ zh: '只生成数据，不提供服务', en: 'only make the data' }))
    .action(async ({ fresh, assess, serve: serving }: DemoFlags) => {
      const config = session.config({ ...settingFlags(session, command.optsWithGlobals()), database: DATABASE });
      if (fresh || !existsSync(DATABASE)) await fill(session, config);
      if (assess) await assessStore(session);
      // Further processes would make the data again.
      else if (serving) {
        const url = await serve({ ...config, workers: 1 }, session);
        if (url !== undefined) tellServerBeside(url);
      }
    });
}

/** Where a server started this process for its visitors: tells it the address, and ends with it. */
function tellServerBeside(url: string): void {
  if (!process.send) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send({ gongkai: 'ready', url });
}

async function fill(session: Session, config: Config): Promise<void> {
  session.out({ zh: `正在生成虚构城市的报告：${FOLDER}`, en: `making the reports of a fictitious city in ${FOLDER}` });
  rmSync(FOLDER, { recursive: true, force: true });
  removeStore(UNFINISHED);
  writeDemo(FOLDER);
  const store = await openStore({ database: UNFINISHED });
  const pool = parserPool(config);
  try {
    const summary = await withProgress(session.terminal, (onProgress) =>
      importPaths(store, [FOLDER], {}, onProgress, pool),
    );
    for (const refusal of summary.refused) session.refuse(refusal);
    session.terminal.out(drawSummary(summary, session));
    // Who is unlike its peers, and whose text is copied, only a look at all reports tells.
    await store.recheck();
  } finally {
    await pool.close();
    await store.close();
  }
  removeStore(DATABASE);
  renameSync(UNFINISHED, DATABASE);
}

/** Ends with 1 where a fault was missed, or where an error was found that nobody planted. */
async function assessStore(session: Session): Promise<void> {
  const store = await openStore({ database: DATABASE });
  try {
    const assessment = await assessDemo(store, demoCity().planted);
    session.terminal.out(drawAssessment(assessment, session));
    const { missed, precision } = assessment;
    if (missed.length + precision.ERROR.others.length > 0) session.exitCode = EXIT.refused;
  } finally {
    await store.close();
  }
}

function drawAssessment({ precision, meant, missed }: Assessment, session: Session): string {
  const share = (part: number, whole: number) =>
    `${part}/${whole} = ${(whole === 0 ? 100 : (100 * part) / whole).toFixed(1)}%`;
  const failures = (each: readonly Failure[], title: string) =>
    each.map(({ rule, body, year }) => `  ${title} ${rule}: ${body} ${year}`);
  const lines = [
    `${session.say({ zh: '查全率', en: 'recall' })}: ${share(meant - missed.length, meant)}`,
    ...failures(missed, session.say({ zh: '漏查', en: 'missed' })),
  ];
  for (const [severity, { found, planted, others }] of Object.entries(precision))
    lines.push(
      `${session.say({ zh: '查准率', en: 'precision' })} ${severity}: ${share(planted, found)}`,
      ...failures(others, session.say({ zh: '未预埋', en: 'not planted' })),
    );
  return lines.join('\n');
}

/** SQLite keeps two more files beside that of a store while it is in use. */
function removeStore(database: string): void {
  for (const file of [database, `${database}-wal`, `${database}-shm`]) rmSync(file, { force: true });
}
