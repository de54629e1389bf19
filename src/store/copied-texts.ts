/** Copied text as findings, over the whole store: every text with that of the body's last year and all others of the year. */
import { type AlikeSection, COPIED_SHARE, checkCopied } from '../check/copied';
import type { Finding } from '../check/result';
import { TEXTS_RULES } from '../check/rule';
import { withUnassessed } from '../check/unassessed';
import type { Connection } from './connection';
import { FindingRows } from './finding-rows';
import type { Transaction } from './journal';
import type { Similar, SimilarSection } from './similar';

/** Reports of one step. */
const STEP = 100;

const SQL = {
  reports: `SELECT id, department_id, region_id, year, version FROM report
    WHERE id > ? AND withdrawn = 0 AND document_id IS NOT NULL ORDER BY id LIMIT ?`,
  now: 'SELECT version, unassessed FROM report WHERE id = ?',
  unassessed: 'UPDATE report SET unassessed = ? WHERE id = ?',
  body: 'SELECT name FROM department WHERE id = ?',
};

interface TextRow {
  readonly id: number;
  readonly department_id: number;
  readonly region_id: number;
  readonly year: number;
  readonly version: number;
}

/** What came of the comparison of one report. */
export interface ComparedText {
  readonly row: TextRow;
  readonly assessed: boolean;
  readonly findings: readonly Finding[];
}

export class CopiedTexts {
  constructor(
    /** Sees what is committed. */
    private readonly reader: Connection,
    private readonly similar: Similar,
  ) {}

  /** Compares the texts of some reports behind one, in no transaction; empty behind the last. */
  async compare(after: number): Promise<readonly ComparedText[]> {
    const rows = await this.reader.all<TextRow>(SQL.reports, [after, STEP]);
    const compared: ComparedText[] = [];
    for (const row of rows) {
      const { texts, found } = await this.similar.compare(row.id, { minSimilarity: COPIED_SHARE });
      const alike: AlikeSection[] = [];
      for (const each of found) alike.push(await this.alike(each, texts.get(each.section)!));
      compared.push({ row, assessed: texts.size > 0, findings: checkCopied(alike) });
    }
    return compared;
  }

  private async alike(similar: SimilarSection, text: string): Promise<AlikeSection> {
    const { section, similarity, ownLastYear, reportId, departmentId, passages } = similar;
    const [longest] = [...passages].sort((a, b) => b.end - b.start - (a.end - a.start));
    return {
      section,
      similarity,
      ownLastYear,
      report: reportId,
      body: (await this.reader.get<{ name: string }>(SQL.body, [departmentId]))!.name,
      words: text.slice(longest!.start, longest!.end),
    };
  }
}

/**
 * Writes what was found of a report; one that changed meanwhile is left to the next run.
 * @returns whether its findings are other than before
 */
export async function writeCopied(
  transaction: Transaction,
  { row, assessed, findings }: ComparedText,
): Promise<boolean> {
  const now = await transaction.get<{ version: number; unassessed: string | null }>(SQL.now, [row.id]);
  if (now?.version !== row.version) return false;
  const told = withUnassessed(now.unassessed, 'TEXTS', assessed ? [] : TEXTS_RULES);
  if (told !== now.unassessed) await transaction.run(SQL.unassessed, [told, row.id]);
  const place = { reportId: row.id, departmentId: row.department_id, regionId: row.region_id, year: row.year };
  return new FindingRows(transaction).replace(place, 'TEXTS', findings);
}
