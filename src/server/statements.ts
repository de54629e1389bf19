/** Counts the statements of a store, and logs the slow ones with their text and plan. */
import type { FastifyBaseLogger } from 'fastify';
import type { Store } from '../store';
import { counters, type Family } from './metrics';

/** Plans that are kept: a slow statement is often the same one. */
const MOST_PLANS = 100;
/** Plans asked for at the same time; more would add to what is slow. */
const MOST_ASKED = 1;
const LONGEST_TEXT = 4000;

export class StatementWatch {
  private readonly counts = { read: 0, scan: 0 };
  private readonly seconds = { read: 0, scan: 0 };
  private readonly plans = new Map<string, readonly string[]>();
  private asked = 0;

  /** Watches a store from now on. @param slowMs from here on a statement is slow */
  constructor(
    private readonly store: Store,
    private readonly slowMs: number,
    private readonly log: Pick<FastifyBaseLogger, 'warn'>,
    /** Told of each of them. */
    onStatement?: (sql: string, way: 'read' | 'scan', ms: number) => void,
  ) {
    store.onTimed = (sql, params, way, ms) => {
      this.counts[way] += 1;
      this.seconds[way] += ms / 1000;
      onStatement?.(sql, way, ms);
      if (ms >= slowMs && !sql.startsWith('EXPLAIN')) void this.tell(sql, params, way, ms);
    };
  }

  families(): Family[] {
    return [
      counters('gongkai_statements_total', 'Statements run: bounded reads, and scans.', 'way', this.counts),
      counters('gongkai_statement_seconds_total', 'Time of statements, waiting included.', 'way', this.seconds),
    ];
  }

  /** The parameters of a statement are not logged: they may hold what somebody searches for. */
  private async tell(sql: string, params: readonly unknown[], way: string, ms: number): Promise<void> {
    const text = sql.length > LONGEST_TEXT ? `${sql.slice(0, LONGEST_TEXT)}…` : sql;
    const plan = await this.planOf(sql, params);
    this.log.warn({ sql: text, way, ms: Math.round(ms), slowMs: this.slowMs, plan }, 'slow statement');
  }

  private async planOf(sql: string, params: readonly unknown[]): Promise<readonly string[] | undefined> {
    const kept = this.plans.get(sql);
    if (kept || this.asked >= MOST_ASKED) return kept;
    this.asked += 1;
    try {
      const explain = this.store.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
      const rows = await this.store.read<Record<string, unknown>>(`${explain} ${sql}`, params as never);
      const plan = rows.map((row) => String(row.detail ?? row['QUERY PLAN']));
      if (this.plans.size >= MOST_PLANS) this.plans.delete(this.plans.keys().next().value!);
      this.plans.set(sql, plan);
      return plan;
    } catch {
      // The statement is told all the same.
      return undefined;
    } finally {
      this.asked -= 1;
    }
  }
}
