/** The audit trail, for those who may see who changed what. */
import { planAudit, planAuditCount } from '../plan/audit';
import { identityOf } from '../plan/cursor';
import { count, type Row } from '../plan/holding';
import { demand } from './authority';
import type { GraphContext } from './context';
import { AuditEntry, type AuditFilter, auditAsk } from './types/audit';
import { type Connection, connectionOf, type PageArgs, readPage } from './types/connection';

/** A page of the trail. @throws UNAUTHENTICATED without a token, since the trail names people; BAD_INPUT, UNKNOWN_REGION */
export async function listAudit(
  context: GraphContext,
  filter: AuditFilter | null | undefined,
  page: PageArgs,
): Promise<Connection<AuditEntry>> {
  demand(context, 'editor', AUDIT);
  const { reading } = context;
  const ask = auditAsk(context, filter);
  const read = await readPage<Row>(
    page,
    identityOf(['audit', ask]),
    (row) => [count(row.id)],
    (after, limit) => reading.scan(planAudit(reading.dialect, ask, after, limit)),
  );
  return connectionOf(
    read,
    (row) => new AuditEntry(row),
    async () => count((await reading.scan(planAuditCount(reading.dialect, ask)))[0]!.total),
  );
}

const AUDIT = { zh: '审计记录', en: 'The audit trail' };
