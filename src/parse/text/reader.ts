/**
 * The three tables from running text.
 */
import type { TextLine } from '../../extract/document';
import type { TableNumber } from '../../form/editions';
import { withoutExtraRow } from '../lines/extra-row';
import { placedTokens } from '../paper/places';
import type { Figure, Token } from '../printed/tokens';
import type { TableRead } from '../settle/table';
import { inEitherWidth } from './character-width';
import { readProactiveLines } from './proactive';
import { readRemedyLines, remedyLines } from './remedies';
import { readRequestLines } from './requests';

/**
 * Reads those of the tables that the lines hold, each at most once. `isWhole`: the lines are part of a text that is known not to
 * have lost figures.
 */
export function readLines(lines: readonly TextLine[], tables: readonly TableNumber[], isWhole: boolean): TableRead[] {
  const placed = placedTokens(lines);
  const tokens = withoutExtraRow(placed.tokens);
  // What the other tables have is no figure of table 3.
  const isRead = (table: TableNumber) => tables.includes(table) || tables.includes(3);
  const proactive = isRead(2) ? readProactive(tokens, placed.otherwise) : undefined;
  const remedies = isRead(4) ? readRemedyLines(tokens, 0) : undefined;
  const isKnown = isWhole || (proactive !== undefined && remedies !== undefined && haveFigures([proactive, remedies]));
  const requests = tables.includes(3)
    ? readRequestLines(tokens, looseFigures(tokens, [proactive, remedies]), !isKnown)
    : undefined;
  return [proactive, requests, remedies]
    .filter((read) => read !== undefined)
    .filter((read) => tables.includes(read.table));
}

function readProactive(tokens: readonly Token[], otherwise: readonly Token[] | undefined): TableRead | undefined {
  const read = readProactiveLines(tokens, tokens.length);
  const other = read && otherwise && readProactiveLines(withoutExtraRow(otherwise), otherwise.length);
  return other ? inEitherWidth(read, other) : read;
}

/** Fewer figures may be what is left of those that a text lost. */
const FEWEST_FIGURES = 3;

/** Whether the tables beside it do not show that a table without figures lost its own: they print theirs, or have none either. */
function haveFigures(reads: readonly TableRead[]): boolean {
  const printed = new Set<string>();
  for (const { table, draft } of reads)
    for (const { origin } of draft.cells.values())
      for (const [i, text] of (origin?.printed ?? '').split(' ').entries())
        if (text !== '') printed.add(`${table} ${origin!.line} ${i}`);
  return printed.size === 0 || printed.size >= FEWEST_FIGURES;
}

/** Figures on lines without text, of which no table has any: they may be of another. */
function looseFigures(tokens: readonly Token[], reads: readonly (TableRead | undefined)[]): Figure[] {
  const taken = new Set(remedyLines(tokens));
  const lines = tokens.flatMap((token) => (token.type === 'figure' ? [token.line] : []));
  for (const read of reads)
    for (const { origin, state } of read?.draft.cells.values() ?? []) {
      if (origin?.line === undefined) continue;
      taken.add(origin.line);
      // A row that is not read prints several.
      const first = lines.indexOf(origin.line);
      const count = state === 'UNREADABLE' ? (origin.printed ?? '').split(' ').length : 0;
      for (const line of lines.slice(first, first + count)) taken.add(line);
    }
  const worded = new Set(tokens.flatMap((token) => (token.type === 'piece' ? [token.line] : [])));
  return tokens.filter(
    (token): token is Figure => token.type === 'figure' && !taken.has(token.line) && !worded.has(token.line),
  );
}
