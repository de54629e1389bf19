import type { Command } from 'commander';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import type { Session } from '../session';

export function recheckCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'recheck',
    {
      zh: '对全部报告重新核对，并与同类机关比较',
      en: 'run every check over every report again, and compare bodies with their peers',
    },
    'gongkai recheck',
  );
  withDatabase(command, session).action(async (flags: DatabaseFlag) => {
    const store = await openStore({ database: session.config(flags).database });
    try {
      const started = performance.now();
      const { reports, changed } = await store.recheck();
      const seconds = (performance.now() - started) / 1000;
      const rate = Math.round(reports / Math.max(seconds, 0.001));
      session.out({
        zh: `已核对 ${reports} 份报告，用时 ${seconds.toFixed(1)} 秒，每秒 ${rate} 份；核对结果有变化的 ${changed} 份`,
        en: `${reports} reports checked in ${seconds.toFixed(1)} s, ${rate} a second; the findings of ${changed} are other than before`,
      });
    } finally {
      await store.close();
    }
  });
}
