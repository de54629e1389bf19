/** Light or dark: as the system is, unless the reader chose. A preference of the reader, not a part of the address. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the system is set to. */
const DARK = matchMedia('(prefers-color-scheme: dark)');
const KEPT = 'gongkai:theme';

export function themeNow(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme === 'auto' ? (DARK.matches ? 'dark' : 'light') : theme;
}

/** From now on the page has the reader's theme, and follows the system where that is it. */
export function startTheme(): void {
  show(themeNow());
  DARK.addEventListener('change', () => show(themeNow()));
}

export function chooseTheme(theme: Theme): void {
  show(theme);
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // Then it holds until the page is left.
  }
}
