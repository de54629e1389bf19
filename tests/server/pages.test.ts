import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROUTES } from '../../src/dashboard/routing/routes';
import { readExamples } from '../../src/server/examples';
import { DASHBOARD_PATHS } from '../../src/server/pages';
import { buildAssets } from './browser';
import { type SmallServer, startSmall } from './small-server';

describe('the pages', () => {
  const assets = mkdtempSync(join(tmpdir(), 'gongkai-assets-'));
  let server: SmallServer;
  const example = { name: 'a', title: '哪个区 <最高>？', query: '# t\nquery A { hello }', variables: '{"x":1}' };
  beforeAll(async () => {
    buildAssets(assets);
    server = await startSmall({}, { assets, examples: [example] });
  });
  afterAll(async () => {
    await server.close();
    rmSync(assets, { recursive: true, force: true });
  });

  const get = async (path: string, headers: Record<string, string> = { accept: 'text/html' }) => {
    const response = await fetch(server.url + path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('every view of the dashboard is one page, at the addresses that its own router knows', async () => {
    expect([...DASHBOARD_PATHS].sort()).toEqual(Object.values(ROUTES).sort());
    const start = await get('/');
    expect([start.status, start.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const path of DASHBOARD_PATHS)
      expect(await get(`${path.replace(/:\w+/, 'x')}?year=2024`)).toMatchObject({ status: 200, text: start.text });
    for (const path of ['/region', '/region/990100/more', '/reports']) expect((await get(path)).status).toBe(404);
  });

  test('the dashboard runs its own scripts and styles alone, none of them inline', async () => {
    const { headers, text } = await get('/');
    const policy = headers.get('content-security-policy')!;
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"])
      expect(policy.split('; ')).toContain(rule);
    expect(policy).not.toMatch(/unsafe|http|\*|data:|blob:/);
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=/);
  });

  test('a file whose name has a digest is kept for good, every other asked for again', async () => {
    const { text } = await get('/assets/dashboard.js');
    const chunk = /dashboard-[\w-]+-[A-Z0-9]{8}\.js/.exec(text)![0];
    expect((await get(`/assets/${chunk}`)).headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/dashboard.js')).headers.get('cache-control')).toBe('no-cache');
  });

  test.each(['/', '/nowhere'])('%s has nothing from another host', async (path) => {
    const { headers, text } = await get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test('the playground allows only its own scripts', async () => {
    const policy = (await get('/playground')).headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
    expect(JSON.parse((await get('/playground/operations.json')).text)).toMatchObject([example]);
  });

  test('a browser gets a page for an address that is not there, a program JSON', async () => {
    expect(await get('/nowhere')).toMatchObject({ status: 404, text: expect.stringContaining('没有这个页面') });
    expect(JSON.parse((await get('/nowhere', { accept: '*/*' })).text).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  test('only files that were built are served', async () => {
    expect((await get('/assets/dashboard.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
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
