import type { Command } from 'commander';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import type { Session } from '../session';

export function rebuildCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'rebuild',
    { zh: '由各份报告重新生成全部汇总', en: 'make every total anew from the reports' },
    'gongkai rebuild',
  );
  withDatabase(command, session).action(async (flags: DatabaseFlag) => {
    const store = await openStore({ database: session.config(flags).database });
    try {
      const started = performance.now();
      await store.rebuild();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      session.out({ zh: `已重新生成全部汇总，用时 ${seconds} 秒`, en: `every total was made anew in ${seconds} s` });
    } finally {
      await store.close();
    }
  });
}
