/** A server over a small schema of graphql-js: what HTTP does must not depend on what is asked. */
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { readConfig } from '../../src/config';
import { Problem } from '../../src/form/problem';
import { listen, type RunningServer, type ServerParts } from '../../src/server/http';

const SDL = `
  input YearRange { from: Int! to: Int! }
  type Query {
    hello(name: String = "world"): String!
    whoAmI: String!
    language: String!
    slowly(ms: Int!): Int!
    breaks: String
    refuses: String
    region: Region!
    regions(level: String, years: YearRange, first: Int = 50): RegionConnection!
    comparison(subjects: [ID!]!, metrics: [String!]!, years: YearRange!): Comparison!
  }
  type Region {
    name: String!
    parent: Region
    ancestors: [Region!]!
    children(first: Int): RegionConnection!
    measures(metrics: [String!]!, year: Int!): [Measure!]!
    series(metric: String!, years: YearRange!): Series!
  }
  type RegionConnection { nodes: [Region!]! edges: [RegionEdge!]! totalCount: Int! }
  type RegionEdge { cursor: String! node: Region! }
  type Measure { metric: Metric! value: Float status: String! coverage: Coverage! }
  type Metric { key: String! label: String! }
  type Coverage { expected: Int! reporting: Int! ratio: Float! blank: Int! }
  type Series { values: [Float]! points: [Measure!]! }
  type Comparison { rows: [ComparisonRow!]! }
  type ComparisonRow { measures: [Measure!]! }
  type Mutation { rename(name: String!): String! }
`;

export function smallSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const resolvers: Record<string, (source: unknown, args: Record<string, never>, context: CallContext) => unknown> = {
    hello: (_, { name }) => `hello ${name}`,
    whoAmI: (_, __, { role }) => role,
    language: (_, __, { locale }) => locale,
    slowly: (_, { ms }) => new Promise((resolve) => setTimeout(() => resolve(ms), ms)),
    breaks: () => {
      throw new Error('the password is 1234');
    },
    refuses: () => {
      throw new Problem('UNKNOWN_REGION', '没有这个行政区划。', 'There is no such region.');
    },
  };
  const fields = schema.getQueryType()!.getFields();
  for (const [name, resolve] of Object.entries(resolvers)) fields[name]!.resolve = resolve as never;
  schema.getMutationType()!.getFields().rename!.resolve = (_, { name }) => name;
  return schema;
}

interface CallContext {
  readonly role: string;
  readonly locale: string;
}

export interface SmallServer extends RunningServer {
  /** Every line of the log so far. */
  readonly log: Record<string, unknown>[];
  readonly ended: { times: number };
}

export async function startSmall(
  environment: Record<string, string> = {},
  parts: Partial<ServerParts> = {},
): Promise<SmallServer> {
  const log: Record<string, unknown>[] = [];
  const ended = { times: 0 };
  const server = await listen({
    schema: smallSchema(),
    contextFor: (caller) => ({ ...caller }),
    mark: async () => ({ version: 1, history: 0, turn: 0 }),
    reach: async () => {},
    config: readConfig({ PORT: '0', ...environment }),
    checks: [],
    assets: join(__dirname, 'no-such-folder'),
    examples: [],
    afterwards: async () => {
      ended.times++;
    },
    logTo: { write: (line) => log.push(JSON.parse(line)) },
    ...parts,
  });
  return { ...server, log, ended };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
}

/** Posts a query. `headers` are added to those of a JSON request. */
export async function ask(
  server: RunningServer,
  query: string,
  { variables, headers = {} }: { variables?: object; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

export function codeOf(answer: Answer): string | undefined {
  return answer.body.errors?.[0]?.extensions?.code;
}
