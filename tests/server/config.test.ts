import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, SETTINGS, type Setting } from '../../src/config';
import { PROBLEMS, Problem } from '../../src/form/problem';

const docs = (name: string) => readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');
const problemOf = (environment: Record<string, string>): Problem => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
};

describe('settings', () => {
  test('each has a default that its own type accepts', () => {
    const config = readConfig({});
    expect(Object.keys(config)).toEqual(Object.keys(SETTINGS));
    expect(config).toMatchObject({
      database: 'data/gongkai.db',
      host: '127.0.0.1',
      port: 4000,
      tokens: [],
      locale: 'zh',
    });
  });

  test('a flag wins over the environment, the environment over the default, and empty text is not set', () => {
    expect(readConfig({ PORT: '5000' }, { port: '6000' }).port).toBe(6000);
    expect(readConfig({ PORT: '5000' }).port).toBe(5000);
    expect(readConfig({ PORT: ' ', GONGKAI_TOKENS: '' })).toMatchObject({ port: 4000, tokens: [] });
  });

  test.each([
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ PORT: '4000.5' }, 'PORT must be a whole number from 0 to 65535, not "4000.5".'],
    [{ GONGKAI_MAX_COST: '1e6' }, 'GONGKAI_MAX_COST must be a whole number from 1 to 100000000, not "1e6".'],
    [{ GONGKAI_LOCALE: 'fr' }, 'GONGKAI_LOCALE must be one of zh, en, not "fr".'],
    [{ GONGKAI_MAX_DEHPT: '9' }, 'There is no setting GONGKAI_MAX_DEHPT.'],
    [
      { GONGKAI_TOKENS: 'reader:12345678' },
      'Entry 1 of GONGKAI_TOKENS must be ROLE:SECRET or ROLE/NAME:SECRET, where ROLE is one of editor, admin and NAME has at most 60 characters.',
    ],
    [{ GONGKAI_TOKENS: 'editor:12345678,admin:12345678' }, 'Two entries of GONGKAI_TOKENS have the same secret.'],
  ])('%j is refused with one sentence', (environment, sentence) => {
    const problem = problemOf(environment as unknown as Record<string, string>);
    expect(problem.code).toBe('BAD_SETTING');
    expect(problem.en).toBe(sentence);
    expect(problem.zh).toMatch(/^[^\n]*\p{Script=Han}[^\n]*。$/u);
  });

  test('everything that is wrong is said at once', () => {
    expect(problemOf({ PORT: 'x', GONGKAI_LOG_LEVEL: 'loud' }).en.split('\n')).toHaveLength(2);
  });

  test('a bad flag is named as the flag', () => {
    expect(() => readConfig({}, { port: 'x' })).toThrow('--port must be');
  });

  test('a secret is never repeated, neither a token nor the password of an address', () => {
    expect(problemOf({ GONGKAI_TOKENS: 'editor:short1' }).en).not.toContain('short1');
    expect(problemOf({ GONGKAI_TOKENS: 'hunter2hunter2' }).en).not.toContain('hunter2');
    const { zh, en } = problemOf({ DATABASE_URL: 'mysql://me:hunter2@host/db' });
    expect(zh + en).not.toContain('hunter2');
    expect(problemOf({ DATABASE_URL: 'postgres://me:hunter2@host' }).en).not.toContain('hunter2');
  });

  test('tokens keep everything after the first colon as the secret', () => {
    expect(readConfig({ GONGKAI_TOKENS: 'editor:a:b:c:d:e, admin:12345678' }).tokens).toEqual([
      { role: 'editor', holder: 'editor', secret: 'a:b:c:d:e' },
      { role: 'admin', holder: 'admin', secret: '12345678' },
    ]);
  });

  test('a token may say whose it is; what is no name is refused without repeating the secret', () => {
    expect(readConfig({ GONGKAI_TOKENS: 'editor/李敏:a/b:12345,admin/ Wang Fang :12345678' }).tokens).toEqual([
      { role: 'editor', holder: '李敏', secret: 'a/b:12345' },
      { role: 'admin', holder: 'Wang Fang', secret: '12345678' },
    ]);
    for (const name of ['', ' ', 'a\tb', '长'.repeat(61)]) {
      const { zh, en } = problemOf({ GONGKAI_TOKENS: `editor/${name}:hunter2hunter2` });
      expect(en).toContain('ROLE/NAME:SECRET');
      expect(zh + en).not.toContain('hunter2');
    }
  });

  test.each([
    ['sqlite:data/x.db', 'data/x.db'],
    ['sqlite:///srv/x.db', '/srv/x.db'],
    ['/srv/x.db', '/srv/x.db'],
    [':memory:', ':memory:'],
    ['C:\\data\\x.db', 'C:\\data\\x.db'],
    ['postgres://me@host:5433/db?standby=other', 'postgres://me@host:5433/db?standby=other'],
    ['postgres://me@one:5433,two:5434/db', 'postgres://me@one:5433,two:5434/db'],
  ])('the database %s is the store %s', (given, path) => {
    expect(readConfig({ DATABASE_URL: given }).database).toBe(path);
  });
});

describe('documentation', () => {
  test.each(Object.entries(SETTINGS) as [string, Setting][])(
    'the setting %s has its row in docs/configuration.md',
    (_, setting) => {
      const row = docs('configuration.md')
        .split('\n')
        .find((line) => line.startsWith(`| \`${setting.env}\` |`));
      const cells = row?.split('|').map((cell) => cell.trim());
      expect(cells?.slice(2, 6)).toEqual([
        setting.flag === null ? '—' : `\`${setting.flag}\``,
        setting.default === '' ? '—' : `\`${setting.default}\``,
        setting.zh,
        setting.en,
      ]);
    },
  );

  test('docs/configuration.md names no setting that does not exist', () => {
    const documented = [...docs('configuration.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(
      Object.values(SETTINGS)
        .map((setting) => setting.env as string)
        .sort(),
    );
  });

  test('docs/errors.md lists every problem with its HTTP status, and no other', () => {
    const rows = [...docs('errors.md').matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)];
    const documented = Object.fromEntries(rows.map((match) => [match[1], Number(match[2])]));
    const ofGraphql = [
      'BAD_REQUEST',
      'BAD_USER_INPUT',
      'GRAPHQL_PARSE_FAILED',
      'GRAPHQL_VALIDATION_FAILED',
      'INTERNAL_SERVER_ERROR',
      'OPERATION_RESOLUTION_FAILURE',
      'PERSISTED_QUERY_NOT_FOUND',
    ];
    for (const code of ofGraphql) {
      expect(documented).toHaveProperty(code);
      delete documented[code];
    }
    expect(documented).toEqual(PROBLEMS);
  });
});
