/** Several processes behind one port: replaced one by one without a failed request, counted together, ended together. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'gongkai-workers-'));
let primary: ChildProcess;
let url: string;
let output = '';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const until = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const give = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > give) throw new Error(`not in time: ${what}\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Every request on a connection of its own, so that each may reach another process. */
const ask = (path: string) =>
  fetch(`${url}${path}`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(30_000) });

/** The processes that serve, by when they started. */
async function serving(): Promise<string[]> {
  const text = await (await ask('/metrics')).text();
  return text.split('\n').filter((line) => line.startsWith('process_start_time_seconds{'));
}

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const program = join(folder, 'standing-workers.cjs');
  await build({
    entryPoints: [join(__dirname, 'standing-workers.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  primary = spawn(process.execPath, [program, String(port)], {
    env: { ...process.env, NODE_PATH: join(__dirname, '../../node_modules') },
  });
  for (const stream of [primary.stdout!, primary.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await until(() => output.includes('serving http'), 'the start');
}, 70_000);
afterAll(() => {
  primary.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('each process shows the metrics of all', async () => {
  expect(await serving()).toHaveLength(2);
  for (const worker of ['1', '2']) expect((await serving()).join('\n')).toContain(`worker="${worker}"`);
});

test('at SIGHUP new processes take over without a failed request', async () => {
  const before = await serving();
  const statuses: (number | string)[] = [];
  let asking = true;
  const clients = Array.from({ length: 4 }, async () => {
    while (asking) {
      // Another question each time: no answer that is at hand.
      const query = encodeURIComponent(`{ slowly(ms: 20) hello(name: "${statuses.length}") }`);
      statuses.push(
        await ask(`/graphql?query=${query}`).then(
          (response) => response.text().then(() => response.status),
          (error: Error) => String(error.cause ?? error),
        ),
      );
    }
  });
  primary.kill('SIGHUP');
  await until(() => output.includes('"restarted"'), 'the restart');
  asking = false;
  await Promise.all(clients);
  const after = await serving();
  expect(after).toHaveLength(2);
  expect(after.filter((line) => before.includes(line))).toEqual([]);
  expect(statuses.length).toBeGreaterThan(20);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
}, 90_000);

test('a process that dies is replaced; the end ends all', async () => {
  const before = await serving();
  const pid = primary.pid!;
  const [child] = await childrenOf(pid);
  process.kill(child!, 'SIGKILL');
  await until(() => output.includes('a worker died'), 'the notice');
  await until(async () => {
    const now = await serving().catch(() => []);
    return now.length === 2 && now.some((line) => !before.includes(line));
  }, 'the replacement');
  const ended = once(primary, 'exit');
  primary.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await expect(ask('/health')).rejects.toThrow();
  expect(await childrenOf(pid)).toEqual([]);
}, 90_000);

/** Ids of the running child processes. */
async function childrenOf(parent: number): Promise<number[]> {
  const { readdir, readFile } = await import('node:fs/promises');
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(ppid) === parent && state !== 'Z') found.push(Number(name));
  }
  return found;
}
