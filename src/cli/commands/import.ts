import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import { importPaths } from '../../intake/import';
import type { ImportSummary, OnProgress } from '../../intake/summary';
import { openStore } from '../../store';
import {
  type DatabaseFlag,
  type IntakeFlags,
  intakeOptions,
  type ParsersFlag,
  parserPool,
  withDatabase,
  withIntakeOptions,
  withParsers,
} from '../options';
import { giveWay, HIGHEST_NICENESS } from '../priority';
import type { Session } from '../session';
import type { Terminal } from '../terminal';
import { importWhole, wholeAmong } from '../whole';

interface ImportFlags extends IntakeFlags, DatabaseFlag, ParsersFlag {
  readonly originals?: string;
  readonly nice: number;
  readonly json?: boolean;
}

/** An import takes the processor time that a server on the same machine leaves. */
const NICENESS = 10;

export function importCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'import <path...>',
    {
      zh: '导入报告、机关名册或区划：文件、文件夹或通配符；有内容被拒绝时退出码为 1。由 export --all 写成的整库文件导入空的数据库',
      en: 'import reports, the register or regions: files, folders or globs; exit code 1 where anything was refused. A whole store, from export --all, goes into an empty store',
    },
    'gongkai import reports/ --region 410307\ngongkai import "*.jsonl"\ngongkai import notice.txt --department 偃师区司法局 --year 2023',
  );
  withParsers(withDatabase(withIntakeOptions(command, session), session), session)
    .option(
      '--originals <folder>',
      session.say({
        zh: '保存文档原件的文件夹（默认：GONGKAI_ORIGINALS，否则不保存）',
        en: 'folder in which the documents are kept (default: GONGKAI_ORIGINALS, else they are not)',
      }),
    )
    .option(
      '--nice <n>',
      session.say({
        zh: `让出处理器：0 与其他程序相同，至 ${HIGHEST_NICENESS} 只用其余程序不用的时间`,
        en: `how far it gives way to other programs: from 0, not at all, to ${HIGHEST_NICENESS}, which takes only what they leave`,
      }),
      (text) => {
        if (/^\d{1,2}$/.test(text) && Number(text) <= HIGHEST_NICENESS) return Number(text);
        throw new InvalidArgumentError(
          session.say({ zh: `应为 0 至 ${HIGHEST_NICENESS}`, en: `must be from 0 to ${HIGHEST_NICENESS}` }),
        );
      },
      NICENESS,
    )
    .option('--json', session.say({ zh: '以 JSON 输出结果', en: 'the summary as JSON' }))
    .action(async (paths: string[], { json, database, parsers, originals, nice, ...flags }: ImportFlags) => {
      giveWay(nice);
      const config = session.config({ database, parsers, originals });
      const whole = await wholeAmong(paths);
      const store = await openStore(config);
      if (whole !== undefined) return importWhole(store, whole, session).finally(() => store.close());
      const pool = parserPool(config);
      try {
        const summary = await withProgress(session.terminal, (onProgress) =>
          importPaths(store, paths, intakeOptions(flags), onProgress, pool),
        );
        for (const refusal of summary.refused) session.refuse(refusal);
        session.terminal.out(json ? JSON.stringify(summary) : drawSummary(summary, session));
      } finally {
        await pool.close();
        await store.close();
      }
    });
}

/** One line: what the import came to. */
export function drawSummary(summary: ImportSummary, session: Session): string {
  const { imported, updated, unchanged, refused, bodies, regions, deadlines } = summary;
  const others =
    bodies + regions + deadlines === 0
      ? { zh: '', en: '' }
      : {
          zh: `；名册 ${bodies} 条，区划 ${regions} 个，期限 ${deadlines} 条`,
          en: `; ${bodies} of the register, ${regions} regions, ${deadlines} deadlines`,
        };
  return session.say({
    zh: `报告：新增 ${imported}，更新 ${updated}，未变 ${unchanged}，拒绝 ${refused.length}${others.zh}`,
    en: `reports: ${imported} imported, ${updated} updated, ${unchanged} unchanged, ${refused.length} refused${others.en}`,
  });
}

/** Runs with a progress bar on the error stream, where a person watches it. */
export async function withProgress<T>(terminal: Terminal, run: (onProgress?: OnProgress) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return run();
  const reports = terminal.locale === 'zh' ? '份报告' : 'reports';
  const files = terminal.locale === 'zh' ? '个文件' : 'files';
  const bar = new SingleBar({
    format: `{bar} {percentage}% | {files}/{totalFiles} ${files} | {reports} ${reports}`,
    barCompleteChar: '#',
    barIncompleteChar: '.',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0, { files: 0, totalFiles: 0, reports: 0 });
  try {
    return await run((progress) => {
      bar.setTotal(Math.max(1, progress.totalBytes));
      bar.update(progress.bytes, progress);
    });
  } finally {
    bar.stop();
  }
}
