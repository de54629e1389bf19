/** Addresses of the views. The whole state of a view stands in its address; what an address does not know is ignored. */

/** Names of the views and their paths; the server has the same list. */
export const ROUTES = {
  start: '/',
  region: '/region/:code',
  compare: '/compare',
  ranking: '/ranking',
  report: '/report/:id',
  findings: '/findings',
  filing: '/filing',
  search: '/search',
  check: '/check',
} as const;

export type RouteName = keyof typeof ROUTES;

export interface Match {
  readonly name: RouteName;
  /** What stands in the path at the place of `:name`. */
  readonly path: Readonly<Record<string, string>>;
}

/** The view of a path; undefined where there is none. */
export function matchRoute(pathname: string): Match | undefined {
  const parts = pathname.split('/');
  for (const [name, pattern] of Object.entries(ROUTES)) {
    const wanted = pattern.split('/');
    if (wanted.length !== parts.length) continue;
    const path: Record<string, string> = {};
    const fits = wanted.every((piece, at) => {
      const part = parts[at]!;
      if (!piece.startsWith(':')) return piece === part;
      path[piece.slice(1)] = decoded(part);
      return part !== '';
    });
    if (fits) return { name: name as RouteName, path };
  }
  return undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A list stands as `a,b`; undefined and empty values are left out. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** The address of a view. */
export function addressOf(
  name: RouteName,
  path: Readonly<Record<string, string>> = {},
  parameters: Parameters = {},
): string {
  const filled = ROUTES[name].replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(path[key] ?? ''));
  return filled + queryOf(parameters);
}

/** `?a=1&b=2`, or nothing; commas and colons stay readable. */
export function queryOf(parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    search.set(key, String(value));
  }
  const text = search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}
