/**
 * The servers of the store, for whoever watches: in `/ready`, in the metrics and in the log. Only the log names them; the others
 * are read by anybody who reaches the port, and number them in the order of the address.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { ServerState, Store } from '../store';
import { counter, type Family, gauge } from './metrics';

/** What `/ready` says of them; nothing for a store in a file. */
export interface ServersTold {
  /** Whether changes are taken at the moment: they need the primary, questions do not. */
  readonly writes?: 'ok' | 'unavailable';
  readonly servers?: readonly (Omit<ServerState, 'place'> & { readonly server: number })[];
}

export async function tellServers(store: Store): Promise<ServersTold> {
  const states = await store.servers();
  if (states.length === 0) return {};
  return {
    writes: states.some(({ state }) => state === 'primary') ? 'ok' : 'unavailable',
    servers: states.map(({ place: _, ...rest }, at) => ({ server: at + 1, ...rest })),
  };
}

export async function serverFamilies(store: Store): Promise<Family[]> {
  const states = await store.servers();
  if (states.length === 0) return [];
  const of = (make: typeof gauge, name: string, help: string, value: (state: ServerState) => number | undefined) => {
    const all = states.map((state, at) => make(name, help, value(state) ?? Number.NaN, { server: String(at + 1) }));
    return { ...all[0]!, samples: all.flatMap(({ samples }) => samples).filter((each) => !Number.isNaN(each.value)) };
  };
  const oneIf = (holds: boolean): number => (holds ? 1 : 0);
  return [
    of(gauge, 'gongkai_store_server_up', 'Whether a server of the store can be used.', ({ state }) =>
      oneIf(state === 'primary' || state === 'standby'),
    ),
    of(gauge, 'gongkai_store_server_primary', 'Whether it is the one that takes writes.', ({ state }) =>
      oneIf(state === 'primary'),
    ),
    of(gauge, 'gongkai_store_server_reading', 'Whether reads go to it.', ({ reading }) => oneIf(reading)),
    of(gauge, 'gongkai_store_server_lag_seconds', 'How long ago the primary was where it is now.', ({ lagMs }) =>
      lagMs === undefined ? undefined : lagMs / 1000,
    ),
    of(gauge, 'gongkai_store_server_data_version', 'The latest data version that it is known to have.', (state) => {
      return state.dataVersion;
    }),
    of(
      counter,
      'gongkai_store_server_rests_total',
      'How often it was left because a connection to it broke.',
      (state) => {
        return state.rests;
      },
    ),
  ];
}

/** Logs each change of a server from now on. */
export function logServers(store: Store, log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>): void {
  store.onServer = ({ place, state, reason }) => {
    const about = { server: place, state, ...(reason === undefined ? {} : { reason }) };
    if (state === 'primary' || state === 'standby') log.info(about, 'a server of the store is there');
    else if (state === 'lacking') log.error(about, 'the new primary lacks changes that were seen before');
    else log.warn(about, 'a server of the store is not used');
  };
}
