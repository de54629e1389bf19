/**
 * The three tables from running text.
 */
import type { TextLine } from '../extract/document';
import { readProactiveLines } from './line-proactive';
import { readRemedyLines } from './line-remedies';
import { readRequestLines } from './line-requests';
import { placedTokens } from './paper-places';
import type { TableRead } from './table';

/** Reads the tables that the lines hold, each at most once. */
export function readLines(lines: readonly TextLine[]): TableRead[] {
  const tokens = placedTokens(lines);
  const requests = readRequestLines(tokens);
  const proactive = readProactiveLines(tokens, tokens.length);
  const remedies = readRemedyLines(tokens, 0);
  return [proactive, requests, remedies].filter((read) => read !== undefined);
}
