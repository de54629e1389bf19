import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { Problem } from '../../form/problem';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import type { Session } from '../session';
import { exportWhole } from '../whole';

interface ExportFlags extends DatabaseFlag {
  readonly output?: string;
  readonly all?: string;
}

export function exportCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'export [address]',
    {
      zh: '导出统计、排名、对照、校验、发布情况、全部单元格或文书；地址与服务的 /export/ 下相同，见 docs/export.md。--all 导出整库，见 docs/moving.md',
      en: 'export statistics, rankings, comparisons, findings, filings, every cell or a document; addresses are those below /export/ of the server, see docs/export.md. --all exports the whole store, see docs/moving.md',
    },
    'gongkai export "statistics.csv?metrics=RECEIVED,DISCLOSURE_RATE&groupBy=REGION&year=2023&within=410300"\ngongkai export "cells.csv?within=410300&year=2023" --output cells.csv\ngongkai export --all store.gongkai',
  );
  withDatabase(command, session)
    .option(
      '-o, --output <file>',
      session.say({ zh: '写入的文件（默认：标准输出）', en: 'file to write (default: standard output)' }),
    )
    .option(
      '--all <file>',
      session.say({
        zh: '把整库写入文件，可用 import 导入空的数据库',
        en: 'write the whole store to a file, which import takes into an empty store',
      }),
    )
    .action(async (address: string | undefined, { output, all, database }: ExportFlags) => {
      const config = session.config({ database });
      if (address === undefined || all !== undefined) {
        if (address !== undefined || output !== undefined || all === undefined)
          throw new Problem('BAD_INPUT', '请给出一个地址，或 --all 文件', 'Give an address, or --all FILE');
        const whole = await openStore({ database: config.database });
        return exportWhole(whole, all, session).finally(() => whole.close());
      }
      // Only here: the schema takes half a second to load, which no other command should wait for.
      const { prepareAddress } = require('../../server/export/local') as typeof import('../../server/export/local');
      const store = await openStore({ database: config.database, sqlBudgetMs: config.sqlBudgetMs });
      try {
        const answer = await prepareAddress(config, store, session.terminal.locale, address);
        const { content } = await answer.body();
        const source = content instanceof Readable ? content : Readable.from([content]);
        if (output === undefined) await pipeline(source, process.stdout, { end: false });
        else await pipeline(source, createWriteStream(output));
      } finally {
        await store.close();
      }
    });
}
