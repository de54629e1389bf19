/**
 * Text as it is searched: pairs of neighbouring characters.
 *
 * Chinese has no spaces, and its commonest words have two characters; so each pair of characters is a term of the index, and
 * a word is a phrase of pairs. An index of three characters could not find 复议, and is a third larger (1,224 characters of
 * report: 6.0 KB of pairs, 8.4 KB of triples). Words and numbers in Latin letters and Arabic digits are one character
 * each. Documents wrap their lines anywhere, and number their pages in the middle of a sentence: white space between Chinese
 * characters is none, and a line that only numbers a page is none either.
 */
import { Problem } from '../form/problem';
import { isHalf, isLatin, isLetter, isSpace, plainCode } from './letters';
import { lines } from './passage';

/** A run of text that nothing but white space interrupts: its characters, and where each stands in the printed text. */
interface Piece {
  readonly characters: readonly string[];
  /** Offset of each. */
  readonly from: readonly number[];
  /** Offset behind each. */
  readonly to: readonly number[];
}

/** `[start, end)` offsets in UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What is searched for: every term must be found. */
export interface SearchTerms {
  /** Each a run of characters. */
  readonly terms: readonly (readonly string[])[];
}

const MOST_CHARACTERS = 200_000;
const LONGEST_WORD = 40;
const LONGEST_QUERY = 200;
const MOST_TERMS = 16;

/** Whether a character of a piece is a Latin word or a number. */
function isWord(character: string): boolean {
  return isLatin(character.charCodeAt(0));
}

/** Every offset but those of lines that number pages. */
function* offsets(printed: string): Generator<number> {
  for (const [from, to] of lines(printed)) for (let at = from; at < to; at += 1) yield at;
}

function* pieces(printed: string): Generator<Piece> {
  let characters: string[] = [];
  let from: number[] = [];
  let to: number[] = [];
  let joined = false;
  for (const at of offsets(printed.slice(0, MOST_CHARACTERS))) {
    const code = plainCode(printed.charCodeAt(at));
    if (isSpace(code)) {
      joined = false;
      continue;
    }
    // Both halves of a character beyond the basic plane are kept as if they were two: they are searched so, too.
    if (!isLetter(code) && !isHalf(code)) {
      if (characters.length > 0) yield { characters, from, to };
      [characters, from, to, joined] = [[], [], [], false];
      continue;
    }
    const character = String.fromCharCode(code);
    const last = joined && isLatin(code) ? characters.at(-1) : undefined;
    if (last !== undefined && isWord(last) && last.length < LONGEST_WORD) {
      characters[characters.length - 1] = last + character;
      to[to.length - 1] = at + 1;
    } else {
      characters.push(character);
      from.push(at);
      to.push(at + 1);
    }
    joined = true;
  }
  if (characters.length > 0) yield { characters, from, to };
}

/** Two Latin words side by side must not look like one. */
function pair(first: string, second: string): string {
  return isWord(first) && isWord(second) ? `${first}·${second}` : first + second;
}

function pairsOf(characters: readonly string[]): string[] {
  const pairs: string[] = [];
  for (let at = 1; at < characters.length; at += 1) pairs.push(pair(characters[at - 1]!, characters[at]!));
  return pairs;
}

/** The terms of a text in their order, separated by spaces; the last character of a run stands alone too. */
export function indexTerms(printed: string): string {
  const terms: string[] = [];
  for (const { characters } of pieces(printed)) {
    for (const pair of pairsOf(characters)) terms.push(pair);
    terms.push(characters.at(-1)!);
  }
  return terms.join(' ');
}

/**
 * What a person typed: terms separated by spaces, each of any length; marks and operators mean nothing.
 * @throws BAD_INPUT where it has no letter or digit, or is too long
 */
export function readTerms(typed: string): SearchTerms {
  if (typed.length > LONGEST_QUERY)
    throw new Problem(
      'BAD_INPUT',
      `检索词过长：最多 ${LONGEST_QUERY} 字`,
      `The search is too long: ${LONGEST_QUERY} characters at most`,
    );
  const terms = typed
    .split(/\s+/)
    .flatMap((word) => [...pieces(word)])
    .map(({ characters }) => characters)
    .slice(0, MOST_TERMS);
  if (terms.length === 0)
    throw new Problem('BAD_INPUT', '请输入要检索的文字', 'Type something to search for: letters, digits or characters');
  return { terms };
}

/** Each term as terms of the index, one behind the other; nothing of what was typed but letters and digits is in them. */
export function phrasesOf({ terms }: SearchTerms): { readonly terms: readonly string[]; readonly open: boolean }[] {
  return terms.map((characters) => {
    const single = characters.length === 1;
    // A single character begins a pair, and a Latin word at the end may go on.
    return { terms: single ? characters : pairsOf(characters), open: single || isWord(characters.at(-1)!) };
  });
}

/** Where the terms stand in a printed text, in order and not overlapping. */
export function findTerms(printed: string, { terms }: SearchTerms): TextRange[] {
  const found: TextRange[] = [];
  for (const { characters, from, to } of pieces(printed))
    for (let at = 0; at < characters.length; at += 1)
      for (const term of terms)
        if (standsAt(characters, at, term)) {
          const end = at + term.length - 1;
          const lastWord = term.at(-1)!;
          found.push({ start: from[at]!, end: isWord(lastWord) ? from[end]! + lastWord.length : to[end]! });
        }
  return disjoint(found);
}

function standsAt(characters: readonly string[], at: number, term: readonly string[]): boolean {
  const last = term.length - 1;
  if (at + last >= characters.length) return false;
  for (let index = 0; index < last; index += 1) if (characters[at + index] !== term[index]) return false;
  const character = characters[at + last]!;
  return isWord(term[last]!) ? character.startsWith(term[last]!) : character === term[last];
}

function disjoint(ranges: readonly TextRange[]): TextRange[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
