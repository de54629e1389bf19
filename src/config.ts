/**
 * Every setting of gongkai, in one table: its name, environment variable, flag, type, default and description. Read and
 * checked once, at start. `docs/configuration.md` lists the same table; a test compares them.
 */
import { DOCUMENT_SETTINGS } from './config/documents';
import { badSetting, readTokens, type Token } from './config/tokens';
import { Problem } from './form/problem';

export type { Token, TokenRole } from './config/tokens';

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** How the text of a setting is read. `whole` has inclusive bounds. */
type SettingType =
  | { readonly type: 'text' }
  | { readonly type: 'database' }
  | { readonly type: 'tokens' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'whole'; readonly min: number; readonly max: number };

export type Setting = SettingType & {
  readonly env: string;
  /** Command line flag; null where the value is a secret, because the command line of a process is public. */
  readonly flag: string | null;
  /** As text, the way that a user would write it. */
  readonly default: string;
  readonly zh: string;
  readonly en: string;
};

const HOUR_MS = 3_600_000;
const GIB = 1024 ** 3;

export const SETTINGS = {
  database: {
    type: 'database',
    env: 'DATABASE_URL',
    flag: '--database',
    default: 'data/gongkai.db',
    zh: '数据库：SQLite 文件的路径、sqlite:路径，或 postgres://用户@主机:端口/数据库，可有多台主机（见 docs/postgres.md）',
    en: 'the store: path of the SQLite file, sqlite:PATH, or postgres://USER@HOST:PORT/DATABASE, with several hosts perhaps (docs/postgres.md)',
  },
  shards: {
    type: 'text',
    env: 'GONGKAI_SHARDS',
    flag: null,
    default: '',
    zh: 'gongkai shards 把哪些省的报告移到哪些服务器，如 11-37=postgres://db1/gongkai，各项以空格分开（见 docs/postgres.md）',
    en: 'to which servers `gongkai shards` moves the reports of which provinces, as 11-37=postgres://db1/gongkai, parts by spaces (docs/postgres.md)',
  },
  host: {
    type: 'text',
    env: 'HOST',
    flag: '--host',
    default: '127.0.0.1',
    zh: '监听地址；0.0.0.0 表示所有网卡',
    en: 'address to listen on; 0.0.0.0 is every interface',
  },
  port: {
    type: 'whole',
    min: 0,
    max: 65_535,
    env: 'PORT',
    flag: '--port',
    default: '4000',
    zh: '监听端口；0 表示任意空闲端口',
    en: 'port to listen on; 0 is any free port',
  },
  tokens: {
    type: 'tokens',
    env: 'GONGKAI_TOKENS',
    flag: null,
    default: '',
    zh: '可写令牌，如 editor/姓名:密钥,admin:密钥；为空则不接受任何修改',
    en: 'tokens that may write, as editor/NAME:SECRET,admin:SECRET; without one there are no mutations',
  },
  locale: {
    type: 'choice',
    choices: LOCALES,
    env: 'GONGKAI_LOCALE',
    flag: '--locale',
    default: 'zh',
    zh: '请求未指明语言时使用的语言',
    en: 'language of answers where the request names none',
  },
  logLevel: {
    type: 'choice',
    choices: LOG_LEVELS,
    env: 'GONGKAI_LOG_LEVEL',
    flag: '--log-level',
    default: 'info',
    zh: '日志级别',
    en: 'level of the log',
  },
  slowOperationMs: {
    type: 'whole',
    min: 0,
    max: HOUR_MS,
    env: 'GONGKAI_SLOW_OPERATION_MS',
    flag: '--slow-operation-ms',
    default: '1000',
    zh: '超过此毫秒数的操作记入慢操作日志；0 表示全部记录',
    en: 'operations that take this many milliseconds or more are logged as slow; 0 logs every one',
  },
  sqlBudgetMs: {
    type: 'whole',
    min: 1,
    max: HOUR_MS,
    env: 'GONGKAI_SQL_BUDGET_MS',
    flag: '--sql-budget-ms',
    default: '5000',
    zh: '单个请求可用的 SQL 时间（毫秒）',
    en: 'SQL time that one request may use, in milliseconds',
  },
  workers: {
    type: 'whole',
    min: 1,
    max: 256,
    env: 'GONGKAI_WORKERS',
    flag: '--workers',
    default: '1',
    zh: '在同一端口上服务的进程数',
    en: 'processes that serve behind the one port',
  },
  maxInFlight: {
    type: 'whole',
    min: 0,
    max: 1_000_000,
    env: 'GONGKAI_MAX_IN_FLIGHT',
    flag: '--max-in-flight',
    default: '1000',
    zh: '每个进程同时处理的最大请求数，超出的以 503 拒绝；0 表示不限',
    en: 'most requests at the same time in one process, others are refused with 503; 0 is any number',
  },
  maxDelayMs: {
    type: 'whole',
    min: 0,
    max: HOUR_MS,
    env: 'GONGKAI_MAX_DELAY_MS',
    flag: '--max-delay-ms',
    default: '2000',
    zh: '事件循环的延迟超过此毫秒数时以 503 拒绝请求；0 表示不限',
    en: 'requests are refused with 503 while the event loop is later than this many milliseconds; 0 is any delay',
  },
  slowStatementMs: {
    type: 'whole',
    min: 0,
    max: HOUR_MS,
    env: 'GONGKAI_SLOW_STATEMENT_MS',
    flag: '--slow-statement-ms',
    default: '250',
    zh: 'SQL 语句达到此毫秒数时，其文本与执行计划记入日志；0 表示全部记录',
    en: 'SQL statements that take this many milliseconds or more are logged with their plan; 0 logs every one',
  },
  answerCacheBytes: {
    type: 'whole',
    min: 0,
    max: 64 * GIB,
    env: 'GONGKAI_ANSWER_CACHE_BYTES',
    flag: '--answer-cache-bytes',
    default: '67108864',
    zh: '内存中保留的答案的最大字节数；数据有改动即全部作废；0 表示不保留',
    en: 'bytes of answers that are kept in memory; a change of the data drops them all; 0 keeps none',
  },
  cacheSeconds: {
    type: 'whole',
    min: 0,
    max: 31_536_000,
    env: 'GONGKAI_CACHE_SECONDS',
    flag: '--cache-seconds',
    default: '0',
    zh: '浏览器与 CDN 可不经核对而使用 GET 答案的秒数；0 表示每次以 ETag 核对',
    en: 'seconds for which browsers and CDNs may use the answer to a GET without asking; 0: they ask each time, by ETag',
  },
  parsers: {
    type: 'whole',
    min: 0,
    max: 256,
    env: 'GONGKAI_PARSERS',
    flag: '--parsers',
    default: '0',
    zh: '同时读取文档的线程数；0 表示每个处理器核心一个，提供服务的进程少一个',
    en: 'threads that read documents at the same time; 0 is one for each core, one fewer in a process that serves',
  },
  ...DOCUMENT_SETTINGS,
  shutdownMs: {
    type: 'whole',
    min: 0,
    max: HOUR_MS,
    env: 'GONGKAI_SHUTDOWN_MS',
    flag: '--shutdown-ms',
    default: '10000',
    zh: '停止时等待进行中请求完成的毫秒数',
    en: 'milliseconds that running requests are given to end when the server stops',
  },
  maxBodyBytes: {
    type: 'whole',
    min: 1024,
    max: GIB,
    env: 'GONGKAI_MAX_BODY_BYTES',
    flag: '--max-body-bytes',
    default: '4194304',
    zh: '请求正文的最大字节数',
    en: 'largest body of a request, in bytes',
  },
  maxDepth: {
    type: 'whole',
    min: 1,
    max: 1000,
    env: 'GONGKAI_MAX_DEPTH',
    flag: '--max-depth',
    default: '16',
    zh: '查询的最大嵌套层数（内省除外）',
    en: 'deepest nesting of a query (introspection apart)',
  },
  maxAliases: {
    type: 'whole',
    min: 0,
    max: 100_000,
    env: 'GONGKAI_MAX_ALIASES',
    flag: '--max-aliases',
    default: '30',
    zh: '查询的最大别名数',
    en: 'most aliases in a query',
  },
  maxRootFields: {
    type: 'whole',
    min: 1,
    max: 100_000,
    env: 'GONGKAI_MAX_ROOT_FIELDS',
    flag: '--max-root-fields',
    default: '30',
    zh: '查询顶层字段的最大数',
    en: 'most fields at the top of a query',
  },
  maxDirectives: {
    type: 'whole',
    min: 0,
    max: 100_000,
    env: 'GONGKAI_MAX_DIRECTIVES',
    flag: '--max-directives',
    default: '10',
    zh: '查询的最大指令数',
    en: 'most directives in a query',
  },
  maxTokens: {
    type: 'whole',
    min: 10,
    max: 1_000_000,
    env: 'GONGKAI_MAX_TOKENS',
    flag: '--max-tokens',
    default: '4000',
    zh: '查询文本的最大词元数',
    en: 'most tokens in the text of a query',
  },
  maxCost: {
    type: 'whole',
    min: 1,
    max: 100_000_000,
    env: 'GONGKAI_MAX_COST',
    flag: '--max-cost',
    default: '100000',
    zh: '查询的最大代价：结果中字段数的估计值',
    en: 'largest cost of a query: an estimate of the fields in its answer',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

type ValueOf<S> = S extends { type: 'whole' }
  ? number
  : S extends { type: 'tokens' }
    ? readonly Token[]
    : S extends { choices: readonly (infer C)[] }
      ? C
      : string;

/** The settings, read and checked. `database` is a path of a file, without the `sqlite:` prefix, or `postgres://...`. */
export type Config = { readonly [N in SettingName]: ValueOf<(typeof SETTINGS)[N]> };

export type Environment = Readonly<Record<string, string | undefined>>;
/** Settings that the command line gave, as text, by name. */
export type Flags = Readonly<Partial<Record<SettingName, string | undefined>>>;

/**
 * Reads every setting: a flag wins over the environment, the environment over the default; empty text counts as not set.
 * Throws one Problem BAD_SETTING with one sentence a line for everything that is wrong.
 */
export function readConfig(environment: Environment = process.env, flags: Flags = {}): Config {
  const problems: Problem[] = unknownVariables(environment);
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const flag = flags[name];
    const given = flag !== undefined ? flag : environment[setting.env];
    const text = given === undefined || given.trim() === '' ? setting.default : given.trim();
    const source = flag !== undefined ? (setting.flag ?? setting.env) : setting.env;
    try {
      values[name] = readSetting(setting, text, source);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
    }
  }
  if (problems.length > 0) {
    throw badSetting(problems.map((p) => p.zh).join('\n'), problems.map((p) => p.en).join('\n'));
  }
  return values as Config;
}

/** A misspelt variable would silently leave the default in force. */
function unknownVariables(environment: Environment): Problem[] {
  const known = new Set<string>(Object.values(SETTINGS).map((setting) => setting.env));
  return Object.keys(environment)
    .filter((name) => name.startsWith('GONGKAI_') && !known.has(name))
    .map((name) => badSetting(`没有名为 ${name} 的设置。`, `There is no setting ${name}.`));
}

function readSetting(setting: Setting, text: string, source: string): unknown {
  switch (setting.type) {
    case 'text':
      return text;
    case 'database':
      return readDatabase(text, source);
    case 'tokens':
      return readTokens(text, source);
    case 'choice':
      if (setting.choices.includes(text)) return text;
      throw badSetting(
        `${source} 应为 ${setting.choices.join('、')} 之一，而不是“${text}”。`,
        `${source} must be one of ${setting.choices.join(', ')}, not "${text}".`,
      );
    case 'whole': {
      const { min, max } = setting;
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= min && value <= max) return value;
      throw badSetting(
        `${source} 应为 ${min} 到 ${max} 之间的整数，而不是“${text}”。`,
        `${source} must be a whole number from ${min} to ${max}, not "${text}".`,
      );
    }
  }
}

/** Without this check, "mysql://..." would become a file of that name. */
function readDatabase(text: string, source: string): string {
  // Several hosts may stand there, which makes it none of the addresses that `URL` knows.
  if (/^postgres(ql)?:\/\/[^/?#]*\/[^/?#]/i.test(text)) return text;
  const path = text.startsWith('sqlite:') ? text.slice('sqlite:'.length).replace(/^\/\/(?=.)/, '') : text;
  if (path !== '' && !/^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  // The text may hold a password, so only its scheme is repeated.
  const scheme = text.slice(0, text.indexOf(':') + 1);
  throw badSetting(
    `${source} 应为 SQLite 文件的路径、sqlite:路径或 postgres://用户@主机:端口/数据库；不支持这样以“${scheme}”开头的地址。`,
    `${source} must be the path of an SQLite file, sqlite:PATH, or postgres://USER@HOST:PORT/DATABASE; such an address that starts with "${scheme}" is not supported.`,
  );
}
