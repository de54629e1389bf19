/**
 * Radicals that the fonts of PDF files give in place of the characters that they look like (⼀ for 一, ⺠ for 民), and that stay
 * in what programs take out of such files as text.
 */

/** Those of which Unicode itself does not say what they look like. */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  '⺟母 ⺠民 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙'
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);

/** The text with characters for radicals, as long as it was. */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => LOOKS_LIKE.get(radical) ?? radical.normalize('NFKC'));
}
