import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** Of Linux's scale of niceness: an import takes what processor time the answers to queries leave. */
const NICENESS = 10;

/** Lets the other threads of this process go before this one. */
export function makeWay(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
  } catch {
    // Elsewhere threads have no priority of their own.
  }
}
