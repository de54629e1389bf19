import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { ask, startSmall } from './small-server';

const ROOT = join(__dirname, '..', '..');

describe('a server that is told to stop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-'));
  const program = join(folder, 'standing-process.cjs');
  const started: ChildProcess[] = [];

  beforeAll(() =>
    build({
      entryPoints: [join(__dirname, 'standing-process.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    }),
  );
  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function standing(shutdownMs = '10000') {
    const child = spawn(process.execPath, [program, shutdownMs], {
      env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout });
    reader.on('line', (line) => lines.push(line));
    await once(reader, 'line');
    const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    return { url: lines[0]!, lines, child, exit };
  }

  /** Resolves when the operation has reached the server: it answers others in the meantime. */
  const underway = async (url: string) => {
    await fetch(`${url}/health`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  };

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s lets the running request end, takes no other, closes the store last',
    async (signal) => {
      const { url, lines, child, exit } = await standing();
      const running = ask({ url, close: async () => {} }, '{ slowly(ms: 600) }');
      await underway(url);
      child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await expect(fetch(`${url}/health`, { headers: { connection: 'close' } })).rejects.toThrow();
      expect(lines).not.toContain('store closed');
      expect((await running).body).toEqual({ data: { slowly: 600 } });
      expect(await exit).toEqual([0, null]);
      expect(lines).toContain('store closed');
    },
  );

  test('a request that takes longer than the setting allows is cut off', async () => {
    const { url, lines, child, exit } = await standing('100');
    const running = ask({ url, close: async () => {} }, '{ slowly(ms: 20000) }');
    const cut = expect(running).rejects.toThrow();
    await underway(url);
    const begin = Date.now();
    child.kill('SIGTERM');
    await cut;
    expect(await exit).toEqual([0, null]);
    expect(Date.now() - begin).toBeLessThan(5000);
    expect(lines).toContain('store closed');
  });

  test('a second signal ends the process at once', async () => {
    const { url, lines, child, exit } = await standing();
    const cut = expect(ask({ url, close: async () => {} }, '{ slowly(ms: 20000) }')).rejects.toThrow();
    await underway(url);
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    await cut;
    expect(lines).not.toContain('store closed');
  });

  test('closing twice closes the store once', async () => {
    const server = await startSmall();
    await Promise.all([server.close(), server.close()]);
    expect(server.ended.times).toBe(1);
  });
});
