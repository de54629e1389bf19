/** Writes the audit trail: who changed what, in which role and why, with what was there before and after. */
import type { AuditAction, Author } from './input';
import type { Transaction } from './journal';

/** What a change is of, with the body, report and region that it is about. */
export interface AuditSubject {
  readonly type: 'report' | 'department' | 'finding' | 'region';
  readonly id: number;
  readonly report?: number | null;
  readonly department?: number;
  readonly region: number;
}

/** The report of a row. */
export function auditedReport(row: { id: number; department_id: number; region_id: number }): AuditSubject {
  return { type: 'report', id: row.id, report: row.id, department: row.department_id, region: row.region_id };
}

const INSERT = `INSERT INTO audit
  (at, actor, role, action, subject, subject_id, department_id, report_id, region_id, reason, details)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export class AuditTrail {
  constructor(private readonly transaction: Transaction) {}

  /** An entry. @param details `before` and `after`, and what else identifies the change */
  async record(action: AuditAction, subject: AuditSubject, by: Author, details: object): Promise<void> {
    const { type, id, department = null, report = null, region } = subject;
    const { actor, role, reason } = by;
    const about = [type, id, department, report, region];
    const at = this.transaction.now();
    await this.transaction.run(INSERT, [at, actor, role, action, ...about, reason, JSON.stringify(details)]);
  }
}
