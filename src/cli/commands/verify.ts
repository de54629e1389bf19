import type { Command } from 'commander';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import { EXIT, type Session } from '../session';

export function verifyCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'verify',
    {
      zh: '逐份重算，与已存的汇总逐项比较；不一致时退出码为 1',
      en: 'recount every total from the reports and compare; exit code 1 where one differs',
    },
    'gongkai verify',
  );
  withDatabase(command, session).action(async (flags: DatabaseFlag) => {
    const store = await openStore({ database: session.config(flags).database });
    try {
      const differences = await store.verify();
      for (const difference of differences) session.terminal.err(JSON.stringify(difference));
      if (differences.length > 0) session.exitCode = EXIT.refused;
      session.out(
        differences.length === 0
          ? { zh: '全部汇总与重算一致', en: 'every total equals its recount' }
          : {
              zh: `${differences.length} 项与重算不一致，请运行 gongkai rebuild`,
              en: `${differences.length} totals differ from their recount: run gongkai rebuild`,
            },
      );
    } finally {
      await store.close();
    }
  });
}
