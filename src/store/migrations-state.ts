/** Whether a store is of the version of this program: another one may have changed it since it was opened. */
import { Problem } from '../form/problem';
import type { Store } from './store';

/** @throws BAD_STORE where migrations of this program have not run, or some ran that it does not know */
export async function checkMigrations(store: Store): Promise<void> {
  const { migrations, options } = store.source;
  const rows = await store.read<{ name: string }>(`SELECT name FROM ${options.migrationsTableName}`);
  const run = new Set(rows.map(({ name }) => name));
  const known = migrations.map((each) => each.name ?? each.constructor.name);
  const missing = known.filter((name) => !run.delete(name));
  if (missing.length > 0)
    throw new Problem(
      'BAD_STORE',
      `数据库缺少迁移 ${missing.join('、')}：请运行 gongkai migrate`,
      `The store lacks the migrations ${missing.join(', ')}: run gongkai migrate`,
    );
  if (run.size > 0)
    throw new Problem(
      'BAD_STORE',
      `数据库已由更新的版本迁移（${[...run].join('、')}）：请升级程序并重启`,
      `The store was migrated by a newer version (${[...run].join(', ')}): upgrade the program and restart`,
    );
}
