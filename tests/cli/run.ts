/** Runs the command line as its users do: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `gongkai` with these arguments; English unless the environment says otherwise. */
export function start(args: readonly string[], cwd: string, environment: Record<string, string> = {}): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(
    process.execPath,
    ['-r', join(__dirname, 'swc-hook.cjs'), join(__dirname, '../../src/cli/main.ts'), ...args],
    {
      cwd,
      env: { PATH, HOME, LANG: 'en_US.UTF-8', ...environment },
    },
  );
}

/** Runs `gongkai` to its end. */
export function gongkai(args: readonly string[], cwd: string, environment: Record<string, string> = {}): Promise<Run> {
  const child = start(args, cwd, environment);
  let stdout = '';
  let stderr = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
