/**
 * What a PDF page draws, from its operators: each character with its box, and the rules. The positions are followed here, as a
 * renderer does, since the text that pdf.js itself puts together loses characters of vertical writing and does not say where
 * within a run of text a character stands.
 */

import { damaged } from '../refusals';
import { asSeen, isCutBy } from './edges';
import type { PdfOperators } from './engine';
import { apply, type Box, boxAround, boxOf, intersection, type Matrix, matrixOf, multiply, unitBox } from './geometry';
import { meaningOf } from './meaning';
import { addPaths, addThinPicture, isRectangle, MOST_RULES, pathsOf, type Rule } from './rules';
import { type Placed, Sight } from './sight';
import { changeState, type Font, fillPaint, initialState, pageBox, type State, textPaints } from './state';

/** A character where it stands on the page. */
export interface Glyph extends Box {
  readonly text: string;
  /** Size of the font, in points on the page. */
  readonly size: number;
  readonly direction: 'right' | 'down' | 'up';
  /** Characters that were shown as one string have the same number. */
  readonly run: number;
  /** Whether the text has a space after it. */
  spaced: boolean;
}

export interface DrawnPage {
  readonly glyphs: Glyph[];
  readonly rules: Rule[];
  /** Quarter turns, clockwise, by which most of the text is turned: 0 where it runs to the right. */
  readonly turns: number;
  /** Whether the text is what was recognised in pictures, and nobody sees it. */
  readonly recognised: boolean;
  /** Whether most of the text leans a little. */
  readonly leans: boolean;
}

/** What is known of the page beside its operators. */
export interface PageSetting {
  /** Leads from the page's own coordinates to those of the page as shown. */
  readonly transform: Matrix;
  readonly width: number;
  readonly height: number;
  readonly fontOf: (name: string) => Font;
  /** Whether a layer, as the operators give it, is switched on. */
  readonly isLayerOn: (layer: unknown) => boolean;
  /** Whether the pictures of the file let nothing through that is below them. */
  readonly picturesHide: boolean;
}

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

interface ShownGlyph {
  readonly originalCharCode: number;
  readonly unicode: string;
  readonly width: number;
  readonly vmetric?: readonly number[];
  readonly isSpace: boolean;
}

/** Share of the font's size above and below the base line. */
const ASCENT = 0.86;
const DESCENT = 0.14;
/** Forms within forms, and states saved and not restored: a page that has more is hostile. */
const MOST_SAVED = 10_000;

/** Follows the operators of a page. */
export function drawPage(list: OperatorList, operators: PdfOperators, setting: PageSetting): DrawnPage {
  return new PageDrawing(operators, setting).follow(list);
}

/** A character of the page; text across the page has no glyph. */
interface Character extends Placed {
  readonly glyph: Glyph | undefined;
  readonly turns: 0 | 1 | 2 | 3;
  readonly leans: boolean;
}

class PageDrawing {
  private readonly rules: Rule[] = [];
  private readonly saved: State[] = [];
  private readonly sight: Sight<Character>;
  /** The character that was shown last. */
  private last: Glyph | undefined;
  /** Marks that are open, and those among them that hide what they hold. */
  private marks: boolean[] = [];
  private hidden = 0;
  /** Masks that are open: what is drawn in them is not seen itself. */
  private masks = 0;
  /** Counts what is painted. */
  private painted = 0;
  private clips = false;
  /** Annotations that are open. */
  private annotations = 0;
  private state: State;

  constructor(
    private readonly operators: PdfOperators,
    private readonly setting: PageSetting,
  ) {
    this.sight = new Sight(pageBox(setting), setting.picturesHide);
    this.state = initialState(setting);
  }

  follow(list: OperatorList): DrawnPage {
    for (const [i, operator] of list.fnArray.entries()) this.step(operator, (list.argsArray[i] ?? []) as unknown[]);
    this.addPicture();
    const { placed, recognised } = this.sight.seen();
    const turned = ([0, 1, 2, 3] as const).map((turns) => placed.filter((each) => each.turns === turns).length);
    const most = turned.findIndex((count) => count > placed.length * MOSTLY);
    const leaning = placed.filter((each) => each.leans).length;
    return {
      glyphs: placed.flatMap((each) => each.glyph ?? []),
      rules: this.rules.length > MOST_RULES ? [] : this.rules,
      turns: placed.length < FEWEST_TURNED ? 0 : Math.max(0, most),
      recognised,
      leans: leaning > placed.length * MOSTLY,
    };
  }

  private step(operator: number, args: unknown[]): void {
    const { operators: ops, state } = this;
    switch (operator) {
      case ops.save:
        this.save();
        return;
      case ops.endAnnotation:
        this.annotations--;
        this.addPicture();
        this.state = this.saved.pop() ?? state;
        return;
      case ops.restore:
      case ops.paintFormXObjectEnd:
        this.addPicture();
        this.state = this.saved.pop() ?? state;
        return;
      case ops.paintFormXObjectBegin: {
        const [matrix, extent] = args as (ArrayLike<number> & Iterable<number>)[];
        this.save();
        this.transform(matrixOf(matrix));
        if (extent) this.clip(boxAround(extent, this.state.matrix), true);
        return;
      }
      case ops.beginGroup:
        this.beginGroup(args[0] as Group);
        return;
      case ops.endGroup:
        if ((args[0] as Group | undefined)?.smask) this.masks--;
        this.state = this.saved.pop() ?? state;
        return;
      case ops.beginMarkedContent:
      case ops.beginMarkedContentProps: {
        const hides = args[0] === 'OC' && !this.setting.isLayerOn(args[1]);
        this.marks.push(hides);
        if (hides) this.hidden++;
        return;
      }
      case ops.endMarkedContent:
        if (this.marks.pop()) this.hidden--;
        return;
      case ops.beginAnnotation:
        // An annotation is drawn on the page, whatever the operators before it left.
        this.annotations++;
        this.save();
        this.state = { ...initialState(this.setting), since: this.painted };
        this.transform(matrixOf(args[2] as ArrayLike<number>));
        this.transform(matrixOf(args[3] as ArrayLike<number>));
        return;
      case ops.transform:
        this.transform(matrixOf(args as number[]));
        return;
      case ops.clip:
      case ops.eoClip:
        this.clips = true;
        return;
      case ops.constructPath: {
        const [paint, [steps], extent] = args as [number, [ArrayLike<number> | null], ArrayLike<number> | null];
        if (steps && extent) this.paintPath(paint, steps);
        this.clips = false;
        return;
      }
      case ops.shadingFill:
        this.painted++;
        if (this.isDrawn) this.sight.picture(state.clip.box, state.clip);
        return;
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintSolidColorImageMask:
        this.paintPicture();
        return;
      case ops.showText:
        this.showText(args[0] as (ShownGlyph | number | string | null)[]);
        return;
      default:
        changeState(state, operator, args, ops, this.setting.fontOf);
    }
  }

  private save(): void {
    if (this.saved.length < MOST_SAVED) this.saved.push({ ...this.state });
    this.state.moved = false;
    this.state.since = this.painted;
  }

  private transform(matrix: Matrix): void {
    this.state.matrix = multiply(this.state.matrix, matrix);
    this.state.moved = true;
  }

  private get isDrawn(): boolean {
    return this.hidden === 0 && this.masks === 0;
  }

  private clip(box: Box, whole: boolean): void {
    const { clip } = this.state;
    const left = intersection(clip.box, box) ?? NOWHERE;
    this.state.clip = { box: left, whole: clip.whole && whole };
  }

  /** A group is painted as one: what it covers and how it is mixed is settled before it. */
  private beginGroup({ smask, bbox, matrix }: Group): void {
    this.save();
    if (smask) this.masks++;
    const { state } = this;
    state.groupCover *= state.fillCover;
    state.groupMixes ||= state.mixes;
    state.fillCover = 1;
    state.strokeCover = 1;
    state.mixes = false;
    if (bbox) this.clip(boxAround(bbox, multiply(state.matrix, matrixOf(matrix))), true);
  }

  private paintPath(paint: number, steps: ArrayLike<number>): void {
    const { operators: ops, state } = this;
    const paths = pathsOf(steps, state.matrix);
    const points = paths.flatMap((path) => path.points);
    if (points.length === 0) return;
    const box = boxOf(points);
    if (paint !== ops.endPath) this.painted++;
    if (this.isDrawn) {
      if (FILLS.some((name) => ops[name] === paint)) {
        if (paths.some((path) => path.curved)) this.sight.curve();
        this.sight.fill(box, isRectangle(paths), state.clip, fillPaint(state), state.mixes || state.groupMixes);
      }
      const drawn: Rule[] = this.annotations > 0 || isCutBy(box, state.clip.box) ? [] : this.rules;
      addPaths(drawn, paint, paths, state.matrix, state.lineWidth, ops);
      if (this.annotations > 0) this.rules.push(...drawn.map((rule) => ({ ...rule, isMark: true })));
      else if (drawn !== this.rules)
        this.rules.push(...drawn.map((rule) => asSeen(rule, state.clip.box, pageBox(this.setting))));
    }
    if (this.clips) this.clip(box, isRectangle(paths));
  }

  /** Pictures are left out of the operators: where the page was made ready for one and nothing painted, it stands. */
  private addPicture(): void {
    if (this.state.moved && this.state.since === this.painted) this.paintPicture();
  }

  private paintPicture(): void {
    const { state } = this;
    this.painted++;
    if (!this.isDrawn) return;
    const box = unitBox(state.matrix);
    this.sight.picture(box, state.clip);
    addThinPicture(this.rules, box);
  }

  private showText(shown: readonly (ShownGlyph | number | string | null)[]): void {
    const { state } = this;
    const vertical = state.font.vertical === true;
    const unit = state.fontSize * (state.font.fontMatrix?.[0] ?? 0.001);
    const scale = state.scale * state.fontDirection;
    let along = 0;
    this.painted++;
    for (const glyph of shown) {
      if (typeof glyph === 'number') along += ((vertical ? 1 : -1) * glyph * state.fontSize) / 1000;
      else if (typeof glyph === 'string') {
        // The codes of a font that pdf.js could not read.
        throw damaged({ zh: 'PDF 中的字体无法读取', en: 'a font of the PDF cannot be read' });
      } else if (glyph) {
        const metric = vertical ? glyph.vmetric : undefined;
        const advance = (metric ? -metric[0]! : glyph.width) * unit;
        const spacing = ((glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing) * state.fontDirection;
        const text = meaningOf(state.font, glyph.originalCharCode, glyph.unicode);
        if (/^\s*$/u.test(text)) {
          if (this.last) this.last.spaced = true;
        } else if (vertical) this.place(text, 0, -along, 1, true);
        else this.place(text, along * scale, 0, Math.abs(glyph.width * unit), false);
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
    if (!Number.isFinite(box.left + box.right + box.top + box.bottom) || size < TINY) return;
    if (!this.isDrawn || Math.abs(state.scale) < NARROWEST) return;
    const direction = directionOf(toPage, vertical);
    const glyph = direction && { text, ...box, size, direction, run: this.painted, spaced: false };
    if (glyph) this.last = glyph;
    const paints = textPaints(state);
    const recognised = paints.length === 0;
    const character = { box, glyph, turns: quarterTurns(toPage), leans: doesLean(toPage), recognised, covered: false };
    this.sight.place(character, state.clip, paints);
  }
}

interface Group {
  readonly smask?: unknown;
  readonly bbox?: ArrayLike<number> & Iterable<number>;
  readonly matrix?: ArrayLike<number>;
}

/** Text smaller than this, in points, or drawn together to this share of its width is not seen. */
const TINY = 1;
const NARROWEST = 0.05;
/** What is clipped to nothing. */
const NOWHERE: Box = { left: -2, right: -1, top: -2, bottom: -1 };

const FILLS = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'] as const;

/** A page of which this share of the text is turned is itself turned, not only headers of its tables. */
const MOSTLY = 0.6;
/** Fewer characters do not show how a page is set. */
const FEWEST_TURNED = 20;

function quarterTurns([dx, dy]: Matrix): 0 | 1 | 2 | 3 {
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 0 : 2;
  return dy > 0 ? 1 : 3;
}

/** Text that runs up or down this much for each point across is not upright on the page. */
const LEANING = 0.0005;

function doesLean([dx, dy]: Matrix): boolean {
  const [less, more] = [Math.abs(dx), Math.abs(dy)].sort((a, b) => a - b) as [number, number];
  return less > LEANING * more;
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
