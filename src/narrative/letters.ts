/** What kind of character a UTF-16 code unit is, looked up once each: texts are read character by character. */

/** 0 not known yet, 1 a letter or digit, 2 white space, 3 anything else. */
const classes = new Uint8Array(65_536);

function classOf(code: number): number {
  const known = classes[code]!;
  if (known !== 0) return known;
  const character = String.fromCharCode(code);
  const found = /[\p{L}\p{N}]/u.test(character) ? 1 : /\s/.test(character) ? 2 : 3;
  classes[code] = found;
  return found;
}

/** Whether a code unit is a letter, a digit or a Chinese character. */
export function isLetter(code: number): boolean {
  return classOf(code) === 1;
}

export function isSpace(code: number): boolean {
  return classOf(code) === 2;
}

/** Whether it is half of a character beyond the basic plane. */
export function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Whether it is a Latin letter in lower case or an Arabic digit. */
export function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** The code unit in lower case, and in its plain width: Ａ and A are a. */
export function plainCode(code: number): number {
  const narrow = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
  return narrow >= 0x41 && narrow <= 0x5a ? narrow + 32 : narrow;
}
