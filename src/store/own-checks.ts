/** A report's own checks, run again over what is stored: what they look at besides its figures may be another now. */
import { checkReport } from '../check/engine';
import { withUnassessed } from '../check/unassessed';
import type { DraftSection, SectionKey } from '../form/draft';
import type { ReportFigures } from '../form/figures';
import { kindOf } from '../plan/basis';
import { checkContextOf } from './check-context';
import { type Row, rowToFigures } from './figures-row';
import type { FindingRows } from './finding-rows';
import type { Transaction } from './journal';
import type { Regions } from './regions';
import type { StoredMeta } from './report-rows';

const SQL = {
  sections: 'SELECT key, heading, text, parts FROM section WHERE document_id = ? ORDER BY place',
  unassessed: 'UPDATE report SET unassessed = ? WHERE id = ?',
  ofBody: 'SELECT * FROM report WHERE department_id = ? AND withdrawn = 0 ORDER BY scope, year',
};

export class OwnChecks {
  constructor(
    private readonly transaction: Transaction,
    private readonly findings: FindingRows,
    private readonly regions: Regions,
  ) {}

  /** @param nameKey the body's name without the region's @returns whether other findings came of it */
  async run(row: StoredMeta, figures: ReportFigures, nameKey: string): Promise<boolean> {
    const { id: reportId, department_id: departmentId, region_id: regionId, year, scope } = row;
    const context = checkContextOf(this.regions, {
      region: this.regions.get(regionId)!,
      kind: kindOf(row.kind_id),
      nameKey,
      year,
      scope: scope === 0 ? 'OWN' : 'CONSOLIDATED',
      publishedOn: row.published_on ?? undefined,
      sections: row.document_id === null ? undefined : await sectionsOf(this.transaction, row.document_id),
    });
    const check = checkReport(figures, context);
    const told = withUnassessed(row.unassessed, 'REPORT', check.unassessed);
    const unassessed = scope === 0 ? withUnassessed(told, 'REGION', []) : told;
    if (unassessed !== row.unassessed) await this.transaction.run(SQL.unassessed, [unassessed, reportId]);
    return this.findings.replace({ reportId, departmentId, regionId, year }, 'REPORT', check.findings);
  }

  /** Those of all reports of a body, which has another region or kind now. @returns the reports whose findings are others now */
  async ofBody(departmentId: number, nameKey: string): Promise<StoredMeta[]> {
    const rows = await this.transaction.all<Row & StoredMeta>(SQL.ofBody, [departmentId]);
    const changed: StoredMeta[] = [];
    for (const row of rows) if (await this.run(row, rowToFigures(row), nameKey)) changed.push(row);
    return changed;
  }
}

async function sectionsOf(transaction: Transaction, documentId: number): Promise<DraftSection[]> {
  const rows = await transaction.all<{
    key: SectionKey;
    heading: string;
    text: string;
    parts: string | null;
  }>(SQL.sections, [documentId]);
  return rows.map(({ key, heading, text, parts }) => ({
    key,
    heading,
    text,
    ...(parts === null ? {} : { parts: JSON.parse(parts) as DraftSection['parts'] }),
  }));
}
