/** What a database on several servers says of them. */

/** A server of the store. */
export interface ServerState {
  /** HOST:PORT */
  readonly place: string;
  /**
   * `fenced`: it would take writes, and is not the primary: another one was promoted since. `foreign`: it holds another
   * database system. `behind`: a standby that does not follow the present primary, or lags too far.
   */
  readonly state: 'primary' | 'standby' | 'resting' | 'behind' | 'fenced' | 'foreign' | 'down';
  /** Reads go to it. */
  readonly reading: boolean;
  /** How long ago the primary was where a standby is now, in milliseconds; undefined where nobody knows. */
  readonly lagMs: number | undefined;
  /** The latest data version that it is known to have. */
  readonly dataVersion: number;
  /** How often it was left because a connection to it broke. */
  readonly rests: number;
}

/** The servers of a store. */
export interface Replicas {
  /** Grows whenever reads go to another server: what was read before and after it may be of two states. */
  readonly turn: number;
  /** Changes where a server was promoted: a data version that is told after it need not be the one that was told before. */
  readonly history: number;
  /** The server that is read from has this data version. */
  told(version: number): void;
  /** Reads from now on are of this data version or a later one: the primary has it. */
  require(version: number): void;
  /** Asks every server. */
  states(): Promise<readonly ServerState[]>;
  /** Called when a server changes its state, and for a server that changes are missing on that others had. */
  onChange: ((event: ServerEvent) => void) | undefined;
}

export interface ServerEvent {
  readonly place: string;
  readonly state: ServerState['state'] | 'lacking';
  readonly reason: string | undefined;
}

/**
 * The state that reads are of. What is read between two equal ones is of one state; `version` and `history` together name the
 * state for as long as anything is kept that rests on it.
 */
export interface Mark {
  readonly version: number;
  readonly history: number;
  readonly turn: number;
}

/** Whether nothing changed between two marks. */
export function sameMark(a: Mark, b: Mark): boolean {
  return a.version === b.version && a.turn === b.turn && a.history === b.history;
}

/** A name of the state that a mark is of, by which what rests on it is kept. */
export function stateOf({ history, version }: Mark): string {
  return `${history}/${version}`;
}
