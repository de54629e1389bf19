import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { Problem } from '../../form/problem';
import { isReportYear } from '../../form/year';
import {
  DOCUMENT_BASES,
  DOCUMENT_FORMATS,
  type DocumentAsk,
  type DocumentFormat,
  makeDocument,
} from '../../publish/documents';
import { openStore } from '../../store';
import { type DatabaseFlag, withDatabase } from '../options';
import type { Session } from '../session';

interface CompileFlags extends DatabaseFlag {
  readonly basis: string;
  readonly format: DocumentFormat;
  readonly notice?: boolean;
  readonly output?: string;
}

export function compileCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'compile <region> <year>',
    {
      zh: '把一个区划一年的报告汇总成官方表式的文稿，附依据；--notice 则代拟发布情况通报',
      en: 'compile the reports of a region and year into the official form, with what it rests on; --notice drafts a notice on who reported',
    },
    'gongkai compile 410307 2023\ngongkai compile 410300 2023 --basis best --format html\ngongkai compile 410300 2023 --notice',
  );
  withDatabase(command, session)
    .addOption(
      new Option('--basis <basis>', session.say({ zh: '口径', en: 'route to the totals' }))
        .choices(DOCUMENT_BASES.map((basis) => basis.toLowerCase()))
        .default('computed'),
    )
    .addOption(
      new Option('--format <format>', session.say({ zh: '格式', en: 'format' }))
        .choices([...DOCUMENT_FORMATS])
        .default('docx'),
    )
    .option('--notice', session.say({ zh: '改为发布情况通报', en: 'the notice instead' }))
    .option(
      '-o, --output <file>',
      session.say({ zh: '写入的文件（默认：以标题命名）', en: 'file to write (default: named by its title)' }),
    )
    .action(async (region: string, year: string, { basis, format, notice, output, database }: CompileFlags) => {
      if (!isReportYear(Number(year)))
        throw new Problem('YEAR_OUT_OF_RANGE', `${year} 不是报告年度`, `${year} is no year of a report`);
      const store = await openStore({ database: session.config({ database }).database });
      try {
        const ask = { region, year: Number(year), basis: basis.toUpperCase() as DocumentAsk['basis'] };
        const { content, fileName } = await makeDocument(store, notice ? 'notice' : 'compiled', format, ask);
        const file = output ?? fileName;
        writeFileSync(file, content);
        session.terminal.out(file);
      } finally {
        await store.close();
      }
    });
}
