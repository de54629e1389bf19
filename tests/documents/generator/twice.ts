/**
 * Reports that print tables of the year before beside their own, or above or below them: those figures are never the report's.
 * And figures that are wrapped within their cells.
 */
import type { Sheet } from './layout';
import { makePieces, type Piece, type Pieces } from './pieces';
import type { Random } from './random';

/** The table of the form that a sheet is of. */
const kindOf = (sheet: Sheet) => (sheet.rows > 20 ? 3 : sheet.columns === 15 ? 4 : 2);

/** The pieces, one or all of their tables once more with the figures of the year before. */
export function withLastYear(random: Random, made: Pieces): Pieces {
  const form = ({ report }: Pieces) => `${report.forms[2]} ${report.forms[3]}`;
  let before = makePieces(random, false);
  while (form(before) !== form(made)) before = makePieces(random, false);
  const others = before.pieces.flatMap((piece) => (piece.type === 'sheet' ? [piece] : []));
  const whole = random.chance(0.3);
  const [two, three, four] = [random.chance(0.5), random.chance(0.6), random.chance(0.5)];
  const wanted = (sheet: Sheet) => whole || [two, three, four][kindOf(sheet) - 2];
  const first = random.chance(0.5);
  const caption = random.pick([`附：${made.report.year - 1}年度数据`, `${made.report.year - 1}年`, '上年度情况', '']);
  const pieces: Piece[] = [];
  let run: Piece[] = [];
  const flush = () => {
    if (run.length === 0) return;
    const own = run[0]!;
    const kind = own.type === 'sheet' ? kindOf(own.sheet) : 0;
    const again: Piece[] = others.filter(({ sheet }) => kindOf(sheet) === kind);
    const said: Piece[] = caption === '' ? [] : [{ type: 'line', text: caption }];
    const shown = own.type === 'sheet' && wanted(own.sheet);
    pieces.push(
      ...(shown && first ? [...said, ...again] : []),
      ...run,
      ...(shown && !first ? [...said, ...again] : []),
    );
    run = [];
  };
  for (const piece of made.pieces) {
    if (piece.type === 'sheet') run.push(piece);
    else {
      flush();
      pieces.push(piece);
    }
  }
  flush();
  return pieces.length > made.pieces.length ? { ...made, pieces } : withLastYear(random, made);
}

/** The pieces, longer figures over two lines of their cells. */
export function withWrappedFigures(random: Random, made: Pieces): Pieces {
  const pieces = made.pieces.map((piece): Piece => {
    if (piece.type === 'line') return piece;
    const cells = piece.sheet.cells.map((cell) => {
      if (!cell.figure || !/^\d{2,}$/.test(cell.text) || !random.chance(0.4)) return cell;
      const at = random.integer(1, cell.text.length - 1);
      return { ...cell, text: `${cell.text.slice(0, at)}\n${cell.text.slice(at)}` };
    });
    return { type: 'sheet', sheet: { ...piece.sheet, cells } };
  });
  return { ...made, pieces };
}
