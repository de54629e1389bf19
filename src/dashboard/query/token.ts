/** The token of an editor or administrator, kept as long as the browser's tab is open and sent with every question. */
import { useEffect, useState } from 'preact/hooks';

const KEPT = 'gongkai:token';
const CHANGED = 'gongkai:token-changed';

export function tokenOf(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

let changes = 0;

/** How often the token was changed: what was answered before may look otherwise with another. */
export function tokenChanges(): number {
  return changes;
}

/** Takes a token into use; null takes it out. */
export function setToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, token);
  changes += 1;
  dispatchEvent(new CustomEvent(CHANGED));
}

/** The token in use; whatever shows it follows a change. */
export function useToken(): string | null {
  const [token, follow] = useState(tokenOf);
  useEffect(() => {
    const changed = () => follow(tokenOf());
    addEventListener(CHANGED, changed);
    return () => removeEventListener(CHANGED, changed);
  }, []);
  return token;
}
