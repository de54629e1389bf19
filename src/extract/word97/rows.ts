/** Rows of tables of Word 97 to 2003: where a row's cells begin and end on paper, and which of them are merged ([MS-DOC] 2.9.330). */
import type { CellPlace } from '../markdown/edge-table';
import { type Property, properties, SPRM } from './sprms';

/** Bytes of a cell's settings. */
const CELL = 20;

type Writable = { -readonly [key in keyof CellPlace]: CellPlace[key] };

/** The places of a row's cells by the properties of its mark; undefined where these do not say. */
export function placesOf(lists: readonly DataView[]): CellPlace[] | undefined {
  let places: Writable[] | undefined;
  for (const list of lists)
    for (const property of properties(list)) {
      if (property.code === SPRM.tDefTable) places = defined(property);
      else if (property.code === SPRM.tMerge && places) mergeBeside(property, places);
      else if (property.code === SPRM.tVertMerge && places) mergeAbove(property, places);
    }
  return places;
}

function defined({ operand }: Property): Writable[] | undefined {
  const count = operand.byteLength > 0 ? operand.getUint8(0) : 0;
  const settings = 1 + 2 * (count + 1);
  if (settings > operand.byteLength) return undefined;
  return Array.from({ length: count }, (_, i): Writable => {
    const at = settings + CELL * i;
    const flags = at + 2 <= operand.byteLength ? operand.getUint16(at, true) : 0;
    return {
      left: operand.getInt16(1 + 2 * i, true),
      right: operand.getInt16(3 + 2 * i, true),
      beside: (flags & 3) === 1,
      above: aboveOf((flags >> 5) & 3),
    };
  });
}

const aboveOf = (merge: number): CellPlace['above'] =>
  merge === 1 ? 'continued' : merge === 3 ? 'restart' : undefined;

function mergeBeside({ operand }: Property, places: readonly Writable[]): void {
  const [first, end] = [operand.getUint8(0), operand.getUint8(1)];
  for (const place of places.slice(first + 1, end)) place.beside = true;
}

function mergeAbove({ operand }: Property, places: readonly Writable[]): void {
  const place = operand.byteLength >= 2 ? places[operand.getUint8(0)] : undefined;
  if (place) place.above = aboveOf(operand.getUint8(1));
}
