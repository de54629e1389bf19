/**
 * Word documents as they are while an office works on them: tracked changes, hidden text, text boxes, tables within tables.
 */
import {
  DeletedTextRun,
  Document,
  InsertedTextRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  Textbox,
  TextRun,
} from 'docx';
import type { Sheet, SheetCell } from './layout';
import type { Pieces } from './pieces';
import type { Random } from './random';

const CHANGE = { author: '科员', date: '2024-01-15T10:00:00Z' };

interface Manner {
  /** Share of cells and lines with tracked changes, and with hidden text. */
  readonly tracked: number;
  readonly hidden: number;
  /** Cells whose content is a table of one cell. */
  readonly boxed: number;
  /** Tables stand in a table that lays out the page. */
  readonly framed: boolean;
  readonly boxes: boolean;
}

/** A Word document of the pieces: what it shows with all changes accepted is the report. */
export async function editedFile(random: Random, { title, pieces }: Pieces): Promise<Buffer> {
  const manner: Manner = {
    tracked: random.pick([0, 0.05, 0.5]),
    hidden: random.pick([0, 0.05, 0.3]),
    boxed: random.pick([0, 0, 0.05]),
    framed: random.chance(0.3),
    boxes: random.chance(0.6),
  };
  const children = pieces.flatMap((piece): (Paragraph | Table | Textbox)[] => {
    if (piece.type === 'line') {
      const line = new Paragraph({ children: runs(random, piece.text, manner) });
      if (!manner.boxes || !random.chance(0.3)) return [line];
      return [line, box(random)];
    }
    const table = tableOf(random, piece.sheet, manner);
    if (!manner.framed) return [table, new Paragraph('')];
    const nav = new TableCell({ children: [new Paragraph('栏目导航')] });
    const main = new TableCell({ children: [table, new Paragraph('')] });
    const frame = new Table({ rows: [new TableRow({ children: random.chance(0.5) ? [main] : [nav, main] })] });
    return [frame, new Paragraph('')];
  });
  return Packer.toBuffer(new Document({ title, sections: [{ children }] }));
}

/** A remark with figures that are none of the tables'. */
function box(random: Random): Textbox {
  const text = random.pick([
    `注：上年新收申请${random.integer(1, 90)}件，予以公开${random.integer(1, 90)}件。`,
    `联系电话：0123-45${random.integer(10_000, 99_999)}`,
    String(random.integer(1, 90)),
  ]);
  return new Textbox({
    alignment: 'center',
    children: [new Paragraph(text)],
    style: { width: '120pt', height: 'auto' },
  });
}

/** The text, as words that were typed at once or in turn, with others that were deleted or hidden. */
function runs(
  random: Random,
  text: string,
  { tracked, hidden }: Manner,
): (TextRun | InsertedTextRun | DeletedTextRun)[] {
  const other = () =>
    /^[\d,]*$/.test(text) ? String(random.integer(0, 99)) : random.pick(['其他', '7', '总计', '规章']);
  const id = () => random.integer(1, 1_000_000);
  const made: (TextRun | InsertedTextRun | DeletedTextRun)[] = [];
  const at = random.chance(0.3) ? random.integer(0, text.length) : 0;
  if (at > 0) made.push(new TextRun(text.slice(0, at)));
  if (random.chance(tracked)) {
    if (random.chance(0.8)) made.push(new DeletedTextRun({ ...CHANGE, id: id(), text: other() }));
    if (at < text.length) made.push(new InsertedTextRun({ ...CHANGE, id: id(), text: text.slice(at) }));
  } else if (at < text.length) made.push(new TextRun(text.slice(at)));
  if (random.chance(hidden)) made.push(new TextRun({ text: other(), vanish: true }));
  return made;
}

function tableOf(random: Random, sheet: Sheet, manner: Manner): Table {
  const content = (cell: SheetCell) => {
    const paragraph = new Paragraph({ children: runs(random, cell.text, manner) });
    if (!cell.figure || !random.chance(manner.boxed)) return [paragraph];
    const inner = new TableCell({ children: [paragraph] });
    return [new Table({ rows: [new TableRow({ children: [inner] })] }), new Paragraph('')];
  };
  const rows = Array.from({ length: sheet.rows }, (_, row) => {
    const own = sheet.cells.filter((cell) => cell.row === row);
    const cells = own.map(
      (cell) => new TableCell({ rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, children: content(cell) }),
    );
    return new TableRow({ children: cells });
  });
  return new Table({ rows });
}
