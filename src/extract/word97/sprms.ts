/**
 * Lists of properties ("grpprl") of Word 97 to 2003: each is the code of a property and its operand ([MS-DOC] 2.2.5).
 */

export interface Property {
  readonly code: number;
  readonly operand: DataView;
}

/** Properties that are read, by their names in [MS-DOC] 2.6. */
export const SPRM = {
  pFInTable: 0x2416,
  pFTtp: 0x2417,
  pItap: 0x6649,
  pFInnerTableCell: 0x244b,
  pFInnerTtp: 0x244c,
  pHugePapx: 0x6646,
  pTableProps: 0x646b,
  tDefTable: 0xd608,
  tMerge: 0x5624,
  tVertMerge: 0xd62b,
  cFRMarkDel: 0x0800,
  cFVanish: 0x083c,
  cFStrike: 0x0837,
  cFDStrike: 0x2a53,
  cFSpec: 0x0855,
  cIss: 0x2a48,
  cHpsPos: 0x4845,
  cIstd: 0x4a30,
  cSymbol: 0x6a09,
} as const;

/** Bytes of operands by the three highest bits of the code; undefined where the operand says its own length. */
const SIZES: readonly (number | undefined)[] = [1, 1, 2, 4, 2, 2, undefined, 3];
const CHANGED_TABS = 0xc615;

/** The properties of a list, in its order; a list that is cut ends where it can no longer be read. */
export function* properties(list: DataView): Generator<Property> {
  let at = 0;
  while (at + 3 <= list.byteLength) {
    const code = list.getUint16(at, true);
    const [from, size] = extent(list, at + 2, code);
    if (from + size > list.byteLength) return;
    yield { code, operand: part(list, from, size) };
    at = from + size;
  }
}

function extent(list: DataView, at: number, code: number): readonly [from: number, size: number] {
  const size = SIZES[code >> 13];
  if (size !== undefined) return [at, size];
  const stated = list.getUint8(at);
  // The definition of a row states a size of two bytes, and one more than it has.
  if (code === SPRM.tDefTable) return at + 2 <= list.byteLength ? [at + 2, list.getUint16(at, true) - 1] : [at, 0];
  if (code === CHANGED_TABS && stated === 255 && at + 1 < list.byteLength) {
    const added = at + 2 + 4 * list.getUint8(at + 1);
    return [at + 1, added < list.byteLength ? added - at + 3 * list.getUint8(added) : list.byteLength];
  }
  return [at + 1, stated];
}

/** Bytes of a view as a view; shorter where the view ends before. */
export function part(view: DataView, from: number, size: number): DataView {
  const begin = Math.min(Math.max(0, from), view.byteLength);
  return new DataView(view.buffer, view.byteOffset + begin, Math.max(0, Math.min(size, view.byteLength - begin)));
}

/** Whether a property that is on or off is on: 1, or the opposite of a style, which leaves it off. */
export const isSet = ({ operand }: Property): boolean =>
  operand.byteLength > 0 && (operand.getUint8(0) === 1 || operand.getUint8(0) === 0x81);
