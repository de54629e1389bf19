/** The priority of this process among others. */
import { constants, getPriority, setPriority } from 'node:os';

export const HIGHEST_NICENESS = constants.priority.PRIORITY_LOW;

/** Gives way to other programs; not less than whoever started this one asked for. */
export function giveWay(niceness: number): void {
  try {
    if (getPriority() < niceness) setPriority(niceness);
  } catch {
    // Where the system does not let it, it runs as it was started.
  }
}
