/** A process of its own with the small server, as `gongkai serve` runs one; prints its address and what it does at the end. */
import { closeOnSignals } from '../../src/server/signals';
import { startSmall } from './small-server';

async function main(): Promise<void> {
  const server = await startSmall(
    { GONGKAI_SHUTDOWN_MS: process.argv[2] ?? '10000' },
    {
      afterwards: async () => console.log('store closed'),
    },
  );
  closeOnSignals(server);
  console.log(server.url);
}

main();
