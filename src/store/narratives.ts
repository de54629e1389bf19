/**
 * What is kept beside the narratives of current reports: marks of their sentences, to find copied text, and their terms, to
 * search them. Both follow from texts that never change (documents are not written again), so that what a report left in
 * them can be taken out by making it again. The index of terms is the database's own: `term-index.ts`.
 */
import { SECTIONS, type SectionKey } from '../form/draft';
import { comparable, type Names, namesOf } from '../narrative/comparable';
import { MARK_BITS, marksOf } from '../narrative/mark';
import { indexTerms } from '../narrative/search-terms';
import { inList } from '../plan/statement';
import type { Connection, InsertTable } from './connection';
import type { Transaction } from './journal';
import type { Regions } from './regions';
import { termIndexOf } from './term-index';

/** What of a report its narrative's entries follow from. */
export interface NarrativeState {
  readonly department_id: number;
  readonly region_id: number;
  readonly year: number;
  readonly withdrawn: number;
  readonly document_id: number | null;
}

/** The texts of a report with what its entries need. */
export interface NarrativeTexts {
  readonly departmentName: string;
  readonly title: string | null;
  readonly printedBody: string | null;
  readonly sections: readonly { readonly key: string; readonly text: string }[];
}

/** All that the indexes hold of one report. */
export interface NarrativeEntries {
  /** Keys of `sentence_mark`, ascending. */
  readonly marks: readonly number[];
  /** Places in `SECTIONS` of the sections that have marks. */
  readonly sections: readonly number[];
  readonly title: string;
  readonly body: string;
  readonly text: string;
  readonly place: string;
}

const FIRST_YEAR = 2000;
const SECTION_BITS = 3;

/** The key under which marks of a year and section stand, as one number below 2^47: year, section, mark. */
export function markKey(year: number, section: number, mark: number): number {
  return (((year - FIRST_YEAR) << SECTION_BITS) + section) * 2 ** MARK_BITS + mark;
}

/** The place in `SECTIONS` that a key of a mark holds. */
export function sectionOfMark(key: number): number {
  return Math.floor(key / 2 ** MARK_BITS) & (2 ** SECTION_BITS - 1);
}

/** The names that stand for a body in its own text. */
export function ownNames(regions: Regions, regionId: number, bodies: readonly (string | null)[]): Names {
  const places = [...regions.ancestors(regionId), regions.get(regionId)!].filter((each) => each.level !== 'NATION');
  return namesOf(
    bodies.filter((each): each is string => each !== null && each !== ''),
    places.flatMap(({ name, fullName }) => [name, fullName]),
  );
}

/** The terms by which a search is narrowed to a year, or to a region with all that lies in it. */
export const placeTerms = { year: (year: number) => `y${year}`, region: (id: number) => `r${id}` };

/** What the indexes hold of a report with these texts. */
export function entriesOf(regions: Regions, state: NarrativeState, texts: NarrativeTexts): NarrativeEntries {
  const { departmentName, title, printedBody, sections } = texts;
  const names = ownNames(regions, state.region_id, [departmentName, printedBody]);
  const marks: number[] = [];
  const marked: number[] = [];
  for (const { key, text } of sections) {
    const section = SECTIONS.indexOf(key as SectionKey);
    const found = marksOf(comparable(text, names));
    if (found.length > 0) marked.push(section);
    for (const { value } of found) marks.push(markKey(state.year, section, value));
  }
  const region = regions.get(state.region_id)!;
  const around = [...regions.ancestors(region.id), region].filter((each) => each.level !== 'NATION');
  const short = departmentName.startsWith(region.name) ? departmentName.slice(region.name.length) : departmentName;
  return {
    marks: marks.sort((a, b) => a - b),
    sections: marked,
    title: indexTerms(title ?? ''),
    body: indexTerms(region.level === 'NATION' ? departmentName : `${region.fullName}${short}`),
    text: sections.map(({ text }) => indexTerms(text)).join(' '),
    place: [placeTerms.year(state.year), ...around.map(({ id }) => placeTerms.region(id))].join(' '),
  };
}

const MARK: InsertTable = {
  name: 'sentence_mark',
  columns: [
    { name: 'mark', type: 'bigint' },
    { name: 'report_id', type: 'integer' },
  ],
};

const SQL = {
  document: 'SELECT title, body FROM document WHERE id = ?',
  department: 'SELECT name FROM department WHERE id = ?',
  sections: 'SELECT key, text FROM section WHERE document_id = ? ORDER BY place',
  count: `INSERT INTO narrative_count (year, section, reports) VALUES (?, ?, ?)
    ON CONFLICT (year, section) DO UPDATE SET reports = narrative_count.reports + excluded.reports`,
  uncount: 'DELETE FROM narrative_count WHERE reports = 0',
};

/** The texts of a report's document. */
export async function textsOf(connection: Connection, state: NarrativeState): Promise<NarrativeTexts> {
  const document = await connection.get<{ title: string | null; body: string | null }>(SQL.document, [
    state.document_id,
  ]);
  const department = await connection.get<{ name: string }>(SQL.department, [state.department_id]);
  const sections = await connection.all<{ key: string; text: string }>(SQL.sections, [state.document_id]);
  return { departmentName: department!.name, title: document!.title, printedBody: document!.body, sections };
}

interface Change {
  readonly before: NarrativeState | undefined;
  after: NarrativeState | undefined;
}

/** Only a current report with a document has entries. */
function live(state: NarrativeState | undefined): NarrativeState | undefined {
  return state && state.withdrawn === 0 && state.document_id !== null ? state : undefined;
}

/** The reports whose narratives one transaction changes; reports without a document cost nothing. */
export class TouchedNarratives {
  private readonly touched = new Map<number, Change>();

  constructor(
    private readonly transaction: Transaction,
    private readonly regions: Regions,
  ) {}

  /** A report is now in another state; `before` is undefined for a new one. */
  touch(reportId: number, before: NarrativeState | undefined, after: NarrativeState): void {
    const [was, is] = [live(before), live(after)];
    if (!was && !is) return;
    const known = this.touched.get(reportId);
    if (known) known.after = is;
    else this.touched.set(reportId, { before: was, after: is });
  }

  /** Writes what follows, the marks of all reports in the order of their keys: a bulk load writes each page once. */
  async write(): Promise<void> {
    const index = termIndexOf(this.transaction);
    const added: [mark: number, reportId: number][] = [];
    let removed = false;
    const counts = new Map<string, number>();
    for (const [id, { before, after }] of this.touched) {
      const same = before && after && before.document_id === after.document_id && before.region_id === after.region_id;
      if (same) continue;
      if (before) {
        const entries = await this.entries(before);
        removed = true;
        await this.removeMarks(id, entries.marks);
        countSections(counts, before.year, entries.sections, -1);
        await index.remove(id);
      }
      if (after) {
        const entries = await this.entries(after);
        for (const mark of new Set(entries.marks)) added.push([mark, id]);
        countSections(counts, after.year, entries.sections, 1);
        await index.add(id, entries);
      }
    }
    const inOrder = (a: [number, number], b: [number, number]): number => a[0] - b[0] || a[1] - b[1];
    for (const entry of added.sort(inOrder)) await this.transaction.insert(MARK, entry);
    // In the order of their keys: others may be about to count the same ones.
    for (const [key, change] of [...counts].sort()) {
      const [year, section] = key.split('/').map(Number) as [number, number];
      if (change !== 0) await this.transaction.run(SQL.count, [year, section, change]);
    }
    if (removed) await this.transaction.run(SQL.uncount);
    this.touched.clear();
  }

  private async removeMarks(reportId: number, marks: readonly number[]): Promise<void> {
    const sql = `DELETE FROM sentence_mark WHERE report_id = ? AND mark ${inList(this.transaction.dialect)}`;
    await this.transaction.run(sql, [reportId, JSON.stringify(marks)]);
  }

  private async entries(state: NarrativeState): Promise<NarrativeEntries> {
    return entriesOf(this.regions, state, await textsOf(this.transaction, state));
  }
}

function countSections(counts: Map<string, number>, year: number, sections: readonly number[], by: number): void {
  for (const section of sections) counts.set(`${year}/${section}`, (counts.get(`${year}/${section}`) ?? 0) + by);
}

/** Reports that are indexed together when all of it is made anew. */
const CHUNK = 5000;
const NARRATED = `SELECT id, department_id, region_id, year, withdrawn, document_id FROM report
  WHERE id > ? AND document_id IS NOT NULL AND withdrawn = 0 ORDER BY id LIMIT ${CHUNK}`;

/** The current reports that have a document, in the order of their ids, some thousands at a time. */
export async function* narratedReports(
  connection: Connection,
): AsyncGenerator<readonly (NarrativeState & { readonly id: number })[]> {
  for (let last = 0; ; ) {
    const states = await connection.all<NarrativeState & { id: number }>(NARRATED, [last]);
    if (states.length === 0) return;
    yield states;
    last = states.at(-1)!.id;
  }
}

/** Makes both indexes anew from the narratives of the current reports. */
export async function rebuildNarratives(transaction: Transaction, regions: Regions): Promise<void> {
  await transaction.run('DELETE FROM sentence_mark');
  await transaction.run('DELETE FROM narrative_count');
  const index = termIndexOf(transaction);
  await index.clear();
  const touched = new TouchedNarratives(transaction, regions);
  for await (const states of narratedReports(transaction)) {
    for (const state of states) touched.touch(state.id, undefined, state);
    await touched.write();
  }
  await index.settle();
}
