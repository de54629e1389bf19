/** Reads that a key bounds, on the read-only connection of the main thread. It sees what is committed. */
import type { Statement } from 'better-sqlite3';
import type { Connection } from './source';

/** A statement that was run, for whoever counts or logs them. */
export type StatementListener = (sql: string, params: readonly unknown[], way: 'read' | 'scan') => void;

/** Prepared statements that are kept. */
const KEPT = 400;

export class Reader {
  onStatement: StatementListener | undefined;
  private readonly statements = new Map<string, Statement>();

  constructor(readonly connection: Connection) {}

  /** The rows of a statement. A whole number above 2^53 comes inexact: statements that can meet one cast it to text. */
  all<T>(sql: string, params: readonly unknown[]): T[] {
    this.onStatement?.(sql, params, 'read');
    return this.prepared(sql).all(...params) as T[];
  }

  private prepared(sql: string): Statement {
    const kept = this.statements.get(sql);
    if (kept) return kept;
    if (this.statements.size >= KEPT) this.statements.delete(this.statements.keys().next().value!);
    const statement = this.connection.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
