/** Who may do what: the role that a caller's token gives, against the one that is needed. */
import { Problem } from '../form/problem';
import type { GraphContext, Role } from './context';

const RANK: readonly Role[] = ['reader', 'editor', 'admin'];

/**
 * @param what what is asked for, as the subject of a sentence
 * @throws UNAUTHENTICATED without a token, FORBIDDEN with one of a lesser role
 */
export function demand(context: GraphContext, role: Role, what: { readonly zh: string; readonly en: string }): void {
  if (RANK.indexOf(context.role) >= RANK.indexOf(role)) return;
  if (context.role === 'reader')
    throw new Problem(
      'UNAUTHENTICATED',
      `${what.zh}需要令牌：Authorization: Bearer 密钥`,
      `${what.en} needs a token: Authorization: Bearer SECRET`,
    );
  throw new Problem('FORBIDDEN', `${what.zh}需要 ${role} 令牌`, `${what.en} needs a token with the role ${role}`);
}
