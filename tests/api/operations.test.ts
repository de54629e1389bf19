import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { buildGraphSchema } from '../../src/graph';
import { type Answer, ask } from '../fixtures/ask';
import { type SmallStore, smallStore } from '../fixtures/small-store';

const FOLDER = join(__dirname, '../../schema/operations');
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => name.replace('.graphql', ''));

function variablesOf(name: string): Record<string, unknown> {
  if (!readdirSync(FOLDER).includes(`${name}.json`)) return {};
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Record<string, unknown>;
}

/** The cursor of a find holds its relevance, which each database counts in its own way. */
function withoutRelevance(answer: Answer): Answer {
  const relevance = /^\[\d+,"[^"]+","report",-?\d+,/;
  return JSON.parse(JSON.stringify(answer), (key, value) =>
    key === 'endCursor' && relevance.test(Buffer.from(String(value), 'base64url').toString()) ? 'by relevance' : value,
  );
}

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

describe('the example operations', () => {
  it('are enough to start from', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(8);
  });

  it.each(NAMES)('%s says in both languages what it asks, fits the schema and answers', async (name) => {
    const source = readFileSync(join(FOLDER, `${name}.graphql`), 'utf8');
    expect(source.split('\n')[0]).toMatch(/^# .*[一-龥].* — [A-Z].*[a-z]/);
    expect(validate(await buildGraphSchema(), parse(source))).toEqual([]);
    expect(withoutRelevance(await ask(small.store, source, { variables: variablesOf(name) }))).toMatchSnapshot();
  });
});
