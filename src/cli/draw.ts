/** Tables of text whose columns line up in a terminal, where a Chinese character takes two places. */

/** Wide characters by Unicode's East Asian Width: CJK, kana, Hangul, full-width forms. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** Quotation marks, dashes and the like are wide in Chinese type and narrow in a Western one; terminals draw them narrow. */
const NO_WIDTH = /[\p{Mn}\p{Cf}]/u;

/** Places that a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : NO_WIDTH.test(character) ? 0 : 1;
  return width;
}

/** The text in lines of at most `width` places, broken at a space where there is one and anywhere in Chinese. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[\x21-\x7e]+\s*|\s+|[^\x21-\x7e\s]\s*/gu) ?? []) {
    if (line !== '' && widthOf(line + word.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

function pad(text: string, width: number, right: boolean): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? spaces + text : text + spaces;
}

/** Widest that the first column becomes before its text is wrapped. */
const LABEL_WIDTH = 44;

/** A table with a header; the first column holds labels, the others figures, which stand to the right. */
export function drawTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((head, column) => {
    const widest = Math.max(widthOf(head), ...rows.map((row) => widthOf(row[column] ?? '')));
    return column === 0 ? Math.min(widest, LABEL_WIDTH) : widest;
  });
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`;
  const draw = (cells: readonly string[]) => {
    const indent = /^ */.exec(cells[0] ?? '')![0];
    const labels = wrap((cells[0] ?? '').trimStart(), widths[0]! - indent.length).map((line) => indent + line);
    return labels.map(
      (label, at) =>
        // Figures stand beside the last line of a label, as on the form.
        `| ${widths.map((width, column) => pad(column === 0 ? label : at === labels.length - 1 ? (cells[column] ?? '') : '', width, column > 0)).join(' | ')} |`,
    );
  };
  return [rule, ...draw(header), rule, ...rows.flatMap(draw), rule].join('\n');
}
