/** The tokens of RTF: groups, control words and symbols, bytes of text (Word 2003 RTF specification, 1.6 and later). */

export type RtfToken =
  | { readonly type: 'open' }
  | { readonly type: 'close' }
  /** A control word without its backslash, or a control symbol (one character). */
  | { readonly type: 'control'; readonly name: string; readonly value: number | undefined }
  /** A byte a character; `escaped`: one byte written by its code. */
  | { readonly type: 'bytes'; readonly bytes: string; readonly escaped: boolean };

const WORD = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;
const HEX = /'([\da-fA-F]{2})/y;
const PLAIN = /[^\\{}\r\n]+/y;

/** The tokens of a file, given a byte a character. */
export function* rtfTokens(text: string): Generator<RtfToken> {
  let at = 0;
  const match = (pattern: RegExp, from: number): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const char = text[at]!;
    if (char === '{' || char === '}') {
      yield { type: char === '{' ? 'open' : 'close' };
      at++;
    } else if (char === '\r' || char === '\n') at++;
    else if (char !== '\\') {
      const bytes = match(PLAIN, at)![0];
      yield { type: 'bytes', bytes, escaped: false };
      at += bytes.length;
    } else {
      const word = match(WORD, at + 1);
      const hex = word ? null : match(HEX, at + 1);
      if (hex) {
        yield { type: 'bytes', bytes: String.fromCharCode(Number.parseInt(hex[1]!, 16)), escaped: true };
        at += 4;
      } else if (word) {
        const value = word[2] === undefined ? undefined : Number(word[2]);
        at += 1 + word[0].length;
        // Bytes of any kind follow, braces among them.
        if (word[1] === 'bin') at += Math.max(0, value ?? 0);
        else yield { type: 'control', name: word[1]!, value };
      } else {
        const symbol = text[at + 1] ?? '';
        if ('\\{}'.includes(symbol)) yield { type: 'bytes', bytes: symbol, escaped: true };
        else yield { type: 'control', name: symbol, value: undefined };
        at += 2;
      }
    }
  }
}
