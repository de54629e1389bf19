/** Who asks, and in which language: read once for each request, from its headers. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { LOCALES, type Locale, type Token, type TokenRole } from '../config';
import { Problem } from '../form/problem';

/** `reader` needs no token. */
export type Role = 'reader' | TokenRole;

/** Who a header says that they are. */
export interface Identity {
  readonly role: Role;
  /** As the audit trail names them: the holder of the token. */
  readonly actor: string;
}

export interface Caller extends Identity {
  readonly locale: Locale;
  /** Of the connection, where there is one: behind a proxy, the proxy’s. */
  readonly address?: string;
}

/** Reads who asks from an Authorization header. */
export type IdentityReader = (authorization: string | undefined) => Identity;

export const READER: Identity = { role: 'reader', actor: 'reader' };

/**
 * A reader of identities for the configured tokens. Without any token configured nobody can be more than a reader, and a header
 * is not looked at. A Bearer token that is none of them throws UNAUTHENTICATED; other schemes (a proxy's own) are ignored.
 */
export function identityReader(tokens: readonly Token[]): IdentityReader {
  const known = tokens.map(({ role, holder, secret }) => ({
    identity: { role, actor: holder },
    digest: digestOf(secret),
  }));
  return (authorization) => {
    const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (given === undefined || known.length === 0) return READER;
    const digest = digestOf(given);
    let identity: Identity | undefined;
    // Every token is compared, and as digests of one length: the time tells nothing about which one came close.
    for (const token of known) if (timingSafeEqual(token.digest, digest)) identity = token.identity;
    if (identity !== undefined) return identity;
    throw new Problem('UNAUTHENTICATED', '令牌无效。', 'The token is not valid.');
  };
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The language asked for by `?locale=`, otherwise the best one of an Accept-Language header, otherwise the default. */
export function localeOf(parameter: unknown, acceptLanguage: string | undefined, fallback: Locale): Locale {
  const asked = typeof parameter === 'string' ? supported(parameter) : undefined;
  if (asked !== undefined) return asked;
  return (acceptLanguage ? bestLanguage(acceptLanguage) : undefined) ?? fallback;
}

/** Few clients send anything but one of some dozen headers. */
const known = new Map<string, Locale | undefined>();
const MOST_KNOWN = 200;
const LONGEST_KNOWN = 200;

function bestLanguage(acceptLanguage: string): Locale | undefined {
  if (known.has(acceptLanguage)) return known.get(acceptLanguage);
  const best = readLanguages(acceptLanguage);
  if (known.size < MOST_KNOWN && acceptLanguage.length <= LONGEST_KNOWN) known.set(acceptLanguage, best);
  return best;
}

function readLanguages(acceptLanguage: string): Locale | undefined {
  const ranked = acceptLanguage
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1]).find((text) => text !== undefined);
      return { locale: supported(tag), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((entry) => entry.locale !== undefined && entry.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.locale;
}

function supported(tag: string): Locale | undefined {
  const language = tag.trim().toLowerCase().split('-')[0];
  return LOCALES.find((locale) => locale === language);
}
