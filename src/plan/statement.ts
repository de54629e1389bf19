/**
 * What a plan ends in: SQL text and its parameters. Plans write `?` for a parameter and name tables and columns that are the
 * same in every dialect; what differs between dialects is here, and nowhere else.
 */

export type Dialect = 'sqlite' | 'postgres';
export type Param = number | string | null;

export interface Statement {
  readonly sql: string;
  readonly params: readonly Param[];
}

/** A condition with its parameters, to be joined by AND. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly Param[];
}

/** The statement with the placeholders of the dialect. The texts of plans have no `?` but their parameters. */
export function statement(dialect: Dialect, sql: string, params: readonly Param[]): Statement {
  if (dialect === 'sqlite') return { sql, params };
  let at = 0;
  return {
    sql: sql.replace(/\?/g, () => {
      at += 1;
      return `$${at}`;
    }),
    params,
  };
}

/**
 * A common table of whole numbers, given as one JSON parameter (an array of arrays): the SQL text stays the same however
 * many keys are asked for, so that a prepared statement serves them all.
 */
export function askTable(dialect: Dialect, columns: readonly string[]): string {
  const element = dialect === 'sqlite' ? 'value' : '(value::jsonb)';
  const picked = columns.map((column, at) => {
    const value = `${element} ->> ${at}`;
    return `${dialect === 'sqlite' ? value : `(${value})::bigint`} AS ${column}`;
  });
  const source = dialect === 'sqlite' ? 'json_each(?)' : 'jsonb_array_elements(?::jsonb)';
  // By a column of its own, and not by what it is made of, a shard can be asked for single rows.
  const kept = dialect === 'sqlite' ? '' : 'MATERIALIZED ';
  return `ask AS ${kept}(SELECT ${picked.join(', ')} FROM ${source})`;
}

/** A join that SQLite makes in the order in which it is written; PostgreSQL finds the order itself. */
export function orderedJoin(dialect: Dialect): string {
  return dialect === 'sqlite' ? 'CROSS JOIN' : 'JOIN';
}

/** What stands behind a column that is one of a list of whole numbers, given as one JSON parameter. */
export function inList(dialect: Dialect): string {
  return dialect === 'sqlite'
    ? 'IN (SELECT value FROM json_each(?))'
    : '= ANY (ARRAY(SELECT value::bigint FROM jsonb_array_elements_text(?::jsonb)))';
}

/** A column that is one of a list of whole numbers. */
export function oneOf(dialect: Dialect, column: string, values: readonly number[]): Condition {
  return { sql: `${column} ${inList(dialect)}`, params: [JSON.stringify(values)] };
}

/** The same for texts. */
export function oneOfTexts(dialect: Dialect, column: string, values: readonly string[]): Condition {
  const list =
    dialect === 'sqlite'
      ? 'IN (SELECT value FROM json_each(?))'
      : '= ANY (ARRAY(SELECT value FROM jsonb_array_elements_text(?::jsonb)))';
  return { sql: `${column} ${list}`, params: [JSON.stringify(values)] };
}

/** `WHERE a AND b`, or nothing. */
export function where(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: '', params: [] };
  return {
    sql: `WHERE ${conditions.map((each) => each.sql).join(' AND ')}`,
    params: conditions.flatMap((each) => each.params),
  };
}

/** All values of a column of a group as one JSON text, in the order of the rows: cheaper by far than a row for each. */
export function columnOf(dialect: Dialect, expression: string): string {
  return dialect === 'sqlite' ? `json_group_array(${expression})` : `json_agg(${expression})::text`;
}
