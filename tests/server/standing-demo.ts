import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STANDING = `
const { createServer } = require('node:http');
process.once('disconnect', () => process.exit(0));
const server = createServer((_, response) => response.end(process.argv.slice(2).join(' ')));
server.listen(0, '127.0.0.1', () => process.send({ gongkai: 'ready', url: 'http://127.0.0.1:' + server.address().port }));
`;

/**
 * Writes what stands for the command line that makes and serves the demo city, which takes a minute: what it tells the server, and how
 * it ends, is the same. It answers every request with its arguments. Gives the file.
 */
export function standingDemo(folder: string): string {
  const main = join(folder, 'main.js');
  writeFileSync(main, STANDING);
  return main;
}
