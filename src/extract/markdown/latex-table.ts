/** Tables of LaTeX, which some recognition writes into its Markdown: rows end with "\\", cells with "&". */
import { type Flow, type FlowCell, fold } from '../flow';
import { withoutFormulas, withoutSigns, withoutStyles } from '../formulas';

const ENVIRONMENT = '\\s*\\{(?:tabular[x*]?|longtable|array)\\}';
const BEGIN = new RegExp(`\\\\begin${ENVIRONMENT}`);
const BEGIN_OR_END = new RegExp(`\\\\(begin|end)${ENVIRONMENT}`, 'g');
/** The columns' own specification, which may nest braces. */
const COLUMNS = /^\s*(?:\[[^\]]*\])?(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})+/;
/** Commands that break the lines of a cell with the sign that ends rows elsewhere. */
const STACK = /\\(?:makecell|shortstack|thead)\*?\s*(?:\[[^\]]*\])?\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g;
const ROW_END = /\\\\(?:\[[^\]]*\])?/g;
const SPAN = /\\multicolumn\s*\{\s*(\d{1,3})\s*\}\s*\{(?:[^{}]|\{[^{}]*\})*\}/;
const ROW_SPAN = /\\multirow(?:\[[^\]]*\])?\s*\{\s*(\d{1,3})\s*\}(?:\[[^\]]*\])?\s*\{[^}]*\}/;

/** Where the first table begins in a text, or -1. */
export function latexStart(text: string): number {
  return text.search(BEGIN);
}

/** The rows of the table at the start of a text, and the length of its source; to the end of the text where it does not end. */
export function latexTable(text: string): { rows: FlowCell[][]; length: number } {
  const { source, length } = sourceOf(text);
  const body = source
    .replace(/&nbsp;/g, ' ')
    .replace(
      /\\(?:hline|toprule|midrule|bottomrule|centering|endhead)\b|\\c(?:line|midrule)(?:\([^)]*\))?\s*\{[^}]*\}/g,
      ' ',
    )
    .replace(STACK, (_, inner: string) => lineBroken(inner));
  const rows = body.split(ROW_END).map((row) => row.split(/(?<!\\)&/).map(cellOf));
  // What is behind the last row's end.
  if (rows.at(-1)!.every((cell) => cell.flow.length === 0)) rows.pop();
  return { rows: withoutCovered(rows), length };
}

/** What is within the table, a table in a cell of it (of one column, which only breaks the cell's lines) as that cell's text. */
function sourceOf(text: string): { source: string; length: number } {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const mark of text.matchAll(BEGIN_OR_END)) {
    const part = text.slice(from, mark.index);
    if (depth > 0) parts.push(depth === 1 ? part : lineBroken(part));
    depth += mark[1] === 'begin' ? 1 : -1;
    from = mark.index + mark[0].length;
    if (depth === 0) return { source: parts.join(''), length: from };
    if (mark[1] === 'begin') from += COLUMNS.exec(text.slice(from, from + LONGEST_COLUMNS))?.[0].length ?? 0;
  }
  return { source: parts.join('') + text.slice(from), length: text.length };
}

const LONGEST_COLUMNS = 1_000;

function lineBroken(source: string): string {
  return source.replace(ROW_END, '\\newline ').replace(/(?<!\\)&/g, ' ');
}

function cellOf(source: string): FlowCell {
  const span = SPAN.exec(source);
  const rows = ROW_SPAN.exec(source);
  const own = source.replace(span?.[0] ?? '', '').replace(rows?.[0] ?? '', '');
  return {
    flow: own.split(/\\newline\b/).flatMap((line): Flow[] => {
      const text = fold(withoutSigns(withoutStyles(withoutFormulas(line))).replace(/\\?\$/g, (sign) => sign.slice(1)));
      return text === '' ? [] : [{ type: 'line', text }];
    }),
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
