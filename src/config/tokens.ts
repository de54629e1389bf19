/** The setting of tokens: who may write, and with what secret. */
import { Problem } from '../form/problem';

/** What a token allows beyond reading, which needs none. */
export const TOKEN_ROLES = ['editor', 'admin'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

export interface Token {
  readonly role: TokenRole;
  /** Whose it is, as the audit trail names them; the role where the setting does not say. */
  readonly holder: string;
  readonly secret: string;
}

export function badSetting(zh: string, en: string): Problem {
  return new Problem('BAD_SETTING', zh, en);
}

const SHORTEST_SECRET = 8;
const LONGEST_HOLDER = 60;

/** Messages never repeat a secret: they end up in logs. */
export function readTokens(text: string, source: string): readonly Token[] {
  if (text === '') return [];
  const tokens = text.split(',').map((entry, index): Token => {
    const [whose, secret] = splitOnce(entry.trim(), ':');
    const [role, name] = splitOnce(whose, '/');
    const holder = name === undefined ? role : name.trim();
    if (!(TOKEN_ROLES as readonly string[]).includes(role) || secret === undefined || !isHolder(holder)) {
      throw badSetting(
        `${source} 的第 ${index + 1} 项应写作 角色:密钥 或 角色/姓名:密钥，角色为 ${TOKEN_ROLES.join('、')} 之一，姓名至多 ${LONGEST_HOLDER} 个字符。`,
        `Entry ${index + 1} of ${source} must be ROLE:SECRET or ROLE/NAME:SECRET, where ROLE is one of ${TOKEN_ROLES.join(', ')} and NAME has at most ${LONGEST_HOLDER} characters.`,
      );
    }
    if (secret.length < SHORTEST_SECRET || !/^[\x21-\x7e]+$/.test(secret)) {
      throw badSetting(
        `${source} 第 ${index + 1} 项的密钥至少 ${SHORTEST_SECRET} 个字符，且只能用不含空格的 ASCII 字符。`,
        `The secret of entry ${index + 1} of ${source} needs at least ${SHORTEST_SECRET} characters, all ASCII, without spaces.`,
      );
    }
    return { role: role as TokenRole, holder, secret };
  });
  if (new Set(tokens.map((token) => token.secret)).size < tokens.length) {
    throw badSetting(`${source} 中有两项密钥相同。`, `Two entries of ${source} have the same secret.`);
  }
  return tokens;
}

function isHolder(name: string): boolean {
  return name !== '' && name.length <= LONGEST_HOLDER && !/\p{Cc}/u.test(name);
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
