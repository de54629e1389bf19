/** Light or dark: as the system is, unless the reader chose. A preference of the reader, not a part of the address. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = 'gongkai:theme';

export function themeNow(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function show(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function startTheme(): void {
  show(themeNow());
}

export function chooseTheme(theme: Theme): void {
  show(theme);
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // Then it holds until the page is left.
  }
}
