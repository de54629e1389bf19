/** Drafts and checks as plain JSON, with the ids of the form. */
import { messageOf } from '../check/message';
import type { Finding } from '../check/result';
import { findRule } from '../check/rules';
import type { DraftTable } from '../form/draft';
import { TABLES } from '../form/editions';
import type { CheckedReport, ReadReport } from '../intake/check';

/** A draft with its cells by id. */
export function draftAsJson({ file, line, draft }: ReadReport): object {
  const tables = TABLES.flatMap((table) => {
    const read: DraftTable | undefined = draft.tables[table];
    return read ? [[`table${table}`, { edition: read.edition, cells: Object.fromEntries(read.cells) }]] : [];
  });
  return { file, line, ...draft, tables: Object.fromEntries(tables) };
}

/** A checked report: whose it is, and each finding with its message in both languages. */
export function checkAsJson({ file, line, draft, particulars, check }: CheckedReport): object {
  return {
    file,
    line,
    ...particulars,
    scopeEvidence: draft.scope?.evidence,
    notices: draft.notices,
    findings: check.findings.map(findingAsJson),
    unassessed: check.unassessed,
  };
}

function findingAsJson(finding: Finding): object {
  return {
    ...finding,
    severity: findRule(finding.rule)?.severity,
    zh: messageOf(finding, 'zh'),
    en: messageOf(finding, 'en'),
  };
}
