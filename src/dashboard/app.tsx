/** The whole page: head with navigation and search, the view of the address, foot. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LanguageContext, languageOf, rememberLanguage, useCommonWords, useLanguage } from './language/language';
import { Select } from './parts/controls';
import { SubjectPicker } from './parts/pickers';
import { Empty, FailureNote, Loading } from './parts/states';
import { TokenForm } from './parts/token-form';
import { Failure } from './query/ask';
import { navigate, Router, usePlace } from './routing/router';
import { addressOf, type Match, type RouteName } from './routing/routes';
import { chooseTheme, THEMES, type Theme, themeNow } from './theme';

export interface PageProps {
  /** What stands in the path: `code`, `id`. */
  readonly path: Match['path'];
}

type Page = ComponentType<PageProps>;

/** Each page is loaded when it is first opened. */
const PAGES: Readonly<Partial<Record<RouteName, () => Promise<{ readonly default: Page }>>>> = {
  start: () => import('./pages/start/start-page'),
  region: () => import('./pages/region/region-page'),
  ranking: () => import('./pages/ranking/ranking-page'),
  compare: () => import('./pages/compare/compare-page'),
  search: () => import('./pages/search/search-page'),
  report: () => import('./pages/report/report-page'),
  findings: () => import('./pages/findings/findings-page'),
  filing: () => import('./pages/filing/filing-page'),
  check: () => import('./pages/check/check-page'),
};

export function App() {
  return (
    <Router>
      <Shell />
    </Router>
  );
}

function Shell() {
  const { parameters, match } = usePlace();
  const language = languageOf(parameters);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    rememberLanguage(parameters.get('lang'));
  }, [language, parameters]);
  return (
    <LanguageContext.Provider value={language}>
      <Head />
      <main id="content">{match ? <PageOf match={match} /> : <NoPage />}</main>
    </LanguageContext.Provider>
  );
}

const loaded = new Map<RouteName, Page>();

function PageOf({ match }: { readonly match: Match }) {
  const { name, path } = match;
  const [, setRound] = useState(0);
  const [failure, setFailure] = useState<Failure>();
  const load = () => {
    setFailure(undefined);
    PAGES[name]?.().then(
      (module) => {
        loaded.set(name, module.default);
        setRound((round) => round + 1);
      },
      () => setFailure(new Failure('UNREACHABLE', '')),
    );
  };
  useEffect(() => {
    if (!loaded.has(name)) load();
  }, [name]);
  const Found = loaded.get(name);
  if (!PAGES[name]) return <NoPage />;
  if (Found) return <Found key={name} path={path} />;
  return failure ? <FailureNote failure={failure} again={load} /> : <Loading />;
}

function NoPage() {
  const say = useCommonWords();
  return (
    <>
      <h1>{say('notFound')}</h1>
      <Empty>
        <p>{say('notFoundHint')}</p>
        <p>
          <a href={addressOf('start')}>{say('toStart')}</a>
        </p>
      </Empty>
    </>
  );
}

const NAVIGATION: readonly RouteName[] = ['ranking', 'compare', 'findings', 'filing', 'search', 'check'];

function Head() {
  const say = useCommonWords();
  const language = useLanguage();
  const { match } = usePlace();
  const [theme, setTheme] = useState(themeNow);
  const themes = { auto: say('themeAuto'), light: say('themeLight'), dark: say('themeDark') };
  const other = new URL(location.href);
  other.searchParams.set('lang', language === 'zh' ? 'en' : 'zh');
  return (
    <header class="site-head">
      <a class="skip" href="#content">
        {say('skip')}
      </a>
      <div class="site-line">
        <a class="brand" href={addressOf('start')}>
          {say('product')}
        </a>
        <nav class="site-nav" aria-label={say('pages')}>
          <ul>
            {NAVIGATION.filter((name) => PAGES[name]).map((name) => (
              <li key={name}>
                <a href={addressOf(name)} aria-current={match?.name === name ? 'page' : undefined}>
                  {say(name as 'ranking')}
                </a>
              </li>
            ))}
            <li>
              <a href="/playground">{say('playground')}</a>
            </li>
          </ul>
        </nav>
        <div class="site-search">
          <SubjectPicker
            label={say('search')}
            hiddenLabel
            placeholder={say('searchFor')}
            onChoose={({ type, code, label }) =>
              navigate(type === 'region' ? addressOf('region', { code }) : addressOf('search', {}, { text: label }))
            }
            onEnter={(text) => navigate(addressOf('search', {}, { text }))}
          />
        </div>
        <div class="site-choices">
          <Select
            label={say('theme')}
            value={theme}
            options={THEMES.map((value) => ({ value, label: themes[value] }))}
            onChange={(value) => {
              chooseTheme(value as Theme);
              setTheme(value as Theme);
            }}
          />
          <TokenForm />
          <a class="language" href={other.pathname + other.search} lang={language === 'zh' ? 'en' : 'zh-CN'}>
            {say('language')}
          </a>
        </div>
      </div>
    </header>
  );
}
