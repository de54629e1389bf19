/** The end of a serving process. */
import type { RunningServer } from './http';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** What shells expect of a process that a signal ended: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** Closes the server at the first SIGTERM or SIGINT and ends the process: with 0, or with 1 if closing failed. A second signal ends it at once. */
export function closeOnSignals(server: RunningServer): void {
  let asked = false;
  const end = () => {
    if (asked) process.exit(INTERRUPTED);
    asked = true;
    server.close().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, end);
}
