/**
 * The three tables from running text.
 */
import type { TextLine } from '../extract/document';
import type { TableNumber } from '../form/editions';
import { readProactiveLines } from './line-proactive';
import { readRemedyLines } from './line-remedies';
import { readRequestLines } from './line-requests';
import { placedTokens } from './paper-places';
import type { TableRead } from './table';
import type { Figure, Token } from './tokens';

/** Reads those of the tables that the lines hold, each at most once. */
export function readLines(lines: readonly TextLine[], tables: readonly TableNumber[]): TableRead[] {
  const tokens = placedTokens(lines);
  // What the other tables have is no figure of table 3.
  const isRead = (table: TableNumber) => tables.includes(table) || tables.includes(3);
  const proactive = isRead(2) ? readProactiveLines(tokens, tokens.length) : undefined;
  const remedies = isRead(4) ? readRemedyLines(tokens, 0) : undefined;
  // Where figures of the tables beside it are missing, a table without any may have lost its own.
  const isUnsure = !proactive || proactive.unread > 0 || !remedies;
  const requests = tables.includes(3)
    ? readRequestLines(tokens, looseFigures(tokens, [proactive, remedies]), isUnsure)
    : undefined;
  return [proactive, requests, remedies]
    .filter((read) => read !== undefined)
    .filter((read) => tables.includes(read.table));
}

/** Figures on lines without text, of which no table has any: they may be of another. */
function looseFigures(tokens: readonly Token[], reads: readonly (TableRead | undefined)[]): Figure[] {
  const taken = new Set<number>();
  for (const read of reads)
    for (const { origin } of read?.draft.cells.values() ?? []) if (origin?.line !== undefined) taken.add(origin.line);
  const worded = new Set(tokens.flatMap((token) => (token.type === 'piece' ? [token.line] : [])));
  return tokens.filter(
    (token): token is Figure => token.type === 'figure' && !taken.has(token.line) && !worded.has(token.line),
  );
}
