/**
 * Reports that print tables of the year before beside their own, or above or below them: those figures are never the report's.
 * And figures that are wrapped within their cells.
 */
import { APPLICANTS } from '../../../src/form/rows';
import type { Report } from './figures';
import type { Sheet } from './layout';
import { makePieces, type Piece, type Pieces } from './pieces';
import type { Random } from './random';
import { ALL_SHOWN, different, type Unshown } from './shown';

/** The table of the form that a sheet is of. */
const kindOf = (sheet: Sheet) => (sheet.rows > 20 ? 3 : sheet.columns === 15 ? 4 : 2);

export interface Twice extends Pieces {
  /** A caption says which tables are of the year before. */
  readonly captioned: boolean;
  readonly unshown: Unshown;
}

/** What the report carries in, by applicant: last year carried it forward. */
const carriedIn = ({ cells }: Report): ReadonlyMap<string, number> =>
  new Map(APPLICANTS.map((applicant) => [applicant, Number(cells.get(`carriedIn.${applicant}`)!.truth ?? 0)]));

/** The pieces, one or all of their tables once more with the figures of the year before. */
export function withLastYear(random: Random, made: Pieces): Twice {
  const form = ({ report }: Pieces) => `${report.forms[2]} ${report.forms[3]}`;
  // What was carried forward was counted again, sometimes.
  const forward = random.chance(0.9) ? carriedIn(made.report) : undefined;
  let before = makePieces(random, false, forward);
  while (form(before) !== form(made)) before = makePieces(random, false, forward);
  const others = before.pieces.flatMap((piece) => (piece.type === 'sheet' ? [piece] : []));
  const whole = random.chance(0.3);
  const [two, three, four] = [random.chance(0.5), random.chance(0.6), random.chance(0.5)];
  const wanted = (sheet: Sheet) => whole || [two, three, four][kindOf(sheet) - 2];
  const first = random.chance(0.5);
  const { year } = made.report;
  const caption = random.pick([
    `附：${year - 1}年度数据`,
    `${year - 1}年`,
    '上年度情况',
    `（${year - 1}年度）`,
    `附件2　${year - 1}年政府信息公开统计表`,
    '去年同期数据',
    `表二（上一年度）`,
    '',
  ]);
  const ownCaption = random.chance(0.3) ? random.pick([`${year}年度数据`, `（${year}年）`, '本年度情况']) : '';
  const captioned = caption !== '';
  const unshown = captioned ? ALL_SHOWN : different(made.report, before.report);
  const line = (text: string): Piece[] => (text === '' ? [] : [{ type: 'line', text }]);
  if (whole && random.chance(0.4)) {
    const appendix: Piece[] = [...line(caption), ...others];
    return { ...made, pieces: [...made.pieces, ...appendix], captioned, unshown };
  }
  const pieces: Piece[] = [];
  let run: Piece[] = [];
  const flush = () => {
    if (run.length === 0) return;
    const own = run[0]!;
    const kind = own.type === 'sheet' ? kindOf(own.sheet) : 0;
    const again: Piece[] = others.filter(({ sheet }) => kindOf(sheet) === kind);
    const shown = own.type === 'sheet' && wanted(own.sheet);
    const [last, mine] = [
      [...line(caption), ...again],
      [...line(ownCaption), ...run],
    ];
    pieces.push(...(shown ? (first ? [...last, ...mine] : [...mine, ...last]) : run));
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
  return pieces.length > made.pieces.length ? { ...made, pieces, captioned, unshown } : withLastYear(random, made);
}

/** The pieces, longer figures over two lines of their cells: table 2 has no sums that tell such a figure from two. */
export function withWrappedFigures(random: Random, made: Pieces): Pieces & { readonly unshown: Unshown } {
  const unshown = new Set<string>();
  const pieces = made.pieces.map((piece): Piece => {
    if (piece.type === 'line') return piece;
    const cells = piece.sheet.cells.map((cell) => {
      if (!cell.figure || !/^\d{2,}$/.test(cell.text) || !random.chance(0.4)) return cell;
      const at = random.integer(1, cell.text.length - 1);
      if (cell.id && kindOf(piece.sheet) === 2) unshown.add(cell.id);
      return { ...cell, text: `${cell.text.slice(0, at)}\n${cell.text.slice(at)}` };
    });
    return { type: 'sheet', sheet: { ...piece.sheet, cells } };
  });
  return { ...made, pieces, unshown };
}
