/** What a reader sees of characters, by their properties and by the style of characters that these name. */
import type { Level } from '../spans';
import { type Property, properties, SPRM } from './sprms';

/** Properties that are on or off. */
const SWITCHES: ReadonlyMap<number, 'isDeleted' | 'isHidden' | 'isStruck' | 'isStruckTwice' | 'isSpecial'> = new Map([
  [SPRM.cFRMarkDel, 'isDeleted'],
  [SPRM.cFVanish, 'isHidden'],
  [SPRM.cFStrike, 'isStruck'],
  [SPRM.cFDStrike, 'isStruckTwice'],
  [SPRM.cFSpec, 'isSpecial'],
]);
/** By the value of the property. */
const LEVELS: readonly Level[] = ['BASE', 'MARK', 'LOWERED'];
/** Half points by which the mark of a note stands above its figure; less is the fine setting of a line. */
const LOWEST_RAISE = 4;

export interface Look {
  readonly isDeleted: boolean;
  readonly isHidden: boolean;
  readonly isStruck: boolean;
  readonly isStruckTwice: boolean;
  readonly level: Level;
  /** Whether they stand higher than their line. */
  readonly isHigh: boolean;
  /** A character that stands for something else. */
  readonly isSpecial: boolean;
  /** The character that a symbol stands for. */
  readonly symbol: string | undefined;
}

export const PLAIN: Look = {
  isDeleted: false,
  isHidden: false,
  isStruck: false,
  isStruckTwice: false,
  level: 'BASE',
  isHigh: false,
  isSpecial: false,
  symbol: undefined,
};

export const isUnseen = (look: Look): boolean => look.isDeleted || look.isHidden || look.isStruck || look.isStruckTwice;

export const levelOf = ({ level, isHigh }: Look): Level => (level === 'BASE' && isHigh ? 'RAISED' : level);

/** The look that a list of properties gives to what looked so before; `styles` by their numbers. */
export function lookOf(list: DataView, before: Look, styles: (number: number) => Look): Look {
  const all = [...properties(list)];
  const style = all.findLast(({ code }) => code === SPRM.cIstd);
  // What a property may be the opposite of.
  const base = style ? { ...styles(style.operand.getUint16(0, true)), isDeleted: before.isDeleted } : before;
  const look = { ...base };
  for (const property of all) {
    const { code, operand } = property;
    const name = SWITCHES.get(code);
    if (name) look[name] = isOn(property, base[name]);
    else if (code === SPRM.cIss) look.level = LEVELS[operand.getUint8(0)] ?? 'BASE';
    else if (code === SPRM.cHpsPos) look.isHigh = operand.getInt16(0, true) >= LOWEST_RAISE;
    else if (code === SPRM.cSymbol) look.symbol = symbolOf(operand.getUint16(2, true));
  }
  return look;
}

/** 0 and 1 say it; 128 is what the style has, 129 the opposite. */
function isOn({ operand }: Property, inStyle: boolean): boolean {
  const value = operand.getUint8(0);
  return value === 1 || (value === 0x80 && inStyle) || (value === 0x81 && !inStyle);
}

/** A symbol by its code; codes of symbol fonts have no meaning outside their font. */
const symbolOf = (code: number): string => (code > 0x20 && code < 0xd800 ? String.fromCharCode(code) : '');
