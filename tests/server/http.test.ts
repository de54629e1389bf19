import { request } from 'node:http';
import { Socket } from 'node:net';
import { ask, codeOf, type SmallServer, startSmall } from './small-server';

describe('over HTTP', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmall({ GONGKAI_MAX_BODY_BYTES: '20000' });
  });
  afterAll(() => server.close());

  const post = (body: string | undefined, headers: Record<string, string>) =>
    fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  const errorOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    return { status: response.status, code: errors[0]!.extensions.code, message: errors[0]!.message };
  };

  test('a query is answered by POST and by GET', async () => {
    expect((await ask(server, '{ hello }')).body).toEqual({ data: { hello: 'hello world' } });
    const response = await fetch(`${server.url}/graphql?query={hello}`);
    expect(await response.json()).toEqual({ data: { hello: 'hello world' } });
  });

  test('introspection is on', async () => {
    const { body } = await ask(server, '{ __schema { queryType { name } } }');
    expect(body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  test('JSON that does not parse is a 400 that says so', async () => {
    const error = await errorOf(
      await post('{ "query": ', { 'content-type': 'application/json', 'accept-language': 'en' }),
    );
    expect(error).toMatchObject({ status: 400, code: 'BAD_INPUT' });
    expect(error.message).toMatch(/^The body is not valid JSON/);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body of %s is refused: no form on another page may send one',
    async (type) => {
      const error = await errorOf(await post('{"query":"{hello}"}', { 'content-type': type }));
      expect(error).toMatchObject({ status: 415, code: 'UNSUPPORTED_FORMAT' });
    },
  );

  test('a body over the limit is refused', async () => {
    const body = JSON.stringify({ query: `{ hello(name: "${'x'.repeat(20_000)}") }` });
    expect(await errorOf(await post(body, { 'content-type': 'application/json' }))).toMatchObject({
      status: 413,
      code: 'TOO_LARGE',
    });
  });

  test('batches of queries are refused', async () => {
    const response = await post('[{"query":"{hello}"},{"query":"{hello}"}]', { 'content-type': 'application/json' });
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test('a mutation by GET is refused, whatever is allowed', async () => {
    const response = await fetch(`${server.url}/graphql?query=mutation{rename(name:"x")}`);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await errorOf(response)).toMatchObject({ status: 405 });
  });

  test('other methods get a 405 that names the ones there are', async () => {
    const response = await fetch(`${server.url}/graphql`, { method: 'DELETE' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test('an address that is not there: JSON for programs, a code in both', async () => {
    const response = await fetch(`${server.url}/nothing?secret=1`);
    const error = await errorOf(response);
    expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(error.message).toContain('/nothing');
    expect(error.message).not.toContain('secret');
  });

  test('an address that cannot be read is a clear 400', async () => {
    const status = await new Promise((resolve) =>
      request(`${server.url}/%zz`, (response) => resolve(response.resume().statusCode)).end(),
    );
    expect(status).toBe(400);
  });

  test('a problem keeps its code and is said in the language of the request', async () => {
    const chinese = await ask(server, '{ refuses }', { headers: { 'accept-language': 'en;q=0.5, zh-CN' } });
    expect(chinese.status).toBe(200);
    expect(chinese.body.errors![0]).toMatchObject({ message: '没有这个行政区划。', path: ['refuses'] });
    expect(codeOf(chinese)).toBe('UNKNOWN_REGION');
    const english = await ask(server, '{ refuses }', { headers: { 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.7' } });
    expect(english.body.errors![0]!.message).toBe('There is no such region.');
  });

  test('what fails inside is told to the log and not to the client', async () => {
    const answer = await ask(server, 'query Broken { breaks }');
    expect(codeOf(answer)).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(answer.body)).not.toContain('1234');
    const id = answer.headers.get('x-request-id');
    const line = server.log.find((entry) => entry.reqId === id && entry.msg === 'operation failed');
    expect(line).toMatchObject({ level: 50, operation: 'query Broken', err: { message: 'the password is 1234' } });
  });

  test('the language is the one of ?locale=, else of Accept-Language, else the setting', async () => {
    const language = async (search: string, headers: Record<string, string>) => {
      const response = await fetch(`${server.url}/graphql?query={language}${search}`, { headers });
      return ((await response.json()) as { data: { language: string } }).data.language;
    };
    expect(await language('', {})).toBe('zh');
    expect(await language('', { 'accept-language': 'en-US,en;q=0.9' })).toBe('en');
    expect(await language('', { 'accept-language': 'de' })).toBe('zh');
    expect(await language('&locale=zh', { 'accept-language': 'en' })).toBe('zh');
    expect(await language('&locale=xx', { 'accept-language': 'en' })).toBe('en');
  });

  test('a plain request id is kept, any other is replaced', async () => {
    const idOf = async (id: string) =>
      (await fetch(`${server.url}/health`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('proxy-1.2_3')).toBe('proxy-1.2_3');
    expect(await idOf('a b"c')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('each request is one line of the log, without what the query holds', async () => {
    const answer = await ask(server, 'query Greeting { hello(name: "secret") }');
    const id = answer.headers.get('x-request-id');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const lines = server.log.filter((entry) => entry.reqId === id);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      method: 'POST',
      path: '/graphql',
      status: 200,
      operation: 'query Greeting',
      cost: 1,
      msg: 'request',
    });
    expect(JSON.stringify(server.log)).not.toContain('secret');
  });
});

describe('the log', () => {
  test('operations over the setting are logged as slow, once each', async () => {
    const server = await startSmall({ GONGKAI_SLOW_OPERATION_MS: '50', GONGKAI_LOG_LEVEL: 'warn' });
    await ask(server, 'query Quick { hello }');
    await ask(server, 'query Slow { slowly(ms: 80) other: slowly(ms: 80) }');
    await server.close();
    expect(server.log).toHaveLength(1);
    expect(server.log[0]).toMatchObject({ level: 40, msg: 'slow operation', operation: 'query Slow' });
    expect(server.log[0]!.ms).toBeGreaterThanOrEqual(50);
  });
});

describe('health', () => {
  test('/health and /ready are 200 while every check holds', async () => {
    const server = await startSmall({}, { checks: [{ name: 'store', check: async () => {} }] });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const ready = await fetch(`${server.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { running: 'ok', store: 'ok' } },
    ]);
    await server.close();
  });

  test('a check that fails or hangs makes it unready, says which one and when to try again; it still lives', async () => {
    const checks = [
      { name: 'store', check: () => Promise.reject(new Error('disk is gone')) },
      { name: 'replica', check: () => new Promise<void>(() => {}) },
    ];
    const server = await startSmall({}, { checks });
    const ready = await fetch(`${server.url}/ready`);
    expect(ready.status).toBe(503);
    expect(Number(ready.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await ready.json()).toEqual({
      status: 'unavailable',
      checks: { running: 'ok', store: 'failed', replica: 'failed' },
    });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(server.log.some((entry) => entry.check === 'store')).toBe(true);
    await server.close();
  });
});

describe('tokens', () => {
  const TOKENS = { GONGKAI_TOKENS: 'editor:editor-secret,admin:admin-secret' };
  const MUTATION = 'mutation { rename(name: "x") }';
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' } });

  test('without a token configured every mutation is refused and reading goes on', async () => {
    const server = await startSmall();
    const refused = await ask(server, MUTATION, bearer('anything'));
    expect([refused.status, codeOf(refused)]).toEqual([403, 'MUTATIONS_OFF']);
    expect(refused.body.errors![0]!.message).toContain('GONGKAI_TOKENS');
    expect((await ask(server, '{ whoAmI }', bearer('anything'))).body.data).toEqual({ whoAmI: 'reader' });
    await server.close();
  });

  test('the token gives its role; reading needs none; a wrong one is refused even for reading', async () => {
    const server = await startSmall(TOKENS);
    expect((await ask(server, '{ whoAmI }')).body.data).toEqual({ whoAmI: 'reader' });
    expect((await ask(server, '{ whoAmI }', bearer('editor-secret'))).body.data).toEqual({ whoAmI: 'editor' });
    expect((await ask(server, '{ whoAmI }', bearer('admin-secret'))).body.data).toEqual({ whoAmI: 'admin' });
    expect((await ask(server, MUTATION, bearer('editor-secret'))).body.data).toEqual({ rename: 'x' });
    const none = await ask(server, MUTATION);
    expect([none.status, codeOf(none), none.headers.get('www-authenticate')]).toEqual([
      401,
      'UNAUTHENTICATED',
      'Bearer',
    ]);
    for (const wrong of ['wrong', 'editor-secre', 'editor-secret2', 'editor:editor-secret']) {
      const refused = await ask(server, '{ whoAmI }', bearer(wrong));
      expect([refused.status, codeOf(refused)]).toEqual([401, 'UNAUTHENTICATED']);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
      expect(refused.body.errors![0]!.message).toBe('The token is not valid.');
    }
    const proxy = await ask(server, '{ whoAmI }', { headers: { authorization: 'Basic dTpw' } });
    expect(proxy.body.data).toEqual({ whoAmI: 'reader' });
    expect(JSON.stringify(server.log)).not.toContain('-secre');
    await server.close();
  });
});

describe('Apollo', () => {
  const connectReally = Socket.prototype.connect;

  test('sends nothing to anybody, even where its variables ask for it', async () => {
    const asked = { APOLLO_KEY: 'service:x:y', APOLLO_GRAPH_REF: 'x@y', APOLLO_SCHEMA_REPORTING: 'true' };
    const before = { ...process.env };
    Object.assign(process.env, asked);
    const hosts = new Set<string>();
    const connect = jest.spyOn(Socket.prototype, 'connect');
    connect.mockImplementation(function (this: Socket, ...given: unknown[]) {
      const [options] = [given[0]].flat() as { host?: string }[];
      hosts.add(options?.host ?? '');
      return Reflect.apply(connectReally, this, given);
    });
    try {
      const server = await startSmall();
      await ask(server, '{ hello }');
      await server.close();
      expect([...hosts]).toEqual(['127.0.0.1']);
      expect(JSON.stringify(server.log)).not.toMatch(/apollo/i);
    } finally {
      connect.mockRestore();
      process.env = before;
    }
  });
});
