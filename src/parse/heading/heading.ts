/**
 * Who reports, for which year, published when: from the title, the page's metadata and the text.
 */
import type { Document, TextLine } from '../../extract/document';
import type { DraftNotice } from '../../form/draft';
import { plain } from '../printed/characters';
import { periodOf } from '../printed/years';
import { bodyOfReport } from './body';
import { publicationDate } from './published';
import { namesReport, siteless, titleOf } from './title';
import { yearOfReport } from './year';

export interface Heading {
  readonly title?: string;
  readonly body?: string;
  readonly year?: number;
  readonly publishedOn?: string;
  readonly notices: readonly DraftNotice[];
}

/** Reads the heading. `lines` are the document's lines, with the cells of grids as lines. */
export function readHeading(document: Document, lines: readonly TextLine[], yearGiven?: number): Heading {
  const page = document.meta.title;
  const text = lines.map((line) => plain(line.text)).join('\n');
  const period = periodOf(text);
  const published = (since: number | undefined, below = 0): string | undefined => {
    const { publishedOn } = document.meta;
    const isPossible = publishedOn !== undefined && (since === undefined || Number(publishedOn.slice(0, 4)) >= since);
    return isPossible ? publishedOn : publicationDate(lines, below, since);
  };
  // Of titles of several years, the one whose year period and publication agree on.
  const isCertain = period !== undefined && published(period)?.startsWith(String(period + 1));
  const printed = titleOf(lines, page, isCertain ? period : undefined);
  const title = printed?.text ?? (page !== undefined && namesReport(page) ? siteless(page) : undefined);
  const below = printed ? printed.at + printed.lines : 0;
  const { year, notices } =
    yearGiven === undefined
      ? yearOfReport({ title, page, period, lines, published: (since) => published(since, below) })
      : { year: yearGiven, notices: [] };
  const publishedOn = published(year, below);
  const whose = bodyOfReport({ document, lines, title, printed });
  return {
    ...(title ? { title } : {}),
    ...(whose.body ? { body: whose.body } : {}),
    ...(year === undefined ? {} : { year }),
    ...(publishedOn ? { publishedOn } : {}),
    notices: [...notices, ...whose.notices],
  };
}
