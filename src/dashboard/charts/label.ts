/** How much room a label takes, without asking the browser: letters of Chinese are as wide as the type is large. */
const WIDE = 12.5;
const NARROW = 7.6;

const widthOf = (letter: string): number => (letter.charCodeAt(0) > 0x2e7f ? WIDE : NARROW);

/** Pixels of a label in bold, as the charts set it. */
export function labelWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + widthOf(letter), 0);
}

/** The name in front of a value, cut where both would not fit. */
export function fitted(name: string, value: string, room: number): string {
  if (labelWidth(`${name} ${value}`) <= room) return `${name} ${value}`;
  const left = room - labelWidth(`… ${value}`);
  let cut = '';
  for (const letter of name) {
    if (labelWidth(cut + letter) > left) break;
    cut += letter;
  }
  return cut === '' ? value : `${cut}… ${value}`;
}
