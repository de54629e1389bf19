/**
 * What a PDF page draws, from its operators: each character with its box, and the rules. The positions are followed here, as a
 * renderer does, since the text that pdf.js itself puts together loses characters of vertical writing and does not say where
 * within a run of text a character stands.
 */
import type { PdfOperators } from './pdf-engine';
import { apply, type Box, boxOf, IDENTITY, type Matrix, matrixOf, multiply } from './pdf-geometry';
import { type Ink, lightOf, Shades } from './pdf-ink';
import { addPaths, MOST_RULES, type Rule } from './pdf-rules';
import { damaged } from './refusals';

/** A character where it stands on the page. */
export interface Glyph extends Box {
  readonly text: string;
  /** Size of the font, in points on the page. */
  readonly size: number;
  readonly direction: 'right' | 'down' | 'up';
  /** Whether the text has a space after it. */
  spaced: boolean;
}

export interface DrawnPage {
  readonly glyphs: Glyph[];
  readonly rules: Rule[];
  /** Quarter turns, clockwise, by which most of the text is turned: 0 where it runs to the right. */
  readonly turns: number;
}

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** What is needed of a font: whether it writes from top to bottom, and its unit. */
export interface Font {
  readonly vertical?: boolean;
  readonly fontMatrix?: ArrayLike<number>;
}

interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly vmetric?: readonly number[];
  readonly isSpace: boolean;
}

interface State extends Ink {
  matrix: Matrix;
  lineWidth: number;
  font: Font;
  fontSize: number;
  fontDirection: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  textMatrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

/** Share of the font's size above and below the base line. */
const ASCENT = 0.86;
const DESCENT = 0.14;
/** Forms within forms, and states saved and not restored: a page that has more is hostile. */
const MOST_SAVED = 10_000;

/**
 * Follows the operators of a page.
 * @param viewport the matrix from the page's own coordinates to those of the page as shown
 * @param fontOf the font with a name that the operators give
 */
export function drawPage(
  list: OperatorList,
  operators: PdfOperators,
  viewport: Matrix,
  fontOf: (name: string) => Font,
): DrawnPage {
  return new PageDrawing(operators, viewport, fontOf).follow(list);
}

class PageDrawing {
  private readonly glyphs: Glyph[] = [];
  private readonly rules: Rule[] = [];
  private readonly saved: State[] = [];
  private readonly shades = new Shades();
  /** Characters by the quarter turns of their text. */
  private readonly turned: [number, number, number, number] = [0, 0, 0, 0];
  private state: State;

  constructor(
    private readonly operators: PdfOperators,
    private readonly viewport: Matrix,
    private readonly fontOf: (name: string) => Font,
  ) {
    this.state = {
      matrix: viewport,
      lineWidth: 1,
      light: 0,
      cover: 1,
      font: {},
      fontSize: 0,
      fontDirection: 1,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
      textMatrix: IDENTITY,
      x: 0,
      y: 0,
      lineX: 0,
      lineY: 0,
    };
  }

  follow(list: OperatorList): DrawnPage {
    for (const [i, operator] of list.fnArray.entries()) this.step(operator, (list.argsArray[i] ?? []) as unknown[]);
    const all = this.turned.reduce((sum, count) => sum + count, 0);
    const most = this.turned.findIndex((count) => count > all * MOSTLY);
    const turns = all < FEWEST_TURNED ? 0 : Math.max(0, most);
    return { glyphs: this.glyphs, rules: this.rules.length > MOST_RULES ? [] : this.rules, turns };
  }

  private step(operator: number, args: unknown[]): void {
    const { operators: ops, state } = this;
    switch (operator) {
      case ops.save:
        this.save();
        return;
      case ops.restore:
      case ops.paintFormXObjectEnd:
      case ops.endAnnotation:
        this.state = this.saved.pop() ?? state;
        return;
      case ops.paintFormXObjectBegin:
        this.save();
        this.transform(matrixOf(args[0] as ArrayLike<number> | null));
        return;
      case ops.beginAnnotation:
        // An annotation is drawn on the page, whatever the operators before it left.
        this.save();
        this.state.matrix = this.viewport;
        this.transform(matrixOf(args[2] as ArrayLike<number>));
        this.transform(matrixOf(args[3] as ArrayLike<number>));
        return;
      case ops.transform:
        this.transform(matrixOf(args as number[]));
        return;
      case ops.setLineWidth:
        state.lineWidth = args[0] as number;
        return;
      case ops.setGState:
        for (const [key, value] of args[0] as [string, unknown][]) {
          if (key === 'Font') this.setFont(value as [string, number]);
          if (key === 'LW') state.lineWidth = value as number;
          if (key === 'ca') state.cover = value as number;
        }
        return;
      case ops.setFillRGBColor:
        state.light = lightOf(args[0]);
        return;
      case ops.setFillColorN:
        state.light = 0;
        return;
      case ops.constructPath: {
        const [paint, [steps], extent] = args as [number, [ArrayLike<number> | null], ArrayLike<number> | null];
        if (extent && FILLS.some((name) => ops[name] === paint)) this.shades.add(extent, state.matrix, state);
        if (steps) addPaths(this.rules, paint, steps, state.matrix, state.lineWidth, ops);
        return;
      }
      default:
        this.stepText(operator, args);
    }
  }

  private stepText(operator: number, args: unknown[]): void {
    const { operators: ops, state } = this;
    switch (operator) {
      case ops.beginText:
        this.setTextMatrix(IDENTITY);
        return;
      case ops.setTextMatrix:
        this.setTextMatrix(matrixOf((args.length === 6 ? args : args[0]) as number[]));
        return;
      case ops.moveText:
        this.moveText(args[0] as number, args[1] as number);
        return;
      case ops.setLeadingMoveText:
        state.leading = args[1] as number;
        this.moveText(args[0] as number, args[1] as number);
        return;
      case ops.nextLine:
        this.moveText(0, state.leading);
        return;
      case ops.setLeading:
        state.leading = -(args[0] as number);
        return;
      case ops.setFont:
        this.setFont(args as [string, number]);
        return;
      case ops.setCharSpacing:
        state.charSpacing = args[0] as number;
        return;
      case ops.setWordSpacing:
        state.wordSpacing = args[0] as number;
        return;
      case ops.setHScale:
        state.scale = (args[0] as number) / 100;
        return;
      case ops.setTextRise:
        state.rise = args[0] as number;
        return;
      case ops.showText:
        this.showText(args[0] as (ShownGlyph | number | string | null)[]);
        return;
    }
  }

  private save(): void {
    if (this.saved.length < MOST_SAVED) this.saved.push({ ...this.state });
  }

  private transform(matrix: Matrix): void {
    this.state.matrix = multiply(this.state.matrix, matrix);
  }

  private setFont([name, size]: [string, number]): void {
    this.state.font = this.fontOf(name);
    this.state.fontSize = Math.abs(size);
    this.state.fontDirection = size < 0 ? -1 : 1;
  }

  private setTextMatrix(matrix: Matrix): void {
    Object.assign(this.state, { textMatrix: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
  }

  private moveText(x: number, y: number): void {
    this.state.lineX += x;
    this.state.lineY += y;
    this.state.x = this.state.lineX;
    this.state.y = this.state.lineY;
  }

  private showText(shown: readonly (ShownGlyph | number | string | null)[]): void {
    const { state } = this;
    const vertical = state.font.vertical === true;
    const unit = state.fontSize * (state.font.fontMatrix?.[0] ?? 0.001);
    const scale = state.scale * state.fontDirection;
    let along = 0;
    for (const glyph of shown) {
      if (typeof glyph === 'number') along += ((vertical ? 1 : -1) * glyph * state.fontSize) / 1000;
      else if (typeof glyph === 'string') {
        // The codes of a font that pdf.js could not read.
        throw damaged({ zh: 'PDF 中的字体无法读取', en: 'a font of the PDF cannot be read' });
      } else if (glyph) {
        const metric = vertical ? glyph.vmetric : undefined;
        const advance = (metric ? -metric[0]! : glyph.width) * unit;
        const spacing = ((glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing) * state.fontDirection;
        if (/^\s*$/u.test(glyph.unicode)) {
          const last = this.glyphs.at(-1);
          if (last) last.spaced = true;
        } else if (vertical) this.place(glyph.unicode, 0, -along, 1, true);
        else this.place(glyph.unicode, along * scale, 0, Math.abs(glyph.width * unit), false);
        along += vertical ? advance - spacing : advance + spacing;
      }
    }
    if (vertical) state.y -= along;
    else state.x += along * scale;
  }

  /** A character that starts at (x, y) from where the text stands; `width` is in text units, of vertical writing ignored. */
  private place(text: string, x: number, y: number, width: number, vertical: boolean): void {
    const { state } = this;
    const toPage = multiply(multiply(state.matrix, state.textMatrix), [
      1,
      0,
      0,
      1,
      state.x + x,
      state.y + state.rise + y,
    ]);
    const { fontSize } = state;
    const up = fontSize * state.fontDirection;
    const across = width * state.scale * state.fontDirection;
    const corners = vertical
      ? [apply(toPage, -fontSize / 2, 0), apply(toPage, fontSize / 2, -fontSize)]
      : [apply(toPage, 0, -DESCENT * up), apply(toPage, across, ASCENT * up)];
    const box = boxOf(corners);
    const size = Math.hypot(toPage[2], toPage[3]) * fontSize;
    if (!Number.isFinite(box.left + box.right + box.top + box.bottom) || size === 0) return;
    if (this.shades.isFaint(box, state)) return;
    const direction = directionOf(toPage, vertical);
    this.turned[quarterTurns(toPage)]!++;
    if (direction) this.glyphs.push({ text, ...box, size, direction, spaced: false });
  }
}

const FILLS = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke'] as const;

/** A page of which this share of the text is turned is itself turned, not only headers of its tables. */
const MOSTLY = 0.6;
/** Fewer characters do not show how a page is set. */
const FEWEST_TURNED = 20;

function quarterTurns([dx, dy]: Matrix): 0 | 1 | 2 | 3 {
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 0 : 2;
  return dy > 0 ? 1 : 3;
}

/** Text that runs up or down more than this for each point across, and the other way round, is a watermark. */
const SLANTED = 0.2;

/** Undefined for text across the page, which is in no line and no cell. */
function directionOf(toPage: Matrix, vertical: boolean): Glyph['direction'] | undefined {
  // Vertical writing goes against the text's own y.
  const [dx, dy] = vertical ? [-toPage[2], -toPage[3]] : [toPage[0], toPage[1]];
  if (Math.min(Math.abs(dx), Math.abs(dy)) > SLANTED * Math.max(Math.abs(dx), Math.abs(dy))) return undefined;
  if (Math.abs(dx) >= Math.abs(dy)) return 'right';
  return dy > 0 ? 'down' : 'up';
}
