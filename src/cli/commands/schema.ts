import type { Command } from 'commander';
import type { Session } from '../session';

export function schemaCommand(program: Command, session: Session): void {
  session
    .command(
      program,
      'schema',
      { zh: '输出 GraphQL SDL', en: 'print the GraphQL SDL' },
      'gongkai schema > schema.graphql',
    )
    .action(async () => {
      const { printSDL } = require('../../graph') as typeof import('../../graph');
      session.terminal.out((await printSDL()).trimEnd());
    });
}
