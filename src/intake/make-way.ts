import { readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';

/** More of Linux's niceness than the process has: an import takes what processor time the answers to queries leave. */
const NICER_BY = 10;

/** Lets the other threads of this process go before this one. */
export function makeWay(): void {
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')));
    setPriority(thread, Math.min(getPriority(thread) + NICER_BY, constants.priority.PRIORITY_LOW));
  } catch {
    // Elsewhere threads have no priority of their own.
  }
}
