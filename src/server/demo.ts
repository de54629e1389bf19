/**
 * `/demo`: the demo city beside an empty store, for who has just installed the program. It is a process of its own with a store
 * of its own, so that made-up figures never come near the real ones; it ends with this server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { Problem } from '../form/problem';
import type { Store } from '../store';
import { readMessage } from './workers';

export type DemoState = 'NONE' | 'STARTING' | 'SERVING' | 'FAILED';

export interface DemoStatus {
  /** Whether the caller may have it started. */
  readonly offered: boolean;
  readonly state: DemoState;
  /** Where it is, on the host of this server. */
  readonly port?: number;
}

/** The demo's process, one at most. */
export class DemoBeside {
  private child: ChildProcess | undefined;
  private state: DemoState = 'NONE';
  private port: number | undefined;

  /** @param main file of the command line */
  constructor(
    private readonly main: string,
    private readonly host: string,
  ) {}

  get status(): Omit<DemoStatus, 'offered'> {
    return this.port === undefined ? { state: this.state } : { state: this.state, port: this.port };
  }

  /** Starts it where it does not run. Making the city takes a minute or two at the first time. */
  start(): void {
    if (this.child) return;
    const args = [this.main, 'demo', '--host', this.host, '--port', '0'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child = child;
    this.state = 'STARTING';
    child.on('message', (given) => {
      const message = readMessage(given);
      if (message?.gongkai !== 'ready') return;
      this.state = 'SERVING';
      this.port = Number(new URL(message.url).port);
    });
    const gone = () => {
      this.child = undefined;
      this.port = undefined;
      this.state = 'FAILED';
    };
    child.on('error', gone);
    child.on('exit', gone);
  }

  /** Ends it; resolves when it is gone. */
  async close(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }
}

/**
 * Only beside an empty store, and only for who sits at this machine or has a token: making a city costs a minute of processor.
 * A request that came through a proxy is not one of this machine, whatever its address.
 */
async function isOffered({ caller, ip, headers }: FastifyRequest, store: Store): Promise<boolean> {
  const forwarded = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  if (caller.role === 'reader' && (forwarded || !isLoopback(ip))) return false;
  return (await store.read('SELECT id FROM report LIMIT 1')).length === 0;
}

function isLoopback(ip: string): boolean {
  const plain = ip.replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** GET tells how it is with the demo, POST has it started. Not where several processes serve: each would start its own. */
export function serveDemo(app: FastifyInstance, { workers }: Config, store: Store, demo: DemoBeside): void {
  const statusFor = async (request: FastifyRequest): Promise<DemoStatus> => ({
    offered: workers === 1 && (await isOffered(request, store)),
    ...demo.status,
  });
  app.get('/demo', async (request, reply) => reply.header('cache-control', 'no-store').send(await statusFor(request)));
  // A page of another site could post a form, but not JSON.
  app.post('/demo', async (request, reply) => {
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '') || !(await statusFor(request)).offered)
      throw new Problem(
        'FORBIDDEN',
        '只有库为空时，才可在本机或凭令牌启动演示；也可运行 npm run demo',
        'The demo is started beside an empty store only, from this machine or with a token; or run: npm run demo',
      );
    demo.start();
    return reply
      .code(202)
      .header('cache-control', 'no-store')
      .send(await statusFor(request));
  });
}
