import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playgroundAddress, readExamples } from '../../src/server/examples';
import type { StoreFacts } from '../../src/server/pages';
import { fill } from '../../src/server/template';
import { buildAssets } from './browser';
import { type SmallServer, startSmall } from './small-server';

const FILLED: StoreFacts = {
  dataVersion: 1234,
  changedAt: '2026-11-22T03:04:05.000Z',
  reports: 12_345,
  departments: 2_345,
  years: [2019, 2025],
  demo: false,
};

describe('the pages', () => {
  const assets = mkdtempSync(join(tmpdir(), 'gongkai-assets-'));
  let facts: StoreFacts = FILLED;
  let fails = false;
  let server: SmallServer;
  const example = { name: 'a', title: '哪个区 <最高>？', query: '# t\nquery A { hello }', variables: '{"x":1}' };
  beforeAll(async () => {
    buildAssets(assets);
    server = await startSmall(
      {},
      { assets, examples: [example], facts: () => (fails ? Promise.reject(new Error('no')) : Promise.resolve(facts)) },
    );
  });
  beforeEach(() => {
    facts = FILLED;
    fails = false;
  });
  afterAll(async () => {
    await server.close();
    rmSync(assets, { recursive: true, force: true });
  });

  const get = async (path: string, headers: Record<string, string> = { accept: 'text/html' }) => {
    const response = await fetch(server.url + path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('the start page tells the counts and offers the questions', async () => {
    const { status, headers, text } = await get('/');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const shown of ['12,345', '2,345', '2019–2025', '1234', '2026-11-22T03:04:05.000Z'])
      expect(text).toContain(shown);
    expect(text).toContain('哪个区 &lt;最高&gt;？');
    expect(text).toContain(`href="${playgroundAddress(example).replace(/&/g, '&amp;')}"`);
    expect(text).not.toContain('虚构');
    expect(text).not.toContain('import');
    expect(text).not.toMatch(/\{\{|\}\}/);
  });

  test('for an empty store it says how to import, and shows no counts', async () => {
    facts = { ...FILLED, reports: 0, departments: 0, years: null, changedAt: null };
    const { text } = await get('/');
    expect(text).toContain('npm run -s gongkai -- import');
    expect(text).not.toContain('数据版本');
    expect(text).not.toContain('试着问一问');
  });

  test('for the demonstration it says in both languages that the data are made up', async () => {
    facts = { ...FILLED, demo: true };
    const { text } = await get('/');
    expect(text).toContain('均为虚构');
    expect(text).toContain('all of these data are made up');
  });

  test('when the store does not answer it says so, with 503', async () => {
    fails = true;
    const { status, text } = await get('/');
    expect(status).toBe(503);
    expect(text).toContain('数据库暂时没有回应');
    expect(text).not.toContain('数据版本');
  });

  test.each(['/', '/nowhere'])('%s allows no script at all and nothing from another host', async (path) => {
    const { headers, text } = await get(path);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|http|\*|script-src/);
    expect(text).not.toMatch(/<script|style=|\son\w+=/);
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test('the playground allows only its own scripts', async () => {
    const policy = (await get('/playground')).headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
    expect(JSON.parse((await get('/playground/operations.json')).text)).toEqual([example]);
  });

  test('a browser gets a page for an address that is not there, a program JSON', async () => {
    expect(await get('/nowhere')).toMatchObject({ status: 404, text: expect.stringContaining('没有这个页面') });
    expect(JSON.parse((await get('/nowhere', { accept: '*/*' })).text).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  test('only files that were built are served', async () => {
    expect((await get('/assets/start.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
    writeFileSync(join(assets, 'later.txt'), 'x');
    for (const path of ['/assets/later.txt', '/assets/..%2f..%2fpackage.json', '/assets/..%5cx', '/assets/']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  test('without built files it says what to run', async () => {
    const bare = await startSmall();
    const response = await fetch(`${bare.url}/`);
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm run build')]);
    await bare.close();
  });
});

describe('the examples', () => {
  test('are the operations of a folder by name, with their first comment as title and the JSON beside them as variables', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gongkai-examples-'));
    writeFileSync(join(folder, 'b.graphql'), 'query B { hello }');
    writeFileSync(join(folder, 'a.graphql'), '# 问题一 Question one\n# more\nquery A($x: Int) { hello }');
    writeFileSync(join(folder, 'a.json'), '{"x":1}');
    const found = readExamples(folder);
    expect(found.map(({ name, title, variables }) => [name, title, variables])).toEqual([
      ['a', '问题一 Question one', '{"x":1}'],
      ['b', 'b', undefined],
    ]);
    rmSync(folder, { recursive: true });
    expect(readExamples(folder)).toEqual([]);
  });
});

describe('filling a page in', () => {
  test('escapes text, also inside attributes, and never fills twice', () => {
    expect(fill('<a title="{{a}}">{{a}}</a>', { a: `<b> & "c" 'd' {{e}}`, e: 'x' })).toBe(
      '<a title="&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; {{e}}">&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; {{e}}</a>',
    );
  });

  test('shows a part if set, and once for each item of a list', () => {
    const page = '{{#yes}}Y{{/yes}}{{#no}}N{{/no}}{{#items}}[{{t}}]{{/items}}';
    expect(fill(page, { yes: true, no: '', items: [{ t: '1' }, { t: '{{t}}' }] })).toBe('Y[1][{{t}}]');
  });
});
