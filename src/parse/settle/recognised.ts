/**
 * Figures of text that a program recognised in the pictures of a PDF and laid over them, where nobody sees it. They are read with
 * less confidence, and what contradicts every sum of the form that it is part of is unread: it may be recognised wrong. So is a
 * blank cell, unless a sum holds with it and the table prints no zero: lone digits are what recognition loses most.
 */
import { type Cell, cellsOn } from '../../form/cells';
import type { DraftCell, DraftNotice } from '../../form/draft';
import { outcomeRows } from '../../form/figures';
import type { TableRead } from './table';
import { withUnreadCells } from './unread-cells';

/** At most this confidence has a figure that a sum proves, and one that none does. */
const PROVEN = 0.8;
const UNPROVEN = 0.5;

/** The tables, those that stand on the recognised pages held against their sums. */
export function heldAgainstSums(reads: readonly TableRead[], pages: readonly number[]): TableRead[] {
  return reads.map((read) => {
    const isRecognised = [...read.draft.cells.values()].some((cell) => pages.includes(cell.origin?.page ?? 0));
    return isRecognised ? heldAgainst(read) : read;
  });
}

export function recognisedNotice(pages: readonly number[]): DraftNotice {
  return {
    code: 'TEXT_RECOGNISED',
    zh: `第 ${pages.join('、')} 页是图片，读取的是识别程序附在图片上的文字，可能与图片不符，请对照图片核实`,
    en: `Pictures with text that a program recognised in them, which may differ from what they show: page ${pages.join(', ')}`,
  };
}

const WHY = {
  zh: '识别出的数字不符合勾稽关系，或者没有识别出数字，未予采用',
  en: 'Recognised figures contradict the sums of the form, or none was recognised: these cells were not taken',
};

function heldAgainst(read: TableRead): TableRead {
  const sums = sumsOf(read);
  const cells = new Map<string, DraftCell>();
  const doubtful = new Set<string>();
  const printsZero = [...read.draft.cells.values()].some((cell) => cell.count === 0 || Number(cell.amount) === 0);
  for (const [id, cell] of read.draft.cells) {
    const own = sums.filter((sum) => sum.ids.has(id));
    const isProven = own.some((sum) => sum.holds);
    const { origin } = cell;
    if (cell.state === 'BLANK' ? printsZero || !isProven : own.length > 0 && !isProven) doubtful.add(id);
    const confidence = Math.min(origin?.confidence ?? 0, isProven ? PROVEN : UNPROVEN);
    cells.set(id, origin ? { ...cell, origin: { ...origin, confidence } } : cell);
  }
  return withUnreadCells({ ...read, draft: { ...read.draft, cells } }, doubtful, WHY);
}

interface Sum {
  readonly ids: ReadonlySet<string>;
  readonly holds: boolean;
}

/** The form's sums of which every cell is read: totals of rows and blocks, and the two of each column of table 3. */
function sumsOf({ table, draft }: TableRead): Sum[] {
  const onForm = cellsOn(draft.edition, table);
  const rows = new Set(onForm.map((cell) => cell.row));
  const sums: Sum[] = [];
  const add = (left: readonly Cell[], right: readonly Cell[]) => {
    const all = [...left, ...right];
    if (left.length === 0 || right.length === 0) return;
    if (all.some(({ id }) => (draft.cells.get(id)?.state ?? 'UNREADABLE') === 'UNREADABLE')) return;
    const sum = (cells: readonly Cell[]) => cells.reduce((so, { id }) => so + (draft.cells.get(id)!.count ?? 0), 0);
    const holds = sum(left) === sum(right);
    // A blank total is not added up wrong.
    if (!holds && right.every(({ id }) => draft.cells.get(id)!.state === 'BLANK')) return;
    sums.push({ ids: new Set(all.map(({ id }) => id)), holds });
  };
  for (const row of rows) {
    const cells = onForm.filter((cell) => cell.row === row);
    if (table !== 2)
      add(
        cells.filter((cell) => cell.column !== 'total'),
        cells.filter((cell) => cell.column === 'total'),
      );
  }
  if (table !== 3) return sums;
  const outcomes = outcomeRows(draft.edition);
  for (const column of new Set(onForm.map((cell) => cell.column))) {
    const of = (...ids: string[]) => onForm.filter((cell) => cell.column === column && ids.includes(cell.row));
    add(of(...outcomes), of('concluded'));
    add(of('received', 'carriedIn'), of('concluded', 'carriedForward'));
  }
  return sums;
}
