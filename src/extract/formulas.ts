/** Formulas that recognition makes of figures, signs and words ("$22$", "\\(0\\)", "$\\textcircled{1}$"). */

/** The text with its formulas as what they print. What is still a formula then is kept as it is: it is no figure. */
export function withoutFormulas(text: string): string {
  if (!/\$|\\[([]/.test(text)) return text;
  return text.replace(
    /\$\$?([^$<>]{1,60})\$\$?|\\\(([^$<>]{1,60}?)\\\)|\\\[([^$<>]{1,60}?)\\\]/g,
    (whole, a?: string, b?: string, c?: string) => {
      // White space that is not asked for is not printed.
      const inner = withoutSigns(withoutStyles(a ?? b ?? c ?? '').replace(/(?<=[\d.])\s+(?=[\d.])/g, ''));
      return /[\\^]/.test(inner) ? whole : inner;
    },
  );
}

/** LaTeX without the commands for the look of letters; their braces are left. */
export function withoutStyles(source: string): string {
  return source
    .replace(/\\textcircled\s*\{?\s*(\d)\s*\}?/g, (_, digit: string) => String.fromCharCode(0x2460 + Number(digit) - 1))
    .replace(
      /\\(?:text(?:bf|rm|it|sf)?|math(?:rm|bf|it|sf|tt)|boldsymbol|operatorname|underline|uline|emph)\s*(?=\{)/g,
      '',
    )
    .replace(/\\(?:bf|rm|it|sf|tt|displaystyle)(?![a-z])/g, ' ');
}

/** LaTeX with its spaces and signs as they are printed, without braces; commands that are not known are left in it. */
export function withoutSigns(source: string): string {
  return source
    .replace(/\\(?:quad|qquad|,|;|!|:| )/g, ' ')
    .replace(/\\([%#&_])/g, '$1')
    .replace(/[{}]/g, '');
}
