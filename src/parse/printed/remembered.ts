/** Answers that are kept: the labels of the form come again in every row, reading and document. */

/** Longer texts are no labels, and seldom come again. */
const LONGEST = 80;
/** Documents without end must not fill the memory. */
const MOST = 4000;

/** A function of a text alone, which keeps what it answered to short ones. */
export function remembered<Answer extends string | number>(answer: (text: string) => Answer): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    if (text.length > LONGEST) return answer(text);
    const known = kept.get(text);
    if (known !== undefined) return known;
    const found = answer(text);
    if (kept.size >= MOST) kept.clear();
    kept.set(text, found);
    return found;
  };
}
