/** A bare fastify that answers everything with one text that was serialised before: `node bare.js PORT FILE`. */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

const [port = '0', file = ''] = process.argv.slice(2);
const body = readFileSync(file);
const app = Fastify();
app.get('/', (_, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(body));
void app.listen({ port: Number(port), host: '127.0.0.1' });
