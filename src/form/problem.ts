/**
 * The one table of problems that a person may be shown: by the command line, by GraphQL (`extensions.code`) and by pages.
 * Codes are stable; messages are in Chinese and English and say what to do.
 */

/** Code → HTTP status where the problem ends a request. */
export const PROBLEMS = {
  /** An argument, line or file says something that cannot be. */
  BAD_INPUT: 400,
  /** A cursor of another query, or of none. */
  BAD_CURSOR: 400,
  UNKNOWN_REGION: 404,
  UNKNOWN_KIND: 404,
  NOT_FOUND: 404,
  /** A name that fits several bodies or regions. */
  AMBIGUOUS_BODY: 409,
  /** The report's year is not said anywhere. */
  YEAR_MISSING: 422,
  YEAR_OUT_OF_RANGE: 422,
  /** The body is not said anywhere, or no region can be found for it. */
  BODY_MISSING: 422,
  /** A government's report of which nothing says whether it contains its departments. */
  SCOPE_MISSING: 422,
  /** Not a report: none of the three tables is there. */
  NO_TABLES: 422,
  BAD_FIGURE: 422,
  /** Content that no extractor reads, or that contradicts itself (a binary file named .txt). */
  UNSUPPORTED_FORMAT: 415,
  /** A file that ends before its content does, or cannot be decoded. */
  DAMAGED_FILE: 422,
  ENCRYPTED_FILE: 422,
  EMPTY_FILE: 422,
  /** A scan, or pictures where the tables should be. */
  NO_TEXT: 422,
  TOO_LARGE: 413,
  /** The query passes a limit on depth, aliases, directives, tokens, cost or groups. */
  QUERY_TOO_LARGE: 400,
  /** The statement ran out of its SQL time. */
  QUERY_TOO_SLOW: 503,
  /** A server that holds a part of the reports cannot be reached. */
  SHARD_AWAY: 503,
  /** Data changed while an answer of several parts was read. */
  DATA_CHANGED: 503,
  /** No server of the store can be read, or the one that takes writes is away. */
  STORE_UNAVAILABLE: 503,
  /** More requests than the server can answer in time. */
  OVERLOADED: 503,
  /** More of something than one address may ask for in a minute. */
  TOO_MANY_REQUESTS: 429,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  MUTATIONS_OFF: 403,
  BAD_SETTING: 400,
  /** The store is not one of gongkai's, of a newer version, or not empty where it is to be filled. */
  BAD_STORE: 500,
  /** A defect of gongkai. */
  INTERNAL: 500,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export interface Place {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

/** A problem with its message in both languages. `message` is the English one. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly zh: string,
    readonly en: string,
    readonly place: Place = {},
  ) {
    super(en);
    this.name = 'Problem';
  }

  /** The same problem, at a place. */
  at(place: Place): Problem {
    return new Problem(this.code, this.zh, this.en, { ...this.place, ...place });
  }
}
