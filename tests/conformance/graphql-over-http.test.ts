import { auditServer } from 'graphql-http';
import type { RunningServer } from '../../src/server/http';
import { startSmall } from '../server/small-server';

describe('GraphQL over HTTP', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startSmall();
  });
  afterAll(() => server.close());

  test('every audit of graphql-http passes', async () => {
    const results = await auditServer({ url: `${server.url}/graphql` });
    const failed = results.filter((result) => result.status !== 'ok');
    const reasons = failed.map((result) => `${result.id} ${result.name}: ${'reason' in result ? result.reason : ''}`);
    expect(reasons).toEqual([]);
    expect(results).toHaveLength(61);
  });

  test('an answer is one JSON text in UTF-8 with Chinese as it is', async () => {
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent('{ hello(name: "公开") }')}`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ data: { hello: 'hello 公开' } });
  });
});
