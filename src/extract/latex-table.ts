/** Tables of LaTeX, which some recognition writes into its Markdown: rows end with "\\", cells with "&". */
import type { FlowCell } from './flow';

const BEGIN = /\\begin\s*\{(tabular[x*]?|longtable|array)\}/g;

/** Where the first table begins in a text, or -1. */
export function latexStart(text: string): number {
  return text.search(/\\begin\s*\{(?:tabular[x*]?|longtable|array)\}/);
}

/** The rows of the table at the start of a text, and the length of its source; to the end of the text where it does not end. */
export function latexTable(text: string): { rows: FlowCell[][]; length: number } {
  BEGIN.lastIndex = 0;
  const begin = BEGIN.exec(text)!;
  const closing = `\\end{${begin[1]}}`;
  const end = text.indexOf(closing);
  const length = end < 0 ? text.length : end + closing.length;
  const body = text
    .slice(begin[0].length, end < 0 ? undefined : end)
    // The columns' own specification, which may nest braces.
    .replace(/^\s*(?:\[[^\]]*\])?(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})+/, '')
    .replace(
      /\\(?:hline|toprule|midrule|bottomrule|centering|endhead)\b|\\c(?:line|midrule)(?:\([^)]*\))?\s*\{[^}]*\}/g,
      ' ',
    );
  const rows = body.split(/\\\\(?:\[[^\]]*\])?/).map((row) => row.split(/(?<!\\)&/).map(cellOf));
  // What is behind the last row's end.
  if (rows.at(-1)!.every((cell) => cell.flow.length === 0)) rows.pop();
  return { rows: withoutCovered(rows), length };
}

function cellOf(source: string): FlowCell {
  const span = /\\multicolumn\s*\{\s*(\d{1,3})\s*\}\s*\{[^}]*\}/.exec(source);
  const rows = /\\multirow(?:\[[^\]]*\])?\s*\{\s*(\d{1,3})\s*\}(?:\[[^\]]*\])?\s*\{[^}]*\}/.exec(source);
  const text = source
    .replace(span?.[0] ?? '', '')
    .replace(rows?.[0] ?? '', '')
    .replace(/\\(?:textbf|text|mathrm|makecell|shortstack|thead)\s*(?:\[[^\]]*\])?/g, '')
    .replace(/\\(?:quad|qquad|,|;|!|:| )/g, ' ')
    .replace(/\\([%#&_$])/g, '$1')
    .replace(/[{}$]/g, '')
    .trim();
  return {
    flow: text === '' ? [] : [{ type: 'line', text }],
    rowSpan: Number(rows?.[1] ?? 1),
    columnSpan: Number(span?.[1] ?? 1),
  };
}

/** Rows below a cell that spans rows have a blank cell in its place, which is no cell. */
function withoutCovered(rows: readonly (readonly FlowCell[])[]): FlowCell[][] {
  /** By column, the first row that no cell from above covers. */
  const freeFrom: number[] = [];
  return rows.map((row, index) => {
    let column = 0;
    const own: FlowCell[] = [];
    for (const cell of row) {
      const isCovered = (freeFrom[column] ?? 0) > index && cell.flow.length === 0;
      if (!isCovered) {
        own.push({ ...cell, column });
        for (let i = 0; i < Math.min(cell.columnSpan, 1000); i++) freeFrom[column + i] = index + cell.rowSpan;
      }
      column += Math.min(cell.columnSpan, 1000);
    }
    return own;
  });
}
