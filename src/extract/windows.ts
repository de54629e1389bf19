/** Text of one byte a character as Windows writes it (windows-1252), which the platform's decoder takes for Latin-1. */

/** What the bytes from 0x80 on stand for. */
const LETTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** `bytes`: a byte a character. */
export function windowsText(bytes: string): string {
  return bytes.replace(/[\u0080-\u009f]/g, (char) => LETTERS[char.charCodeAt(0) - 0x80]!);
}
