/** Full text: reports by the terms of their narratives, titles and bodies, and bodies by their names. */
import type { Key } from './cursor';
import { type DepartmentsAsk, departmentConditions, likeText, type ReportsAsk, reportConditions } from './lists';
import { type Condition, type Dialect, type Statement, statement, where } from './statement';

export interface SearchAsk {
  /** Expression of the index of terms: it narrows to years and regions, too. */
  readonly match: string;
  /** What the index does not know. */
  readonly reports: Omit<ReportsAsk, 'order' | 'within' | 'years' | 'withdrawn'>;
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

/** Relevance of a report as a whole number, lower is better: a title counts eight times, the body's name five times. */
const RELEVANCE = 'CAST(ROUND(bm25(search, 8, 5, 1, 0) * 1000000) AS INTEGER)';
/** Reports that are ranked by relevance: of a word that more have, those that came last. */
const MOST_RANKED = 20_000;

function onlySqlite(dialect: Dialect): void {
  if (dialect !== 'sqlite') throw new Error(`there is no index of terms for ${dialect}`);
}

/** The reports found. The index holds current reports only; a report's row is read where the index does not know the filter. */
function found(dialect: Dialect, { match, reports }: SearchAsk): Condition & { readonly join: string } {
  onlySqlite(dialect);
  const filtered = Object.values(reports).some((each) => each !== undefined);
  const conditions = filtered ? reportConditions(dialect, reports) : [];
  return {
    ...where([{ sql: 'search MATCH ?', params: [match] }, ...conditions]),
    join: filtered ? 'JOIN report r ON r.id = search.rowid' : '',
  };
}

/** A page of reports, the most relevant first, of equal ones the last imported: columns `id`, `ordering`. */
export function planSearch(dialect: Dialect, ask: SearchAsk, after: Key | undefined, limit: number): Statement {
  const { join, sql, params } = found(dialect, ask);
  const behind = where(after ? [{ sql: '(ordering, -id) > (?, ?)', params: [after[0]!, -Number(after[1])] }] : []);
  return statement(
    dialect,
    `SELECT id, ordering FROM (
  SELECT search.rowid AS id, ${RELEVANCE} AS ordering FROM search ${join}
  ${sql} ORDER BY search.rowid DESC LIMIT ${MOST_RANKED}
) ${behind.sql} ORDER BY ordering, id DESC LIMIT ?`,
    [...params, ...behind.params, limit],
  );
}

/** How many reports there are: column `total`. */
export function planSearchCount(dialect: Dialect, ask: SearchAsk): Statement {
  const { join, sql, params } = found(dialect, ask);
  return statement(dialect, `SELECT COUNT(*) AS total FROM search ${join} ${sql}`, params);
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
