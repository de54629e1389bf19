/** The token of an editor or administrator, kept as long as the browser's tab is open and sent with every question. */
const KEPT = 'gongkai:token';

export function tokenOf(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Takes a token into use; null takes it out. */
export function setToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, token);
}
