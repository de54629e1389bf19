import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import type { Session } from '../session';

interface ExportFlags extends DatabaseFlag {
  readonly output?: string;
}

export function exportCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'export <address>',
    {
      zh: '导出统计、排名、对照、校验、发布情况、全部单元格或文书；地址与服务的 /export/ 下相同，见 docs/export.md',
      en: 'export statistics, rankings, comparisons, findings, filings, every cell or a document; addresses are those below /export/ of the server, see docs/export.md',
    },
    'gongkai export "statistics.csv?metrics=RECEIVED,DISCLOSURE_RATE&groupBy=REGION&year=2023&within=410300"\ngongkai export "cells.csv?within=410300&year=2023" --output cells.csv',
  );
  withDatabase(command, session)
    .option(
      '-o, --output <file>',
      session.say({ zh: '写入的文件（默认：标准输出）', en: 'file to write (default: standard output)' }),
    )
    .action(async (address: string, { output, database }: ExportFlags) => {
      const config = session.config({ database });
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
