/** The reader's language: Chinese first. It stands in the address (`lang=en`) and is remembered. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { WORDS } from './words';

export type Language = 'zh' | 'en';

/** Texts of a part of the dashboard by key, in both languages; `{name}` is filled in. */
export type Catalogue = Readonly<Record<string, readonly [zh: string, en: string]>>;

export type Say<C extends Catalogue> = (key: keyof C, filling?: Readonly<Record<string, string | number>>) => string;

export const LanguageContext = createContext<Language>('zh');

const KEPT = 'gongkai:language';

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** Speaks the words of a catalogue in the reader's language. */
export function useWords<C extends Catalogue>(catalogue: C): Say<C> {
  const language = useLanguage();
  return (key, filling) => speak(catalogue[key]!, language, filling);
}

/** The words that every page shares. */
export function useCommonWords(): Say<typeof WORDS> {
  return useWords(WORDS);
}

export function speak(
  [zh, en]: readonly [string, string],
  language: Language,
  filling: Readonly<Record<string, string | number>> = {},
): string {
  return (language === 'zh' ? zh : en).replace(/\{(\w+)\}/g, (_, name: string) => String(filling[name] ?? ''));
}

/** The language of an address: what it says, otherwise what was remembered, otherwise Chinese. */
export function languageOf(parameters: URLSearchParams): Language {
  const said = parameters.get('lang') ?? remembered();
  return said === 'en' ? 'en' : 'zh';
}

export function rememberLanguage(language: string | null): void {
  if (language !== 'zh' && language !== 'en') return;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // A browser that keeps nothing still has the address.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
