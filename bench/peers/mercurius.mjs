/**
 * mercurius with its jit on the roll-ups of a store, written as its users would: one statement a question, plain resolvers.
 * `node mercurius.mjs PORT STORE`. The shape is that of the same question of gongkai; the status is made as cheaply as can be.
 */
import { createRequire } from 'node:module';
import Fastify from 'fastify';
import mercurius from 'mercurius';

const [port, database] = process.argv.slice(2);
// The driver of the project itself: compiled once is enough.
const Database = createRequire(new URL('../../package.json', import.meta.url))('better-sqlite3');
const store = new Database(database, { readonly: true });
store.pragma('mmap_size = 1073741824');
const read =
  store.prepare(`SELECT g.code, r.year, r.reports, r.received_total AS received, r.concluded_total AS concluded,
    r.granted_total AS granted, r.partly_granted_total AS partly, r.licensing_decisions AS licensing, r.fees_amount AS fees,
    ${refusedRows()} AS refused
  FROM region g JOIN rollup r ON r.region_id = g.id AND r.basis = 0 AND r.kind_id = 0
  WHERE g.level = 1 AND r.year BETWEEN ? AND ? ORDER BY g.id, r.year`);

/** The rows of 不予公开, added up. */
function refusedRows() {
  const columns = store
    .prepare("SELECT name FROM pragma_table_info('rollup') WHERE name LIKE 'refused%total'")
    .pluck()
    .all();
  return columns.map((name) => `COALESCE(r.${name}, 0)`).join(' + ');
}

const schema = `
  type Query { statistics(from: Int!, to: Int!): Groups! }
  type Groups { nodes: [Group!]! }
  type Group { key: Key! measures: [Measure!]! }
  type Key { year: Int! region: Region! }
  type Region { code: String! }
  type Measure { value: Float status: Status! }
  enum Status { REPORTED DERIVED PARTIAL NOT_REPORTED UNDEFINED_RATIO }
`;
const sum = (value) =>
  value === null ? { value: null, status: 'NOT_REPORTED' } : { value: Number(value), status: 'DERIVED' };
const ratio = (part, whole) =>
  whole ? { value: part / whole, status: 'DERIVED' } : { value: null, status: 'UNDEFINED_RATIO' };
const resolvers = {
  Query: {
    statistics: (_, { from, to }) => ({
      nodes: read.all(from, to).map((row) => ({
        key: { year: row.year, region: { code: row.code } },
        measures: [
          sum(row.received),
          sum(row.concluded),
          sum(row.granted),
          sum(row.refused),
          ratio(row.granted + row.partly, row.concluded),
          ratio(row.refused, row.concluded),
          sum(row.licensing),
          sum(row.fees),
        ],
      })),
    }),
  },
};

const app = Fastify();
app.register(mercurius, { schema, resolvers, jit: 1 });
await app.listen({ port: Number(port), host: '127.0.0.1' });
