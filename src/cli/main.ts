#!/usr/bin/env node
/** The command line: one file a command, in `commands/`. */
import 'reflect-metadata';
import { program } from './program';
import { Session } from './session';
import { localeOf, processTerminal } from './terminal';

function localeFlag(args: readonly string[]): string | undefined {
  const at = args.lastIndexOf('--locale');
  return at >= 0 ? args[at + 1] : args.findLast((each) => each.startsWith('--locale='))?.slice('--locale='.length);
}

// Output that is piped into a program that ends early (head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const locale = localeOf(process.env, localeFlag(process.argv));
const session = new Session(processTerminal(locale), process.env);
program(session)
  .parseAsync(process.argv)
  .catch((error: unknown) => session.fail(error))
  .finally(() => {
    process.exitCode = session.exitCode;
  });
