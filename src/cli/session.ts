/** One run of the command line: where it writes, what it was given, how it ends. */
import type { Command } from 'commander';
import { type Config, type Environment, type Flags, readConfig } from '../config';
import { Problem } from '../form/problem';
import type { Refusal } from '../intake/summary';
import { type Bilingual, say, type Terminal } from './terminal';

/** How a run ends, as the exit code of the process. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

export class Session {
  exitCode: number = EXIT.done;

  constructor(
    readonly terminal: Terminal,
    readonly environment: Environment,
  ) {}

  say(text: Bilingual): string {
    return say(this.terminal, text);
  }

  out(text: Bilingual): void {
    this.terminal.out(this.say(text));
  }

  /** The settings; what the command line said wins. Throws BAD_SETTING. */
  config(flags: Flags): Config {
    return readConfig(this.environment, flags);
  }

  /** Adds a command with its description and an example below its help. */
  command(program: Command, usage: string, description: Bilingual, example: string): Command {
    const title = this.say({ zh: '例', en: 'Example' });
    return program
      .command(usage)
      .description(this.say(description))
      .addHelpText('after', `\n${title}:\n${example.replace(/^/gm, '  ')}`);
  }

  /** Tells what was refused: one sentence with file and line. */
  refuse(refusal: Refusal): void {
    this.exitCode = EXIT.refused;
    const place = refusal.line === undefined ? refusal.file : `${refusal.file}:${refusal.line}`;
    this.terminal.err(`${place}: ${this.say(refusal)} [${refusal.code}]`);
  }

  /** Tells an error that ends the run: no stack trace, unless it is a defect and DEBUG is set. */
  fail(error: unknown): void {
    this.exitCode = EXIT.refused;
    if (error instanceof Problem) {
      if (error.code === 'BAD_SETTING') this.exitCode = EXIT.usage;
      const { file, line } = error.place;
      const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
      this.terminal.err(`${place}${this.say(error)} [${error.code}]`);
      return;
    }
    const { code, message, stack } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      this.terminal.err(this.say({ zh: `端口已被占用：${message}`, en: `the port is in use: ${message}` }));
    else this.terminal.err(this.say({ zh: `程序内部错误：${message}`, en: `an error inside the program: ${message}` }));
    if (this.environment.DEBUG) this.terminal.err(stack ?? '');
  }
}
