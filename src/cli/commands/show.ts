import type { Command } from 'commander';
import { readPaths } from '../../intake/check';
import { drawDraft } from '../form';
import { draftAsJson } from '../json';
import { parserPool } from '../options';
import type { Session } from '../session';

export function showCommand(program: Command, session: Session): void {
  session
    .command(
      program,
      'show <path...>',
      { zh: '显示读出的报告（不入库）', en: 'show reports as they were read (nothing is stored)' },
      'gongkai show report.txt\ngongkai show report.txt --json',
    )
    .option('--json', session.say({ zh: '输出 JSON，每行一份报告', en: 'JSON, one report a line' }))
    .action(async (paths: string[], { json }: { json?: boolean }) => {
      const pool = parserPool(session.config({}));
      try {
        for await (const read of readPaths(paths, pool)) {
          if (!('draft' in read)) session.refuse(read);
          else if (json) session.terminal.out(JSON.stringify(draftAsJson(read)));
          else {
            const place = read.line === undefined ? read.file : `${read.file}:${read.line}`;
            session.terminal.out(`${drawDraft(read.draft, session.terminal.locale, place)}\n`);
          }
        }
      } finally {
        await pool.close();
      }
    });
}
