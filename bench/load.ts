/**
 * Clients of a server over plain sockets, each asking as soon as it was answered. They are cheap, so that what is measured is
 * the server: http.request of Node costs more than most answers. Runs in a process of its own (`runLoad`).
 */
import { fork } from 'node:child_process';
import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  readonly clients: number;
  /** How long, in milliseconds, after a tenth of it to warm up. */
  readonly ms: number;
  /** Requests as text, asked in turn. */
  readonly requests: readonly string[];
  /** Milliseconds between an answer and the next question of a client; 0 unless given. */
  readonly pause?: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly answers: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers of status 200 that hold errors, and connections that broke. */
  readonly errors: number;
  /** Bytes of a body, on the average. */
  readonly bytes: number;
}

export interface RequestParts {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as it goes over the wire. */
export function requestText({ method = 'GET', path, body, headers = {} }: RequestParts): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1'];
  if (body !== undefined) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`);
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}

/** Loads a server from another process. */
export function runLoad(options: LoadOptions): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (result) => {
      resolve(result as LoadResult);
      child.disconnect();
    });
    child.on('error', reject);
    child.on('exit', (code) => code !== 0 && reject(new Error(`the clients ended with ${code}`)));
    child.send(options);
  });
}

class Client {
  private readonly socket: Socket;
  private received = Buffer.alloc(0);
  private asked = 0;

  constructor(
    { port, requests, pause = 0 }: LoadOptions,
    private next: number,
    private readonly told: (ms: number, status: string, body: Buffer) => void,
    broken: () => void,
  ) {
    const buffers = requests.map((text) => Buffer.from(text));
    this.ask = () => {
      this.asked = performance.now();
      this.socket.write(buffers[this.next % buffers.length]!);
      this.next += 1;
    };
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true }, this.ask);
    this.socket.on('data', (chunk) => {
      this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
      if (!this.complete()) return;
      if (pause > 0) setTimeout(this.ask, pause);
      else this.ask();
    });
    this.socket.on('error', broken);
  }

  private readonly ask: () => void;

  /** Takes an answer out of what was received, if it is all there. */
  private complete(): boolean {
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) return false;
    const headers = this.received.toString('latin1', 0, head);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(headers)?.[1] ?? 0);
    const end = head + 4 + length;
    if (this.received.length < end) return false;
    this.told(performance.now() - this.asked, headers.slice(9, 12), this.received.subarray(head + 4, end));
    this.received = this.received.subarray(end);
    return true;
  }

  close(): void {
    this.socket.destroy();
  }
}

async function load(options: LoadOptions): Promise<LoadResult> {
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let errors = 0;
  let bytes = 0;
  let measuring = false;
  const told = (ms: number, status: string, body: Buffer): void => {
    if (!measuring) return;
    times.push(ms);
    statuses[status] = (statuses[status] ?? 0) + 1;
    bytes += body.length;
    if (status === '200' && body.subarray(0, 10).includes('"errors"')) errors += 1;
  };
  const clients = Array.from(
    { length: options.clients },
    (_, at) =>
      new Client(options, at, told, () => {
        errors += 1;
      }),
  );
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  await wait(options.ms / 10);
  measuring = true;
  const started = performance.now();
  await wait(options.ms);
  measuring = false;
  const seconds = (performance.now() - started) / 1000;
  for (const client of clients) client.close();
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
  const answers = times.length;
  const mean = answers === 0 ? 0 : bytes / answers;
  return {
    perSecond: answers / seconds,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    answers,
    statuses,
    errors,
    bytes: mean,
  };
}

if (require.main === module)
  process.once('message', (options: LoadOptions) => {
    void load(options).then((result) => process.send!(result));
  });
