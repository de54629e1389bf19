/**
 * Table 2 from running text.
 */
import { LOST_CELL } from '../../extract/document';
import { findCell } from '../../form/cells';
import type { EditionId } from '../../form/editions';
import { proactiveOfFlow, sectionLetters } from '../flow/proactive';
import type { Found } from '../lines/align';
import { withMarkedFigures } from '../lines/marked-figures';
import { chain, isRepeated, type Labels, type LineRow, rowsWithFigures, searchLabels } from '../lines/rows';
import { withMovedUnit } from '../paper/moved-units';
import { placedProactive } from '../paper/proactive-places';
import { proactiveColumns, proactiveEdition, proactiveRows, rowOnEdition } from '../printed/labels';
import type { Figure, Token } from '../printed/tokens';
import { divisions, readValue, type Value } from '../printed/values';
import type { Reading } from '../settle/readings';
import { type RowRead, type TableRead, tableRead } from '../settle/table';
import { goesOnBelow, inEitherDirection, inOneRun, isOverLines, leavesFigures } from './proactive-doubt';

const FEWEST_ROWS = 3;

/** Columns of a row as the header before it prints them: those of its edition unless the header plainly shows others. */
function columnsUnder(row: string, header: string, form: EditionId): string[] {
  if (/上一年|上年项目|增减/.test(header) && ['licensing', 'penalties', 'coercion'].includes(row))
    return proactiveColumns(row, '2019');
  if (/处理决定/.test(header) && !/上一年|增减/.test(header) && ['licensing', 'penalties', 'coercion'].includes(row))
    return proactiveColumns(row, '2021');
  return proactiveColumns(rowOnEdition(row, form) ?? row, form);
}

/** Reads table 2 from tokens; undefined where it is not there. `end`: the token where table 3 begins. */
export function readProactiveLines(tokens: readonly Token[], end: number): TableRead | undefined {
  const read = readProactive(tokens, end);
  if (!read || read.unread === 0) return read;
  const marked = withMarkedFigures(tokens);
  const other = marked && readProactive(marked, marked.length - (tokens.length - end));
  return other?.unread === 0 && isFull(other) ? other : read;
}

/** Whether each row prints something in each of its cells. */
const isFull = ({ draft }: TableRead): boolean => [...draft.cells.values()].every(({ state }) => state !== 'BLANK');

function readProactive(tokens: readonly Token[], end: number): TableRead | undefined {
  const within = tokens.slice(0, end);
  const patterns = proactiveRows();
  const labels = searchLabels(patterns, within, 2);
  const found = chain(
    labels,
    patterns.map((each) => each.row),
  );
  const header = headerOf(labels, found);
  const form = proactiveEdition(header);
  if (found.length < FEWEST_ROWS || !form) return flowTable(within);
  const wanted = patterns.filter((each) => rowOnEdition(each.row, form));
  const onForm = chain(
    labels,
    wanted.map((each) => each.row),
  );
  if (onForm.length < FEWEST_ROWS) return flowTable(within);
  const columns = new Map<string, string[]>();
  let under = '';
  for (const [i, each] of onForm.entries()) {
    const before = textBetween(labels, i === 0 ? undefined : onForm[i - 1]!, each);
    // A row without a header of its own stands under the last one.
    if (/[件数金额减量]/.test(before)) under = before;
    columns.set(each.row, columnsUnder(each.row, under, form));
  }
  const expected = (row: string) => columns.get(row)?.length ?? proactiveColumns(rowOnEdition(row, form)!, form).length;
  const { rows: given, strays } = rowsWithFigures(labels, onForm, wanted, 2, expected);
  // Without sums to prove them, figures on other lines than their label's are the row's only where the text has the order of
  // the form and none is left over; a row without figures is blank only then.
  const lost = strays > 0 || given.some((row) => row.ambiguous || row.figures.length > expected(row.row));
  const open = lost || !isInOrder(labels, onForm, form);
  const repeated = isRepeated(labels, onForm, wanted);
  const withUnit = (row: LineRow) => withMovedUnit(row, columns.get(row.row) ?? [], tokens);
  const broken = new Set(given.filter((row) => goesOnBelow(withUnit(row), given, tokens)).map(({ row }) => row));
  const unparted = new Set([...inEitherDirection(given, tokens), ...inOneRun(given, tokens, expected)]);
  const rows = given.map((row) =>
    repeated ||
    row.figures.some(({ text }) => text === LOST_CELL) ||
    (open && row.apart) ||
    (lost && row.figures.length === 0) ||
    leavesFigures(row, given, tokens) ||
    (isOverLines(row) && withUnit(row) === row) ||
    unparted.has(row) ||
    broken.has(row.row)
      ? { ...row, ambiguous: true }
      : row,
  );
  const inFlow = repeated ? undefined : proactiveOfFlow(tokens, form);
  const contradicts = (row: LineRow) => {
    const figures = inFlow?.get(rowOnEdition(row.row, form)!);
    return figures && !row.apart && !row.figures.every((figure) => figures.includes(figure));
  };
  // Figures beside a label are its own: a flow that has them elsewhere has a figure too many and one too few.
  const flow = given.some(contradicts) ? undefined : inFlow;
  const placed = placedProactive(rows, (row) => columns.get(row) ?? [], tokens);
  const reads = rows.map((row) => {
    const own = columns.get(row.row) ?? [];
    const id = rowOnEdition(row.row, form)!;
    const read = rowRead(withUnit(row), id, own, placed.get(row));
    const figures = read.readings.length === 1 || broken.has(row.row) ? undefined : flow?.get(id);
    return figures ? flowRead(id, proactiveColumns(id, form), figures) : read;
  });
  for (const [id, figures] of flow ?? [])
    if (reads.every((read) => read.row !== id)) reads.push(flowRead(id, proactiveColumns(id, form), figures));
  const chosen = new Map<RowRead, { reading: Reading; readBy: RowRead['readBy'] }>();
  for (const read of reads)
    if (read.readings.length === 1) chosen.set(read, { reading: read.readings[0]!, readBy: read.readBy });
  return tableRead(2, form, reads, chosen, true, (id) => (id === 'fees.amount' ? feeUnit(header) : undefined));
}

/** The table of which headings stand apart from the labels of rows; undefined where nothing of it is known. */
function flowTable(tokens: readonly Token[]): TableRead | undefined {
  const letters = sectionLetters(tokens);
  const form = proactiveEdition(letters);
  const rows = form ? [...proactiveOfFlow(tokens, form)] : [];
  if (!form || rows.length === 0) return undefined;
  const reads = rows.map(([id, figures]) => flowRead(id, proactiveColumns(id, form), figures));
  const chosen = new Map(reads.map((read) => [read, { reading: read.readings[0]!, readBy: read.readBy }] as const));
  return tableRead(2, form, reads, chosen, false, (id) => (id === 'fees.amount' ? feeUnit(letters) : undefined));
}

/** Whether each paragraph's columns are named between its first row and the row before it. */
function isInOrder(labels: Labels, found: readonly Found[], form: EditionId): boolean {
  const headings = (row: string) => proactiveColumns(rowOnEdition(row, form)!, form).join();
  return found.every((each, i) => {
    const before = found[i - 1];
    if (before && headings(before.row) === headings(each.row)) return true;
    return /[件数金额减量]/.test(textBetween(labels, before, each));
  });
}

/** The unit that the header of the fees states; the form's own where it states none. */
function feeUnit(header: string): '元' | '万元' {
  return /单位元/.test(header) ? '元' : '万元';
}

/** Letters of the table from its header to its last row. */
function headerOf(labels: Labels, found: readonly Found[]): string {
  if (found.length === 0) return '';
  const from = Math.max(0, found[0]!.from - 40);
  return labels.text.symbols
    .slice(from, found.at(-1)!.to)
    .filter((symbol) => symbol.length === 1)
    .join('');
}

function textBetween(labels: Labels, before: Found | undefined, after: Found): string {
  const from = before ? before.to : Math.max(0, after.from - 40);
  return labels.text.symbols
    .slice(from, after.from)
    .filter((symbol) => symbol.length === 1)
    .join('');
}

function rowRead(
  row: LineRow,
  id: string,
  columns: readonly string[],
  placed: readonly (Figure | undefined)[] | undefined,
): RowRead {
  const place = row.figures[0];
  const common = {
    row: id,
    columns,
    printed: row.figures.map((figure) => figure.text).join(' '),
    readBy: row.readBy,
    confidence: row.confidence,
    ...(place ? { line: place.line } : {}),
    ...(place?.page === undefined ? {} : { page: place.page }),
  };
  if (row.ambiguous) return { ...common, readings: [] };
  if (row.figures.length === 0) return { ...common, readings: [columns.map(() => null)] };
  const kinds = columns.map((column) => findCell(`${id}.${column}`)?.kind ?? 'COUNT');
  if (placed)
    return {
      ...common,
      confidence: Math.max(0.1, row.confidence - 0.1),
      readings: [placed.map((figure, i) => (figure ? figureValue(figure, kinds[i]!) : null))],
    };
  if (row.figures.length === columns.length) {
    // A change in a column of counts: the figures are in another order than their headings.
    const isOutOfOrder = row.figures.some(({ text }, i) => kinds[i] !== 'SIGNED' && /^[+＋]/.test(text.trim()));
    return {
      ...common,
      readings: isOutOfOrder ? [] : [row.figures.map((figure, i) => figureValue(figure, kinds[i]!))],
    };
  }
  if (row.figures.length === 1 && /^\d+$/.test(row.figures[0]!.text) && columns.length > 1) {
    const ways = divisions(row.figures[0]!.text, columns.length);
    const figure = row.figures[0]!;
    const printed = figure.text;
    if (/^0/.test(printed) && ways.length === 1)
      return {
        ...common,
        readings: [
          ways[0]!.map((count): Value => ({ ...figureValue(figure, 'COUNT'), state: 'REPORTED', count, printed })),
        ],
      };
  }
  return { ...common, readings: [] };
}

function flowRead(id: string, columns: readonly string[], figures: readonly Figure[]): RowRead {
  const values = figures.map((figure, i) => figureValue(figure, findCell(`${id}.${columns[i]}`)?.kind ?? 'COUNT'));
  const { line, page } = figures[0]!;
  return {
    row: id,
    columns,
    readings: [values],
    printed: figures.map((figure) => figure.text).join(' '),
    readBy: 'POSITION',
    confidence: 0.7,
    line,
    ...(page === undefined ? {} : { page }),
  };
}

function figureValue(figure: Figure, kind: Parameters<typeof readValue>[1]): Value {
  const value = readValue(figure.text, kind);
  return { ...value, line: figure.line, ...(figure.page === undefined ? {} : { page: figure.page }) };
}
