/** Says what a token would allow, where there is none. */
import type { ComponentChildren } from 'preact';
import { useToken } from '../query/token';

export function WithoutToken({ children }: { readonly children: ComponentChildren }) {
  return useToken() === null ? <p class="filing-line screen-only">{children}</p> : null;
}
