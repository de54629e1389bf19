/** What a command writes to: its two streams and the language that its reader reads. */
import type { Locale } from '../config';

/** A text in the two languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export interface Terminal {
  readonly locale: Locale;
  /** Results. A line break is added. */
  out(text: string): void;
  /** Problems and progress. A line break is added. */
  err(text: string): void;
}

/** The text in the reader's language. */
export function say(terminal: Pick<Terminal, 'locale'>, text: Bilingual): string {
  return text[terminal.locale];
}

/**
 * The language of the command line: what `--locale` says, else the language of the environment (LC_ALL, LC_MESSAGES, LANG,
 * in this order of POSIX). Chinese where the environment names no other language, as "C" and "POSIX" do not.
 */
export function localeOf(environment: Readonly<Record<string, string | undefined>>, flag?: string): Locale {
  if (flag === 'zh' || flag === 'en') return flag;
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return language === '' || /^(zh|C|POSIX)/.test(language) ? 'zh' : 'en';
}

export function processTerminal(locale: Locale): Terminal {
  return {
    locale,
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  };
}
