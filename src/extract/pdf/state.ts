/** What the operators of a PDF page are drawn with: the state of its graphics and of its text. */
import type { PdfOperators } from './engine';
import { type Box, IDENTITY, type Matrix, matrixOf } from './geometry';
import { BLACK, type Color, colorOf, type Paint } from './ink';
import type { Clip } from './sight';

/** What is needed of a font: whether it writes from top to bottom, its unit, and what its codes stand for. */
export interface Font {
  readonly vertical?: boolean;
  readonly fontMatrix?: ArrayLike<number>;
  /** Whether a character's code has several bytes. */
  readonly composite?: boolean;
  /** Characters by their codes; without a map pdf.js takes each code for a character. */
  readonly toUnicode?: { readonly _map?: ArrayLike<string | undefined> };
  /** Names of characters that the font's own encoding gives to codes. */
  readonly differences?: ArrayLike<string | undefined>;
}

export interface State {
  matrix: Matrix;
  /** Whether the matrix was changed since the state was saved, and how much was painted until then. */
  moved: boolean;
  since: number;
  clip: Clip;
  /** Undefined for a pattern. */
  fill: Color | undefined;
  stroke: Color | undefined;
  fillCover: number;
  strokeCover: number;
  /** What the groups around cover, and whether paint is mixed with what is below it. */
  groupCover: number;
  mixes: boolean;
  groupMixes: boolean;
  textMode: number;
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

/** The page as it is shown; `transform` leads there from its own coordinates. */
interface Page {
  readonly transform: Matrix;
  readonly width: number;
  readonly height: number;
}

export function pageBox({ width, height }: Page): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

export function initialState(page: Page): State {
  return {
    matrix: page.transform,
    moved: false,
    since: 0,
    clip: { box: pageBox(page), whole: true },
    fill: BLACK,
    stroke: BLACK,
    fillCover: 1,
    strokeCover: 1,
    groupCover: 1,
    mixes: false,
    groupMixes: false,
    textMode: 0,
    lineWidth: 1,
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

/** Follows an operator that draws nothing and only changes the state. */
export function changeState(
  state: State,
  operator: number,
  args: readonly unknown[],
  ops: PdfOperators,
  fontOf: (name: string) => Font,
): void {
  switch (operator) {
    case ops.setLineWidth:
      state.lineWidth = args[0] as number;
      return;
    case ops.setGState:
      for (const [key, value] of args[0] as [string, unknown][]) {
        if (key === 'Font') setFont(state, fontOf, value as [string, number]);
        if (key === 'LW') state.lineWidth = value as number;
        if (key === 'ca') state.fillCover = value as number;
        if (key === 'CA') state.strokeCover = value as number;
        if (key === 'BM') state.mixes = value !== 'source-over';
      }
      return;
    case ops.setFillRGBColor:
      state.fill = colorOf(args[0]);
      return;
    case ops.setFillColorN:
    case ops.setFillTransparent:
      state.fill = undefined;
      return;
    case ops.setStrokeRGBColor:
      state.stroke = colorOf(args[0]);
      return;
    case ops.setStrokeColorN:
    case ops.setStrokeTransparent:
      state.stroke = undefined;
      return;
    case ops.beginText:
      setTextMatrix(state, IDENTITY);
      return;
    case ops.setTextMatrix:
      setTextMatrix(state, matrixOf((args.length === 6 ? args : args[0]) as number[]));
      return;
    case ops.moveText:
      moveText(state, args[0] as number, args[1] as number);
      return;
    case ops.setLeadingMoveText:
      state.leading = args[1] as number;
      moveText(state, args[0] as number, args[1] as number);
      return;
    case ops.nextLine:
      moveText(state, 0, state.leading);
      return;
    case ops.setLeading:
      state.leading = -(args[0] as number);
      return;
    case ops.setFont:
      setFont(state, fontOf, args as [string, number]);
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
    case ops.setTextRenderingMode:
      state.textMode = args[0] as number;
      return;
  }
}

function setFont(state: State, fontOf: (name: string) => Font, [name, size]: [string, number]): void {
  state.font = fontOf(name);
  state.fontSize = Math.abs(size);
  state.fontDirection = size < 0 ? -1 : 1;
}

function setTextMatrix(state: State, matrix: Matrix): void {
  Object.assign(state, { textMatrix: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
}

function moveText(state: State, x: number, y: number): void {
  state.lineX += x;
  state.lineY += y;
  state.x = state.lineX;
  state.y = state.lineY;
}

export function fillPaint({ fill, fillCover, groupCover }: State): Paint {
  return { color: fill, cover: fillCover * groupCover };
}

/** What text is drawn with: nothing where it is set to be invisible. */
export function textPaints(state: State): Paint[] {
  const { stroke, strokeCover, groupCover, textMode } = state;
  const paints: Paint[] = [];
  if (textMode % 4 === 0 || textMode % 4 === 2) paints.push(fillPaint(state));
  if (textMode % 4 === 1 || textMode % 4 === 2) paints.push({ color: stroke, cover: strokeCover * groupCover });
  return paints;
}
