/**
 * Copied text (内容雷同): for a section of a report, the body's own last year and all other bodies of the year. Candidates come
 * from the marks of sentences, and each is then compared exactly on the texts. Templates do not count: sentences that many
 * bodies of the year share, and those of the law and the form.
 */
import { SECTIONS, type SectionKey } from '../form/draft';
import { boilerplate } from '../narrative/boilerplate';
import { type Comparable, comparable } from '../narrative/comparable';
import { type CopiedPassage, type Likeness, type OwnText, TextMatcher } from '../narrative/copied';
import { type Mark, marksBySentence } from '../narrative/mark';
import { askTable, type Dialect, inList, orderedJoin } from '../plan/statement';
import type { Value } from './connection';
import { markKey, ownNames, sectionOfMark } from './narratives';
import type { Regions } from './regions';

/** A section of another report, or of the body's own last one, that has much in common with one of a report. */
export interface SimilarSection {
  readonly reportId: number;
  readonly departmentId: number;
  readonly year: number;
  readonly section: SectionKey;
  /** Share of the section's own text that stands in the other one, figures, dates and names of bodies aside: 0 to 1. */
  readonly similarity: number;
  /** The same with figures, dates and names as printed. */
  readonly rawSimilarity: number;
  /** Share of the other section's own text that stands in this one. */
  readonly otherSimilarity: number;
  /** Whether it is the same body's report of the year before. */
  readonly ownLastYear: boolean;
  /** Offsets in the text of the section and of the other one. */
  readonly passages: readonly CopiedPassage[];
}

/** What a comparison of a report's sections gave. */
export interface SimilarSections {
  /** The sections that had enough of their own to be compared, as printed. */
  readonly texts: ReadonlyMap<SectionKey, string>;
  /** The most similar first. */
  readonly found: readonly SimilarSection[];
}

/** A report and one that it resembles. */
export interface SimilarPair extends SimilarSection {
  /** The report that `similarity` is of. */
  readonly of: number;
}

export interface SimilarOptions {
  /** Least similarity, above 0; 0.8 unless given. */
  readonly minSimilarity?: number;
  /** Only this section. */
  readonly section?: SectionKey;
}

export interface PairsQuery extends SimilarOptions {
  readonly year: number;
  /** Id of the region in whose subtree the reports are. */
  readonly within: number;
  /** Reports that are looked at from behind this one: the `next` of the page before. */
  readonly after?: { readonly regionId: number; readonly reportId: number };
  /** Pairs after which no further report is looked at; 100 unless given. */
  readonly first?: number;
}

export interface PairsPage {
  readonly pairs: readonly SimilarPair[];
  /** Where the next page goes on; undefined after the last report. */
  readonly next?: { readonly regionId: number; readonly reportId: number };
}

/** A sentence is a template where more bodies of the year have it: of small corpora this many, of large ones this share. */
const TEMPLATE_BODIES = 20;
const TEMPLATE_SHARE = 0.01;
/** More than so many of its marks are then frequent: two of three may be of phrases in a sentence that is one's own. */
const TEMPLATE_MARKS = { more: 2, of: 3 } as const;
/** A section with less of its own, in units, is not compared: two sentences alike say nothing. */
const LEAST_OWN = 60;
/** Candidates that are compared on their texts, those with most marks in common first. */
const MOST_COMPARED = 100;
/** A candidate shares marks of at least this part of the similarity that is asked for. */
const LEAST_SHARED = 0.5;
/** Reports that one page of pairs looks at. */
const REPORTS_A_PAGE = 500;

const NOTHING_COMPARED: SimilarSections = { texts: new Map(), found: [] };

type Read = <T>(sql: string, params: readonly Value[]) => Promise<T[]>;

interface Subject {
  readonly id: number;
  readonly department_id: number;
  readonly region_id: number;
  readonly year: number;
  readonly scope: number;
}

interface SectionRow extends Subject {
  readonly key: SectionKey;
  readonly text: string;
  readonly name: string;
  readonly body: string | null;
}

/** A section with its sentences' marks. */
interface Marked {
  readonly row: SectionRow;
  readonly text: Comparable;
  readonly marks: readonly (readonly Mark[])[];
}

function sectionRows(dialect: Dialect): string {
  return `SELECT r.id, r.department_id, r.region_id, r.year, r.scope, s.key, s.text, d.name, o.body FROM report r
  JOIN section s ON s.document_id = r.document_id JOIN document o ON o.id = r.document_id
  JOIN department d ON d.id = r.department_id
  WHERE r.withdrawn = 0 AND s.text <> '' AND r.id ${inList(dialect)}`;
}

/** How many reports have each mark, no further than a bound. */
function frequencies(dialect: Dialect): string {
  return `WITH ${askTable(dialect, ['mark'])}
    SELECT ask.mark,
      (SELECT COUNT(*) FROM (SELECT 1 FROM sentence_mark m WHERE m.mark = ask.mark LIMIT ?) AS bounded) AS reports
    FROM ask`;
}

/** Shares of a text are counted in whole billionths. */
const WHOLE = 1_000_000_000;

/** Reports that share marks, with the share of the section's own text that the marks stand for. */
function candidates(dialect: Dialect): string {
  const ask = askTable(dialect, ['mark', 'share', 'section']).replace('AS (', 'AS MATERIALIZED (');
  return `WITH ${ask}
    SELECT id, section FROM (
      SELECT m.report_id AS id, ask.section, SUM(ask.share) AS shared
      FROM ask ${orderedJoin(dialect)} sentence_mark m ON m.mark = ask.mark AND m.report_id <> ?
      GROUP BY ask.section, m.report_id
    ) AS sharing WHERE shared >= ? ORDER BY shared DESC, id LIMIT ?`;
}

const SQL = {
  counts: 'SELECT section, reports FROM narrative_count WHERE year = ?',
  lastYear: `SELECT l.id FROM report r
    JOIN report l ON l.department_id = r.department_id AND l.year = r.year - 1 AND l.scope = r.scope WHERE r.id = ?`,
  reports: `SELECT id, region_id FROM report
    WHERE region_id BETWEEN ? AND ? AND year = ? AND withdrawn = 0 AND document_id IS NOT NULL
      AND (region_id, id) > (?, ?)
    ORDER BY region_id, id LIMIT ?`,
};

export class Similar {
  constructor(
    private readonly dialect: Dialect,
    private readonly read: Read,
    /** For what reads thousands of marks. */
    private readonly scan: Read,
    private readonly regions: Regions,
  ) {}

  /** The sections that resemble those of a report: `found` of `compare`. */
  async of(reportId: number, options: SimilarOptions = {}): Promise<readonly SimilarSection[]> {
    return (await this.compare(reportId, options)).found;
  }

  /**
   * The sections that resemble those of a report, the most similar first; none for a report without a narrative. At most
   * 100 candidates a section are compared: of a text that more bodies have in common, those that share most of it.
   */
  async compare(reportId: number, options: SimilarOptions = {}): Promise<SimilarSections> {
    const { minSimilarity = 0.8 } = options;
    const mine = await this.marked([reportId], options.section);
    const subject = mine[0]?.row;
    if (!subject) return NOTHING_COMPARED;
    const templates = await this.templates(subject.year, mine);
    const own = new Map(mine.map((each) => [each.row.key, this.ownText(each, templates)]));
    const sections = mine.filter((each) => own.get(each.row.key)!.ownUnits >= LEAST_OWN);
    if (sections.length === 0) return NOTHING_COMPARED;
    const found = await this.candidates(subject, sections, templates, own, minSimilarity);
    const [last] = await this.read<{ id: number }>(SQL.lastYear, [reportId]);
    const others = await this.others(sections, found, last?.id);
    const matchers = new Map(sections.map((each) => [each.row.key, new TextMatcher(own.get(each.row.key)!)]));
    const alike = others.filter(({ row, text }) => matchers.get(row.key)!.similarity(text) >= minSimilarity);
    const theirTemplates = await this.templates(subject.year, alike);
    const result = alike.map((other) => {
      const likeness = matchers.get(other.row.key)!.compare(this.ownText(other, theirTemplates, subject.year));
      return similarSection(subject, other.row, likeness);
    });
    result.sort(
      (a, b) =>
        b.similarity - a.similarity ||
        b.rawSimilarity - a.rawSimilarity ||
        a.reportId - b.reportId ||
        SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section),
    );
    return { texts: new Map(sections.map(({ row }) => [row.key, row.text])), found: result };
  }

  /**
   * Pairs of a region and year, by the regions and ids of the reports. A pair within the region stands once where both
   * resemble each other. A page may have a few pairs more than asked for, and fewer where 500 reports were looked at.
   */
  async pairs(query: PairsQuery): Promise<PairsPage> {
    const { year, after = { regionId: -1, reportId: 0 }, first = 100, minSimilarity = 0.8 } = query;
    const top = this.regions.get(query.within);
    if (!top) return { pairs: [] };
    const reports = await this.read<{ id: number; region_id: number }>(SQL.reports, [
      top.id,
      top.rangeEnd,
      year,
      after.regionId,
      after.reportId,
      REPORTS_A_PAGE,
    ]);
    const pairs: SimilarPair[] = [];
    let last: { regionId: number; reportId: number } | undefined;
    for (const { id, region_id: regionId } of reports) {
      for (const each of await this.of(id, query))
        if (!(await this.isListed(each, { id, regionId }, query.within, minSimilarity)))
          pairs.push({ ...each, of: id });
      last = { regionId, reportId: id };
      if (pairs.length >= first) break;
    }
    const all = reports.length < REPORTS_A_PAGE && last?.reportId === reports.at(-1)?.id;
    return { pairs, next: all ? undefined : last };
  }

  /** Whether a pair stands under the other report already, which comes before this one. */
  private async isListed(
    pair: SimilarSection,
    { id, regionId }: { id: number; regionId: number },
    within: number,
    minSimilarity: number,
  ): Promise<boolean> {
    if (pair.ownLastYear || pair.otherSimilarity < minSimilarity) return false;
    const [other] = await this.read<{ region_id: number }>('SELECT region_id FROM report WHERE id = ?', [
      pair.reportId,
    ]);
    const top = this.regions.get(within)!;
    if (!other || !this.regions.within(other.region_id, top)) return false;
    return other.region_id < regionId || (other.region_id === regionId && pair.reportId < id);
  }

  /** The sections of reports with their marks. */
  private async marked(reportIds: readonly number[], section?: SectionKey): Promise<Marked[]> {
    const rows = await this.read<SectionRow>(sectionRows(this.dialect), [JSON.stringify(reportIds)]);
    return rows.filter((row) => section === undefined || row.key === section).map((row) => this.mark(row));
  }

  private mark(row: SectionRow): Marked {
    const text = comparable(row.text, ownNames(this.regions, row.region_id, [row.name, row.body]));
    return { row, text, marks: marksBySentence(text) };
  }

  /** The marks, by their keys, that so many bodies of the year have that their sentences are templates. */
  private async templates(year: number, sections: readonly Marked[]): Promise<ReadonlySet<number>> {
    if (sections.length === 0) return new Set();
    const counts = await this.read<{ section: number; reports: number }>(SQL.counts, [year]);
    const most = new Map(
      counts.map(({ section, reports }) => [section, Math.max(TEMPLATE_BODIES, Math.ceil(reports * TEMPLATE_SHARE))]),
    );
    const bound = Math.max(TEMPLATE_BODIES, ...most.values()) + 1;
    const keys = new Set(sections.flatMap((each) => keysOf(year, each)));
    const rows = await this.scan<{ mark: number; reports: number }>(frequencies(this.dialect), [
      JSON.stringify([...keys].map((key) => [key])),
      bound,
    ]);
    const isFrequent = ({ mark, reports }: { mark: number; reports: number }): boolean =>
      reports > (most.get(sectionOfMark(mark)) ?? TEMPLATE_BODIES);
    return new Set(rows.filter(isFrequent).map(({ mark }) => mark));
  }

  /**
   * What of a section is its body's own: neither of the law and the form nor of sentences that many share.
   * @param templates marks by their keys in `year`
   */
  private ownText({ row, text, marks }: Marked, templates: ReadonlySet<number>, year = row.year): OwnText {
    const shared = boilerplate(text);
    const section = SECTIONS.indexOf(row.key);
    text.sentences.forEach(({ from, to }, at) => {
      const own = marks[at]!;
      const frequent = own.filter(({ value }) => templates.has(markKey(year, section, value))).length;
      if (frequent * TEMPLATE_MARKS.of > own.length * TEMPLATE_MARKS.more) shared.fill(1, from, to);
    });
    const own = shared.map((flag) => 1 - flag);
    return { text, own, ownUnits: own.reduce((sum, flag) => sum + flag, 0) };
  }

  /** Ids of other bodies' reports that may resemble a section, by section. */
  private async candidates(
    subject: Subject,
    sections: readonly Marked[],
    templates: ReadonlySet<number>,
    own: ReadonlyMap<SectionKey, OwnText>,
    minSimilarity: number,
  ): Promise<{ id: number; section: number }[]> {
    const asked: [mark: number, share: number, section: number][] = [];
    for (const { row, marks } of sections) {
      const section = SECTIONS.indexOf(row.key);
      const { ownUnits } = own.get(row.key)!;
      const weights = new Map<number, number>();
      for (const { value, weight } of marks.flat()) weights.set(value, (weights.get(value) ?? 0) + weight);
      for (const [value, weight] of weights) {
        const key = markKey(subject.year, section, value);
        if (!templates.has(key)) asked.push([key, Math.round((weight / ownUnits) * WHOLE), section]);
      }
    }
    return this.scan(candidates(this.dialect), [
      JSON.stringify(asked),
      subject.id,
      Math.floor(minSimilarity * LEAST_SHARED * WHOLE),
      MOST_COMPARED * sections.length,
    ]);
  }

  /** The texts of the candidates and of the body's own last year. */
  private async others(
    sections: readonly Marked[],
    found: readonly { id: number; section: number }[],
    lastYear: number | undefined,
  ): Promise<Marked[]> {
    const wanted = new Set(found.map(({ id, section }) => `${id}/${SECTIONS[section]}`));
    if (lastYear !== undefined) for (const { row } of sections) wanted.add(`${lastYear}/${row.key}`);
    const ids = new Set([...found.map(({ id }) => id), ...(lastYear === undefined ? [] : [lastYear])]);
    const { department_id: department, year } = sections[0]!.row;
    const rows = await this.read<SectionRow>(sectionRows(this.dialect), [JSON.stringify([...ids])]);
    return (
      rows
        .filter((row) => wanted.has(`${row.id}/${row.key}`))
        // A body's own and consolidated reports of a year are not copies of each other.
        .filter((row) => row.department_id !== department || row.year !== year)
        .map((row) => this.mark(row))
    );
  }
}

function keysOf(year: number, { row, marks }: Marked): number[] {
  const section = SECTIONS.indexOf(row.key);
  return marks.flat().map(({ value }) => markKey(year, section, value));
}

function similarSection(subject: Subject, other: SectionRow, likeness: Likeness): SimilarSection {
  return {
    reportId: other.id,
    departmentId: other.department_id,
    year: other.year,
    section: other.key,
    similarity: likeness.similarity,
    rawSimilarity: likeness.rawSimilarity,
    otherSimilarity: likeness.otherSimilarity,
    ownLastYear: other.department_id === subject.department_id,
    passages: likeness.passages,
  };
}
