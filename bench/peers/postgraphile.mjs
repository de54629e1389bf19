/**
 * PostGraphile 5 with its aggregates plugin on the figures of reports: `node postgraphile.mjs PORT CONNECTION`. The figures stand in
 * the schema `figures`, one row a report, as `bench/against-postgraphile.ts` loads them.
 */
import { createServer } from 'node:http';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

// grafserv is written for Node 22; what it uses of it is this.
Promise.withResolvers ??= function withResolvers() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const [port, connectionString] = process.argv.slice(2);
const preset = {
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  pgServices: [makePgService({ connectionString, schemas: ['figures'] })],
  grafserv: { graphqlPath: '/graphql', graphqlOverGET: true, watch: false },
  grafast: { explain: false },
};
const serving = postgraphile(preset).createServ(grafserv);
const server = createServer();
await serving.addTo(server);
server.listen(Number(port), '127.0.0.1');
