/** Where the reader is: the address as state, links that change it without loading the page anew, back and forward. */
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { rememberLanguage } from '../language/language';
import type { YearRange } from '../queries/schema';
import { type Match, matchRoute, type Parameters, queryOf } from './routes';

export interface Place {
  readonly match: Match | undefined;
  readonly path: string;
  readonly parameters: URLSearchParams;
}

const PlaceContext = createContext<Place | undefined>(undefined);
const MOVED = 'gongkai:moved';

/** Goes to an address of the dashboard. The language of the present address goes with it. */
export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const target = new URL(to, location.href);
  const language = new URLSearchParams(location.search).get('lang');
  if (language !== null && !target.searchParams.has('lang')) target.searchParams.set('lang', language);
  const address = target.pathname + queryOf(Object.fromEntries(target.searchParams)) + target.hash;
  const samePath = target.pathname === location.pathname;
  const sameView = target.searchParams.get('view') === new URLSearchParams(location.search).get('view');
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  if (!samePath) scrollTo(0, 0);
  else if (!sameView) showViews();
  dispatchEvent(new CustomEvent(MOVED));
}

/** Another view of the page begins below the links to its views: from further down one goes up to them. */
function showViews(): void {
  const views = document.querySelector('.views');
  if (views && views.getBoundingClientRect().top < 0) views.scrollIntoView();
}

function placeNow(): Place {
  return {
    match: matchRoute(location.pathname),
    path: location.pathname,
    parameters: new URLSearchParams(location.search),
  };
}

/** Follows the address and the links of the page. */
export function Router({ children }: { readonly children: ComponentChildren }) {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    const moved = () => setPlace(placeNow());
    addEventListener('popstate', moved);
    addEventListener(MOVED, moved);
    document.addEventListener('click', follow);
    return () => {
      removeEventListener('popstate', moved);
      removeEventListener(MOVED, moved);
      document.removeEventListener('click', follow);
    };
  }, []);
  return <PlaceContext.Provider value={place}>{children}</PlaceContext.Provider>;
}

/** A plain click on a link to a view stays within the page; every other click is the browser's. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
  const target = new URL(link.href);
  if (target.origin !== location.origin || !matchRoute(target.pathname)) return;
  if (target.hash !== '' && target.pathname === location.pathname && target.search === location.search) return;
  event.preventDefault();
  rememberLanguage(target.searchParams.get('lang'));
  navigate(link.href);
}

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('no Router above');
  return place;
}

/** A year of the address as a range of the API's; without one it is the latest that any report is of. */
export function oneYear(year: number | undefined): YearRange {
  return year === undefined ? { latest: 1 } : { from: year, to: year };
}

export interface ParameterState {
  /** The text of a parameter; undefined where it does not stand in the address. */
  text(name: string): string | undefined;
  /** One of the choices, the first where the address has none of them. */
  choice<const T extends string>(name: string, choices: readonly T[]): T;
  /** A whole number; undefined where the address has none. */
  number(name: string): number | undefined;
  list(name: string): readonly string[];
  /** The present address with some parameters changed; undefined takes one away. */
  with(changes: Parameters): string;
  /** Goes there. */
  change(changes: Parameters, options?: { readonly replace?: boolean }): void;
}

/** The parameters of the address, as the state of a view. */
export function useParameters(): ParameterState {
  const { path, parameters } = usePlace();
  return useMemo((): ParameterState => {
    const text = (name: string) => parameters.get(name) || undefined;
    const changed = (changes: Parameters) => path + queryOf({ ...Object.fromEntries(parameters), ...changes });
    return {
      text,
      choice: (name, choices) => choices.find((choice) => choice === text(name)) ?? choices[0]!,
      number: (name) => {
        const value = text(name);
        return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
      },
      list: (name) => text(name)?.split(',').filter(Boolean) ?? [],
      with: changed,
      change: (changes, options) => navigate(changed(changes), options),
    };
  }, [path, parameters]);
}
