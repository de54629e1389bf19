/** GBK for tests: Node decodes it but does not encode it, so the table is made by decoding every pair of bytes. */
const table = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder('gbk');
for (let lead = 0x81; lead <= 0xfe; lead++)
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if (trail !== 0x7f && character.length === 1 && !table.has(character)) table.set(character, [lead, trail]);
  }

/** The text in GBK. Throws on a character that GBK lacks. */
export function encodeGbk(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else {
      const pair = table.get(character);
      if (!pair) throw new Error(`GBK has no ${character}`);
      bytes.push(...pair);
    }
  }
  return Uint8Array.from(bytes);
}
