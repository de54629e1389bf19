/** Where the characters of a text stand on paper that gives each the same width. */

/** By place the character there; the second place of a wide one, or of one of `alsoWide`, is ''. */
export function charactersByPlace(line: string, alsoWide?: RegExp): string[] {
  const places: string[] = [];
  for (const char of line) {
    places.push(char);
    if (char.charCodeAt(0) >= 0x2e80 || alsoWide?.test(char)) places.push('');
  }
  return places;
}
