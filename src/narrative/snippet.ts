/** Excerpts of a text around what was searched for, as plain text with the places of what was found. */
import { findTerms, type SearchTerms, type TextRange } from './search-terms';

export interface Snippet {
  /** Plain text; whoever shows it in a page escapes it. White space that only wraps lines is left out. */
  readonly text: string;
  /** What was found, in `text`. */
  readonly marks: readonly TextRange[];
  /** Offset in the printed text at which it begins, and of its end. */
  readonly from: number;
  readonly to: number;
}

/** Printed characters before the first and behind the last thing found. */
const AROUND = 30;
/** Printed characters of an excerpt at most, its surroundings aside. */
const WIDTH = 60;

/** The excerpt of a text that holds most of what was searched for, the first of several; undefined where there is nothing. */
export function snippetOf(printed: string, terms: SearchTerms): Snippet | undefined {
  const found = findTerms(printed, terms);
  if (found.length === 0) return undefined;
  let [first, most] = [0, 0];
  for (let at = 0; at < found.length; at += 1) {
    let end = at;
    while (end < found.length && found[end]!.end - found[at]!.start <= WIDTH) end += 1;
    if (end - at > most) [first, most] = [at, end - at];
  }
  const shown = found.slice(first, first + Math.max(1, most));
  const from = Math.max(0, shown[0]!.start - AROUND);
  const to = Math.min(printed.length, shown.at(-1)!.end + AROUND);
  return excerpt(printed, from, to, shown);
}

/** The whole of a short text, a title or a name, with what was found; undefined where there is nothing. */
export function markedWhole(printed: string, terms: SearchTerms): Snippet | undefined {
  const found = findTerms(printed, terms);
  return found.length === 0 ? undefined : excerpt(printed, 0, printed.length, found);
}

function excerpt(printed: string, from: number, to: number, found: readonly TextRange[]): Snippet {
  let text = '';
  const place = new Map<number, number>();
  for (let at = from; at < to; at += 1) {
    place.set(at, text.length);
    const character = printed[at]!;
    if (!/\s/.test(character)) text += character;
    else if (/[\w]$/.test(text) && /^\s*\w/.test(printed.slice(at, at + 20))) text += ' ';
  }
  place.set(to, text.length);
  const marks = found.map(({ start, end }) => ({ start: place.get(start)!, end: place.get(end - 1)! + 1 }));
  return { text, marks, from, to };
}
