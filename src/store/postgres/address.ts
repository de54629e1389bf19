/** Addresses of PostgreSQL: one server or several, `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE?standby=HOST:PORT`. */
import { Problem } from '../../form/problem';

/** Further servers: `standby=HOST:PORT`, as often as there are any. It says no more than a further host would. */
const STANDBY = 'standby';
/** What libpq reads of an address with several hosts: the primary is found among them anyhow. */
const OF_LIBPQ = ['target_session_attrs', 'load_balance_hosts'];

/** Scheme and user, the hosts, and what follows them. */
const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^@/?#]*)(\/[^?#]+(?:[?#].*)?)$/i;

/** A server that an address names. */
export interface NamedServer {
  /** HOST:PORT, to be told: no password is in it. */
  readonly place: string;
  /** The address of this one alone. */
  readonly url: string;
}

function urlsOf(address: string): URL[] | undefined {
  const [, before, hosts, after] = PARTS.exec(address) ?? [];
  if (hosts === undefined) return undefined;
  const all = hosts.split(',').map((host) => `${before}${host}${after}`);
  if (!all.every((each) => URL.canParse(each))) return undefined;
  const urls = all.map((each) => new URL(each));
  return urls[0]!.pathname.length < 2 ? undefined : urls;
}

/** Every server that an address names, in its order. @throws BAD_SETTING */
export function serversOf(address: string): readonly NamedServer[] {
  const urls = urlsOf(address);
  if (!urls)
    throw new Problem(
      'BAD_SETTING',
      'PostgreSQL 的地址应写作 postgres://用户:密码@主机:端口/数据库，多台主机以逗号分隔',
      'A PostgreSQL address is written postgres://USER:PASSWORD@HOST:PORT/DATABASE, several hosts with commas between them',
    );
  const [first] = urls;
  const standbys = first!.searchParams.getAll(STANDBY).map((host) => {
    const standby = new URL(first!);
    // A folder of sockets stands in an address without its slashes.
    standby.host = host.replaceAll('/', '%2F');
    return standby;
  });
  const found = [...urls, ...standbys].map((url) => {
    for (const name of [STANDBY, ...OF_LIBPQ]) url.searchParams.delete(name);
    return { place: placeOf(url), url: url.href };
  });
  return found.filter(({ place }, at) => found.findIndex((each) => each.place === place) === at);
}

function placeOf(url: URL): string {
  const host = decodeURIComponent(url.hostname === '' ? (url.searchParams.get('host') ?? '') : url.hostname);
  return url.port === '' ? host : `${host}:${url.port}`;
}

/** An address without its password, to be told. */
export function toldAddress(address: string): string {
  const urls = urlsOf(address);
  if (!urls) return 'postgres://';
  return `${urls.map((url) => `${url.hostname}${url.port === '' ? '' : `:${url.port}`}`).join()}${urls[0]!.pathname}`;
}
