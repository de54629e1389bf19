/** Full text: reports by the terms of their narratives, titles and bodies, and bodies by their names. */
import type { Key } from './cursor';
import { type DepartmentsAsk, departmentConditions, likeText, type ReportsAsk, reportConditions } from './lists';
import { type Condition, type Dialect, type Statement, statement, where } from './statement';

export interface SearchAsk {
  /** Expression of the index of terms: it narrows to years and regions, too. */
  readonly match: string;
  /** The phrases that must be found. */
  readonly phrases: readonly Phrase[];
  /** What the index does not know. */
  readonly reports: Omit<ReportsAsk, 'order' | 'within' | 'years' | 'withdrawn'>;
}

/** Terms of the index, one behind the other. */
export interface Phrase {
  readonly terms: readonly string[];
  /** The last one may go on. */
  readonly open: boolean;
}

/** A term, in the name of a body itself or of one of its regions and the body: 洛阳市偃师区司法 is 司法局 of 410307. */
export interface BodyTerm {
  readonly text: string;
  /** Regions whose names the term begins with, and what is left of it for the body's name. */
  readonly placed: readonly { readonly low: number; readonly high: number; readonly rest: string }[];
}

export interface BodySearchAsk {
  /** Each must be found. */
  readonly terms: readonly BodyTerm[];
  readonly bodies: Omit<DepartmentsAsk, 'order'>;
}

/** What a find weighs: in a title eight times, in the body's name five times. */
const WEIGHTS = { title: 8, body: 5, text: 1 } as const;
const COLUMNS = ['title', 'body', 'text'] as const;
/** Reports that are ranked by relevance: of a word that more have, those that came last. */
const MOST_RANKED = 20_000;

interface Found {
  /** The index joined with the report's row, where that is needed. */
  readonly from: string;
  readonly id: string;
  readonly filter: Condition;
  /** Relevance as a whole number, lower is better. */
  readonly ordering: Condition;
}

/** Relevance is BM25 as SQLite counts it. */
function foundInSqlite({ match }: SearchAsk, join: string, conditions: readonly Condition[]): Found {
  const { title, body, text } = WEIGHTS;
  return {
    from: `search${join}`,
    id: 'search.rowid',
    filter: where([{ sql: 'search MATCH ?', params: [match] }, ...conditions]),
    ordering: {
      sql: `CAST(ROUND(bm25(search, ${title}, ${body}, ${text}, 0) * 1000000) AS INTEGER)`,
      params: [],
    },
  };
}

/**
 * The index gives reports that have all terms; phrases are then looked up in the terms as they follow one another. Relevance is
 * BM25 without the rarity of a phrase, which is the same for all that were found.
 */
function foundInPostgres({ match, phrases }: SearchAsk, join: string, conditions: readonly Condition[]): Found {
  const patterns = phrases.map(({ terms, open }) => ` ${terms.join(' ')}${open ? '' : ' '}`);
  const stands = COLUMNS.map((column) => `strpos(search.${column}, ?) > 0`).join(' OR ');
  const often = COLUMNS.map((column) => `${WEIGHTS[column]} * phrase_count(search.${column}, ?)`).join(' + ');
  const length = '(0.25 + 0.75 * (length(search.title) + length(search.body) + length(search.text)) / 4000.0)';
  return {
    from: `search${join}`,
    id: 'search.report_id',
    filter: where([
      { sql: 'search.terms @@ ?::tsquery', params: [match] },
      ...patterns.map((pattern) => ({ sql: `(${stands})`, params: COLUMNS.map(() => pattern) })),
      ...conditions,
    ]),
    ordering: {
      sql: `CAST(ROUND(-1000000 * (${phrases.map(() => `relevance(${often}, ${length})`).join(' + ')})) AS BIGINT)`,
      params: patterns.flatMap((pattern) => COLUMNS.map(() => pattern)),
    },
  };
}

/** The reports found. The index holds current reports only; a report's row is read where the index does not know the filter. */
function found(dialect: Dialect, ask: SearchAsk): Found {
  const filtered = Object.values(ask.reports).some((each) => each !== undefined);
  const conditions = filtered ? reportConditions(dialect, ask.reports) : [];
  const id = dialect === 'sqlite' ? 'rowid' : 'report_id';
  const join = filtered ? ` JOIN report r ON r.id = search.${id}` : '';
  return (dialect === 'sqlite' ? foundInSqlite : foundInPostgres)(ask, join, conditions);
}

/** A page of reports, the most relevant first, of equal ones the last imported: columns `id`, `ordering`. */
export function planSearch(dialect: Dialect, ask: SearchAsk, after: Key | undefined, limit: number): Statement {
  const { from, id, filter, ordering } = found(dialect, ask);
  const behind = where(after ? [{ sql: '(ordering, -id) > (?, ?)', params: [after[0]!, -Number(after[1])] }] : []);
  return statement(
    dialect,
    `SELECT id, ordering FROM (
  SELECT ${id} AS id, ${ordering.sql} AS ordering FROM ${from}
  ${filter.sql} ORDER BY ${id} DESC LIMIT ${MOST_RANKED}
) AS found ${behind.sql} ORDER BY ordering, id DESC LIMIT ?`,
    [...ordering.params, ...filter.params, ...behind.params, limit],
  );
}

/** How many reports there are: column `total`. */
export function planSearchCount(dialect: Dialect, ask: SearchAsk): Statement {
  const { from, filter } = found(dialect, ask);
  return statement(dialect, `SELECT COUNT(*) AS total FROM ${from} ${filter.sql}`, filter.params);
}

const LIKE = "LIKE ? ESCAPE '!'";

function termCondition({ text, placed }: BodyTerm): Condition {
  const ways: Condition[] = [{ sql: `d.name ${LIKE}`, params: [`%${likeText(text)}%`] }];
  for (const { low, high, rest } of placed)
    if (rest === '') ways.push({ sql: 'd.region_id BETWEEN ? AND ?', params: [low, high] });
    else
      ways.push({
        sql: `(d.region_id BETWEEN ? AND ? AND d.name ${LIKE})`,
        params: [low, high, `%${likeText(rest)}%`],
      });
  return { sql: `(${ways.map((each) => each.sql).join(' OR ')})`, params: ways.flatMap((each) => each.params) };
}

function bodyFilter(dialect: Dialect, { terms, bodies }: BodySearchAsk): Condition {
  return where([...departmentConditions(dialect, bodies), ...terms.map(termCondition)]);
}

/** A page of bodies: exact names first, then those that begin so, then the shorter ones: columns `id`, `ordering`. */
export function planBodySearch(dialect: Dialect, ask: BodySearchAsk, after: Key | undefined, limit: number): Statement {
  const { sql, params } = bodyFilter(dialect, ask);
  const whole = ask.terms.map((each) => each.text).join('');
  const rests = ask.terms.length === 1 ? ask.terms[0]!.placed.map((each) => each.rest) : [];
  const names = [whole, ...rests].filter((each) => each !== '');
  const exact = names.map(() => 'd.name = ? OR d.name_key = ?').join(' OR ');
  const begins = names.map(() => `d.name ${LIKE} OR d.name_key ${LIKE}`).join(' OR ');
  const behind = where(after ? [{ sql: '(ordering, id) > (?, ?)', params: [after[0]!, after[1]!] }] : []);
  return statement(
    dialect,
    `SELECT id, ordering FROM (
  SELECT d.id, CASE WHEN ${exact} THEN 0 WHEN ${begins} THEN 1000 ELSE 2000 END + LENGTH(d.name) AS ordering
  FROM department d ${sql}
) AS named ${behind.sql} ORDER BY ordering, id LIMIT ?`,
    [
      ...names.flatMap((name) => [name, name]),
      ...names.flatMap((name) => [`${likeText(name)}%`, `${likeText(name)}%`]),
      ...params,
      ...behind.params,
      limit,
    ],
  );
}

/** How many bodies there are: column `total`. */
export function planBodySearchCount(dialect: Dialect, ask: BodySearchAsk): Statement {
  const { sql, params } = bodyFilter(dialect, ask);
  return statement(dialect, `SELECT COUNT(*) AS total FROM department d ${sql}`, params);
}
