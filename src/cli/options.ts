/** Options that several commands share. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Config, type Flags, SETTINGS, type Setting, type SettingName } from '../config';
import { fileLimits } from '../config/documents';
import type { Scope } from '../form/draft';
import { isReportYear } from '../form/year';
import { ParserPool } from '../intake/parser-pool';
import type { IntakeOptions } from '../intake/particulars';
import type { Session } from './session';

/** Values of `--database`, as commander gives them. */
export interface DatabaseFlag {
  readonly database?: string;
}

export function withDatabase(command: Command, session: Session): Command {
  return command.option(
    '--database <address>',
    session.say({
      zh: '数据库：SQLite 文件或 postgres:// 地址（默认：DATABASE_URL，否则 data/gongkai.db）',
      en: 'the store, a SQLite file or postgres://... (default: DATABASE_URL, else data/gongkai.db)',
    }),
  );
}

/** Values of `--parsers`, as commander gives them. */
export interface ParsersFlag {
  readonly parsers?: string;
}

export function withParsers(command: Command, session: Session): Command {
  return command.addOption(settingOptions(session).find(({ name }) => name === 'parsers')!.option);
}

/** Values of the options that say what a document does not, as commander gives them. */
export interface IntakeFlags {
  readonly region?: string;
  readonly department?: string;
  readonly year?: number;
  readonly scope?: 'own' | 'consolidated';
}

export function withIntakeOptions(command: Command, session: Session): Command {
  return command
    .option(
      '--region <code>',
      session.say({ zh: '文件未说明时的行政区划代码', en: 'region code, where the document does not say it' }),
    )
    .option(
      '--department <name>',
      session.say({ zh: '文件未说明时的机关名称', en: "the body's name, where the document does not say it" }),
    )
    .option(
      '--year <year>',
      session.say({ zh: '文件未说明时的年度', en: 'year of the report, where the document does not say it' }),
      (text) => {
        if (/^\d{4}$/.test(text) && isReportYear(Number(text))) return Number(text);
        throw new InvalidArgumentError(session.say({ zh: '不是报告年度', en: 'not a year of a report' }));
      },
    )
    .addOption(
      new Option(
        '--scope <scope>',
        session.say({
          zh: '文件未说明时的口径：own 本机关，consolidated 已含部门和下级政府',
          en: 'scope, where the document does not say it: the body itself, or with its departments',
        }),
      ).choices(['own', 'consolidated']),
    );
}

/** Threads that read documents, within the limits of the settings. */
export function parserPool(config: Config): ParserPool {
  return new ParserPool({ size: config.parsers, limits: fileLimits(config) });
}

export function intakeOptions({ region, department, year, scope }: IntakeFlags): IntakeOptions {
  return { region, department, year, scope: scope?.toUpperCase() as Scope | undefined };
}

/** An option for every setting that may stand on a command line, but for those that the command decides itself. */
export function withSettings(command: Command, session: Session, except: readonly SettingName[] = []): Command {
  for (const { setting, option } of settingOptions(session, except)) {
    if (setting.type === 'choice') option.choices(setting.choices);
    command.addOption(option);
  }
  return command;
}

/** The settings that a command line gave, from commander's values for the command and its program. */
export function settingFlags(session: Session, values: Readonly<Record<string, unknown>>): Flags {
  const given = settingOptions(session).map(({ name, option }) => [name, values[option.attributeName()]]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function settingOptions(session: Session, except: readonly SettingName[] = []) {
  return (Object.entries(SETTINGS) as [SettingName, Setting][]).flatMap(([name, setting]) => {
    if (setting.flag === null || except.includes(name)) return [];
    const value = setting.type === 'whole' ? '<number>' : `<${name}>`;
    const otherwise = session.say({
      zh: `${setting.zh}（默认：${setting.env}，否则 ${setting.default}）`,
      en: `${setting.en} (default: ${setting.env}, else ${setting.default})`,
    });
    return [{ name, setting, option: new Option(`${setting.flag} ${value}`, otherwise) }];
  });
}
