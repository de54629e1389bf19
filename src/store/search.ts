/** Full text over narratives, titles and names of bodies, for the graph and whoever else asks. */
import type { SectionKey } from '../form/draft';
import { REPORT_YEARS } from '../form/year';
import { phrasesOf, readTerms, type SearchTerms } from '../narrative/search-terms';
import { markedWhole, type Snippet, snippetOf } from '../narrative/snippet';
import type { Key } from '../plan/cursor';
import type { DepartmentsAsk, ReportsAsk } from '../plan/lists';
import {
  type BodySearchAsk,
  type Phrase,
  planBodySearch,
  planBodySearchCount,
  planSearch,
  planSearchCount,
  type SearchAsk,
} from '../plan/search';
import type { Dialect, Statement } from '../plan/statement';
import type { Value } from './connection';
import { regionsNamed, tidy } from './names';
import { placeTerms } from './narratives';
import type { Regions } from './regions';

/** One that was found: a report, or a body by its name. */
export interface Found {
  readonly id: number;
  /** What found ones are ordered by, with their ids: lower first; of reports of the same the higher id first. */
  readonly ordering: number;
}

/** Where in a report something was found. */
export interface FoundText {
  readonly field: 'TITLE' | 'BODY' | 'SECTION';
  readonly section?: SectionKey;
  readonly snippet: Snippet;
}

type Read = <T>(sql: string, params: readonly Value[]) => Promise<T[]>;

export class Search {
  constructor(
    private readonly dialect: Dialect,
    /** For what no key bounds. */
    private readonly scan: Read,
    private readonly regions: Regions,
  ) {}

  /**
   * A page of current reports whose title, body or narrative holds every term, the most relevant first. Of a word that more
   * than 20,000 reports hold, those imported last are ranked.
   * @param after ordering and id of the last one of the page before
   * @throws BAD_INPUT where nothing can be searched for
   */
  async reports(
    text: string,
    filter: Omit<ReportsAsk, 'order'>,
    after: Key | undefined,
    limit: number,
  ): Promise<Found[]> {
    const ask = reportAsk(this.dialect, readTerms(text), filter);
    return ask ? this.run(planSearch(this.dialect, ask, after, limit)) : [];
  }

  /** How many there are. @throws BAD_INPUT */
  async countReports(text: string, filter: Omit<ReportsAsk, 'order'>): Promise<number> {
    const ask = reportAsk(this.dialect, readTerms(text), filter);
    return ask ? this.total(planSearchCount(this.dialect, ask)) : 0;
  }

  /** A page of bodies by name, their regions' names included or not: exact names first. @throws BAD_INPUT */
  async bodies(
    text: string,
    filter: Omit<DepartmentsAsk, 'order'>,
    after: Key | undefined,
    limit: number,
  ): Promise<Found[]> {
    return this.run(planBodySearch(this.dialect, this.bodyAsk(text, filter), after, limit));
  }

  /** How many there are. @throws BAD_INPUT */
  async countBodies(text: string, filter: Omit<DepartmentsAsk, 'order'>): Promise<number> {
    return this.total(planBodySearchCount(this.dialect, this.bodyAsk(text, filter)));
  }

  private bodyAsk(text: string, bodies: Omit<DepartmentsAsk, 'order'>): BodySearchAsk {
    readTerms(text);
    const terms = text
      .trim()
      .split(/\s+/)
      .map((word) => {
        const term = tidy(word);
        const placed = regionsNamed(term, this.regions).map(({ region, key }) => ({
          low: region.id,
          high: region.rangeEnd,
          rest: key,
        }));
        return { text: term, placed };
      });
    return { terms, bodies };
  }

  private run(statement: Statement): Promise<Found[]> {
    return this.scan<Found>(statement.sql, statement.params);
  }

  private async total(statement: Statement): Promise<number> {
    return (await this.scan<{ total: number }>(statement.sql, statement.params))[0]!.total;
  }
}

/** Undefined where nothing can be found: what is withdrawn is not searched. */
function reportAsk(dialect: Dialect, terms: SearchTerms, filter: Omit<ReportsAsk, 'order'>): SearchAsk | undefined {
  const { within, years, withdrawn, ...reports } = filter;
  if (withdrawn) return undefined;
  const regions = within && within.low > 0 ? [placeTerms.region(within.low)] : [];
  let inYears: string[] = [];
  if (years) {
    const [from, to] = [Math.max(years.from, REPORT_YEARS.first), Math.min(years.to, REPORT_YEARS.last)];
    if (from > to) return undefined;
    inYears = Array.from({ length: to - from + 1 }, (_, at) => placeTerms.year(from + at));
  }
  const phrases = phrasesOf(terms);
  const match = (dialect === 'sqlite' ? matchOfFts5 : matchOfTsquery)(phrases, regions, inYears);
  return { match, phrases, reports };
}

function matchOfFts5(phrases: readonly Phrase[], regions: readonly string[], years: readonly string[]): string {
  const words = phrases.map(({ terms, open }) => `"${terms.join(' ')}"${open ? ' *' : ''}`).join(' AND ');
  const places = [...regions, ...(years.length > 0 ? [`(${years.join(' OR ')})`] : [])];
  const match = `{title body text} : (${words})`;
  return places.length === 0 ? match : `${match} AND place : (${places.join(' AND ')})`;
}

function matchOfTsquery(phrases: readonly Phrase[], regions: readonly string[], years: readonly string[]): string {
  const words = phrases.flatMap(({ terms, open }) =>
    terms.map((term, at) => `'${term}'${open && at === terms.length - 1 ? ':*' : ''}`),
  );
  const any = years.map((term) => `'@${term}'`).join(' | ');
  return [...words, ...regions.map((term) => `'@${term}'`), ...(any === '' ? [] : [`(${any})`])].join(' & ');
}

/** Where a report holds what was searched for: title, body, then sections; `most` excerpts at most. */
export function foundTexts(
  text: string,
  report: {
    readonly title?: string;
    readonly body: string;
    readonly sections: readonly { readonly key: SectionKey; readonly text: string }[];
  },
  most = 3,
): FoundText[] {
  const terms = readTerms(text);
  const found: FoundText[] = [];
  const title = markedWhole(report.title ?? '', terms);
  if (title) found.push({ field: 'TITLE', snippet: title });
  const body = markedWhole(report.body, terms);
  if (body) found.push({ field: 'BODY', snippet: body });
  for (const section of report.sections) {
    const snippet = snippetOf(section.text, terms);
    if (snippet) found.push({ field: 'SECTION', section: section.key, snippet });
  }
  return found.slice(0, most);
}
