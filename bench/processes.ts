/** Servers that are measured run in processes of their own, so that clients and other servers share nothing with them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';

export const ROOT = resolve(__dirname, '../..');
export const PEERS = join(ROOT, 'bench/peers');
const CLI = join(ROOT, 'dist/src/cli/main.js');
const START_MS = 60_000;

/** Memory of a process in bytes, every page counted once; NaN where the system does not say. */
export interface Memory {
  /** Its heaps and buffers: what is gone for others. */
  readonly own: number;
  /** Pages of files that it maps, the store among them: the cache of the system, given back when others need it. */
  readonly mapped: number;
}

export interface Process {
  readonly port: number;
  /** From the start of the process to its first answer, in milliseconds. */
  readonly starting: number;
  /** What it takes now. */
  memory(): Memory;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a program that serves at the port that it is given, and waits for its first answer to `path`. */
async function started(child: ChildProcess, port: number, path: string): Promise<Process> {
  const began = performance.now();
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told = `${told}${text}`.slice(-2000);
  });
  for (;;) {
    if (ended || performance.now() - began > START_MS) {
      child.kill('SIGKILL');
      throw new Error(`a server did not start: ${told}`);
    }
    const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    if (response?.ok) {
      await response.arrayBuffer();
      break;
    }
    await later(5);
  }
  const starting = performance.now() - began;
  return {
    port,
    starting,
    memory: () => memoryOf(child.pid!),
    async stop() {
      if (ended) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** Not what counts as resident: there a page of the store counts once for each thread that maps it. */
function memoryOf(pid: number): Memory {
  const file = `/proc/${pid}/smaps_rollup`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const bytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN) * 1024;
  return { own: bytes('Pss_Anon'), mapped: bytes('Pss_File') };
}

/** `gongkai serve` on a store, as its users run it. */
export async function gongkai(database: string, settings: Readonly<Record<string, string>> = {}): Promise<Process> {
  const port = await freePort();
  const env = { ...process.env, DATABASE_URL: database, PORT: String(port), GONGKAI_LOG_LEVEL: 'warn', ...settings };
  const child = spawn(process.execPath, [CLI, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  return started(child, port, '/graphql?query={nation{measure(metric:RECEIVED,year:2024){value}}}');
}

/** A program of this folder, given its port and arguments. */
export async function program(file: string, path: string, given: readonly string[] = []): Promise<Process> {
  const port = await freePort();
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [file, String(port), ...given], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  return started(child, port, path);
}
