/** A process that is killed in the middle of a batch, after one batch that was committed. Argument: the database file. */
import 'reflect-metadata';
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store';
import { figures, report } from './opened';

async function crash(database: string): Promise<void> {
  const store = await openStore({ database });
  const { id } = await store.departments.ensure({ regionId: 410307000, name: '偃师区司法局' });
  await store.writer.put(report(id, { year: 2021 }));
  const fatal = {
    ...report(id, { year: 2023 }),
    get figures() {
      writeSync(1, 'in the middle\n');
      process.kill(process.pid, 'SIGKILL');
      return figures();
    },
  };
  await store.writer.putAll([report(id, { year: 2022 }), fatal]);
}

void crash(process.argv[2]!);
