/**
 * Cursors: opaque, versioned, bound to the question they were made for. A cursor holds the ordering key of the item it
 * stands for, so that a page goes on from there whatever was added or taken away before it.
 */
import { createHash } from 'node:crypto';
import { Problem } from '../form/problem';

const VERSION = 1;
const DEFAULT_PAGE = 20;
const MAX_PAGE = 500;

export type Key = readonly (string | number | null)[];

/** What binds cursors to a question: everything that it asks but the page. */
export function identityOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 11);
}

/** The cursor of the item with this key. */
export function writeCursor(identity: string, key: Key): string {
  return Buffer.from(JSON.stringify([VERSION, identity, ...key])).toString('base64url');
}

/** The key of a cursor. @throws BAD_CURSOR where it is of another question, of another version, or no cursor */
export function readCursor(identity: string, cursor: string): Key {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  if (!Array.isArray(parts) || parts[0] !== VERSION || parts[1] !== identity) throw badCursor();
  // Whoever knows the question can write a cursor by hand: what stands in it goes into comparisons and statements.
  if (parts.some((part) => part !== null && typeof part === 'object')) throw badCursor();
  return parts.slice(2) as Key;
}

/** A whole number of a key, which stands there in digits. @throws BAD_CURSOR */
export function wholeOfKey(part: Key[number] | undefined): bigint {
  if (typeof part !== 'string' || !/^-?\d{1,60}$/.test(part)) throw badCursor();
  return BigInt(part);
}

function badCursor(): Problem {
  return new Problem(
    'BAD_CURSOR',
    '游标不属于这一查询：请用同一查询（参数相同）返回的 endCursor',
    'The cursor is not of this query: use the endCursor that the same query with the same arguments gave',
  );
}

/** How many items a page has. @throws BAD_INPUT */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size < 0 || size > MAX_PAGE)
    throw new Problem(
      'BAD_INPUT',
      `first 须在 0 到 ${MAX_PAGE} 之间，收到 ${size}`,
      `first must be between 0 and ${MAX_PAGE}, got ${size}`,
    );
  return size;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** By item. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface PageAsk {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of items that one more than its size was read of, in order, from after the cursor on. */
export function pageOfRead<T>(
  items: readonly T[],
  size: number,
  ask: PageAsk,
  identity: string,
  key: (item: T) => Key,
): Page<T> {
  const shown = items.slice(0, size);
  return {
    items: shown,
    cursors: shown.map((item) => writeCursor(identity, key(item))),
    hasNextPage: items.length > size,
    hasPreviousPage: Boolean(ask.after),
  };
}

/** A page of a whole ordered list: from the first item that `follows` the cursor's key. */
export function pageOfList<T>(
  list: readonly T[],
  ask: PageAsk,
  identity: string,
  key: (item: T) => Key,
  follows: (item: T, after: Key) => boolean,
): Page<T> {
  const size = pageSize(ask.first);
  let start = 0;
  if (ask.after) {
    const after = readCursor(identity, ask.after);
    start = list.findIndex((item) => follows(item, after));
    if (start < 0) start = list.length;
  }
  const shown = list.slice(start, start + size);
  return {
    items: shown,
    cursors: shown.map((item) => writeCursor(identity, key(item))),
    hasNextPage: start + size < list.length,
    hasPreviousPage: start > 0,
  };
}
