/** Figures of a report to and from its row. */
import { hash } from 'node:crypto';
import { CELLS } from '../form/cells';
import { EDITION_IDS, type EditionId, TABLES } from '../form/editions';
import { packStates, type ReportFigures, unpackFigures } from '../form/figures';
import type { DocumentInput } from './input';

export type Row = Record<string, unknown>;

/** The edition of a table; null where the report lacks it. */
export function editionOf(stored: unknown): EditionId | null {
  return EDITION_IDS.find((id) => Number(id) === Number(stored)) ?? null;
}

/** The figures of a whole row of `report`. */
export function rowToFigures(row: Row): ReportFigures {
  const forms = { 2: editionOf(row.form2), 3: editionOf(row.form3), 4: editionOf(row.form4) };
  const values = CELLS.map((cell) => (row[cell.store] ?? null) as number | null);
  return unpackFigures(forms, values, row.states as string | null);
}

/** What the store keeps of figures: editions, packed states, one value a cell. */
export function figuresToColumns(figures: ReportFigures): {
  forms: readonly [number, number, number];
  states: string | null;
  values: readonly (number | null)[];
} {
  const [form2, form3, form4] = TABLES.map((table) => Number(figures.forms[table] ?? 0)) as [number, number, number];
  return { forms: [form2, form3, form4], states: packStates(figures), values: figures.values };
}

/** Characters of base 64 that stand for one half of a digest. */
const HALF = 12;

function digest(content: string): string {
  return hash('sha256', content, 'base64').slice(0, HALF);
}

/**
 * A digest of what an import says: of its figures and publication date, and of its document's words where it has one. Places,
 * file names and the hash of the file are no content: the same report saved anew is the same.
 */
export function contentDigest(
  figures: ReportFigures,
  publishedOn: string | undefined,
  document: DocumentInput | undefined,
): string {
  const { forms, states, values } = figuresToColumns(figures);
  const own = digest(`${forms.join()};${states ?? ''};${publishedOn ?? ''};${values.join()}`);
  if (!document) return own;
  const { title, body, sections, origins } = document;
  const notes = [...origins].flatMap(([cell, origin]) => (origin.note === undefined ? [] : [[cell, origin.note]]));
  const words = sections.map(({ key, heading, text }) => [key, heading, text]);
  return own + digest(JSON.stringify([title ?? '', body ?? '', words, notes]));
}

/** Whether an import says nothing new: without a document it is compared by its figures alone. */
export function sameContent(stored: string, incoming: string): boolean {
  return stored === incoming || (incoming.length === HALF && stored.startsWith(incoming));
}
