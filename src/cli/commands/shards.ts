import type { Command } from 'commander';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import type { Session } from '../session';

export function shardsCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'shards',
    {
      zh: '按 GONGKAI_SHARDS 把各省的报告移到其他 PostgreSQL 服务器；列出现有分片',
      en: 'move the reports of provinces to other PostgreSQL servers, as GONGKAI_SHARDS says; list those there are',
    },
    'gongkai shards --database postgres://gongkai@db.example/gongkai',
  );
  withDatabase(command, session).action(async (flags: DatabaseFlag) => {
    const { database, shards: wanted } = session.config(flags);
    const store = await openStore({ database });
    try {
      if (wanted !== '') await store.addShards(wanted);
      const shards = await store.shards();
      if (shards.length === 0) session.out({ zh: '没有分片', en: 'no shards' });
      for (const { first, last, place, reports } of shards) {
        const there =
          reports === undefined
            ? { zh: '无法访问', en: 'away' }
            : { zh: `${reports} 份报告`, en: `${reports} reports` };
        session.out({ zh: `${first}-${last} ${place}：${there.zh}`, en: `${first}-${last} ${place}: ${there.en}` });
      }
    } finally {
      await store.close();
    }
  });
}
