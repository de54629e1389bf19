/** The commands, put together. */
import { Command, CommanderError, Option } from 'commander';
import { LOCALES } from '../config';
import { checkCommand } from './commands/check';
import { compileCommand } from './commands/compile';
import { demoCommand } from './commands/demo';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { migrateCommand } from './commands/migrate';
import { rebuildCommand } from './commands/rebuild';
import { recheckCommand } from './commands/recheck';
import { schemaCommand } from './commands/schema';
import { serveCommand } from './commands/serve';
import { shardsCommand } from './commands/shards';
import { showCommand } from './commands/show';
import { verifyCommand } from './commands/verify';
import { EXIT, type Session } from './session';

const COMMANDS = [
  importCommand,
  checkCommand,
  showCommand,
  serveCommand,
  migrateCommand,
  verifyCommand,
  rebuildCommand,
  recheckCommand,
  shardsCommand,
  exportCommand,
  compileCommand,
  schemaCommand,
  demoCommand,
];

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '全局选项：',
  'Commands:': '命令：',
};

/** The program with all of its commands. Wrong usage ends the process with exit code 2. */
export function program(session: Session): Command {
  const { locale } = session.terminal;
  const root = new Command('gongkai')
    .description(
      session.say({
        zh: '政府信息公开工作年度报告：导入、核对、汇总、查询',
        en: 'Annual reports on government information disclosure: import, check, add up, serve',
      }),
    )
    .addOption(new Option('--locale <locale>', session.say({ zh: '语言', en: 'language' })).choices(LOCALES))
    .helpOption('-h, --help', session.say({ zh: '显示帮助', en: 'show help' }))
    .helpCommand('help [command]', session.say({ zh: '显示某个命令的帮助', en: 'show help for a command' }))
    .configureHelp({
      styleTitle: (title) => (locale === 'zh' ? (TITLES[title] ?? title) : title),
      showGlobalOptions: true,
    })
    .configureOutput({
      outputError: (text, write) => write(locale === 'zh' ? text.replace(/^error:/, '用法有误：') : text),
    })
    .showHelpAfterError(session.say({ zh: '（加 --help 查看用法）', en: '(add --help for usage)' }))
    .exitOverride((error: CommanderError) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));
  for (const add of COMMANDS) add(root, session);
  return root;
}
