import type { Command } from 'commander';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import type { Session } from '../session';

export function migrateCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'migrate',
    {
      zh: '建立数据库，或升级到此版本（其他命令会自动进行）',
      en: 'make the store, or bring it to this version (every command does so by itself)',
    },
    'gongkai migrate --database data/gongkai.db',
  );
  withDatabase(command, session).action(async (flags: DatabaseFlag) => {
    const { database } = session.config(flags);
    const store = await openStore({ database });
    await store.close();
    session.out({ zh: `${store.place}：已是此版本`, en: `${store.place}: up to date` });
  });
}
