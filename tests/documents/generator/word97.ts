/**
 * Reports as files of Word 97 to 2003: cells that span by their edges or by marks, saved in one piece or fast, with numbers of
 * pages as fields, runs of an edit, rows whose edges are a little off.
 */
import {
  cell,
  DELETED,
  HIDDEN,
  type Merge,
  para,
  type Run,
  row,
  run,
  type Written,
  word97,
} from '../../extract/word97-writer';
import type { Sheet } from './layout';
import type { Pieces } from './pieces';
import type { Random } from './random';

export function word97File(random: Random, { pieces }: Pick<Pieces, 'pieces'>): Buffer {
  const edited = random.chance(0.4);
  const byMarks = random.chance(0.4);
  const paragraphs = pieces.flatMap((piece): Written[] =>
    piece.type === 'line'
      ? [para(edited ? editedRuns(random, piece.text) : piece.text)]
      : [...tableOf(random, piece.sheet, byMarks, edited), ...(random.chance(0.7) ? [para('')] : [])],
  );
  if (random.chance(0.3)) paragraphs.push(para('\u0013 PAGE  \\* MERGEFORMAT \u00142\u0015'));
  return word97(paragraphs, random.chance(0.3) ? { piece: random.integer(100, 3000) } : {});
}

/** The text with what an editor struck from it. */
function editedRuns(random: Random, text: string): Run[] {
  const at = random.integer(0, text.length);
  const gone = String(random.integer(1, 999));
  return [run(text.slice(0, at)), run(gone, random.pick([DELETED, HIDDEN])), run(text.slice(at))].filter(
    (each) => each.text !== '',
  );
}

function tableOf(random: Random, sheet: Sheet, byMarks: boolean, edited: boolean): Written[] {
  const width = random.integer(500, 900);
  const left = random.pick([-108, 0, 230]);
  return Array.from({ length: sheet.rows }).flatMap((_, at) => {
    const off = random.integer(0, 12);
    const edge = (column: number) => left + width * column + (column % sheet.columns === 0 ? 0 : off);
    const edges = [edge(0)];
    const merges: Merge[] = [];
    const cells: Written[] = [];
    const own = sheet.cells
      .filter((each) => each.row <= at && at < each.row + each.rowSpan)
      .sort((a, b) => a.column - b.column);
    for (const { text, row: top, column, rowSpan, columnSpan } of own) {
      const shown = at === top ? text.replaceAll('\n', '\u000b') : '';
      const parts = byMarks && rowSpan === 1 ? columnSpan : 1;
      for (let i = 0; i < parts; i++) {
        cells.push(cell(edited && i === 0 && random.chance(0.05) ? editedRuns(random, shown) : i === 0 ? shown : ''));
        merges.push(
          parts > 1 ? (i === 0 ? 'first' : 'beside') : rowSpan === 1 ? '' : at === top ? 'restart' : 'continued',
        );
        edges.push(edge(parts > 1 ? column + i + 1 : column + columnSpan));
      }
    }
    return [...cells, row(edges, merges)];
  });
}
