/**
 * Who reports, for which year, published when: from the title, the page's metadata and the text.
 */
import type { Document, TextLine } from '../../extract/document';
import type { DraftNotice } from '../../form/draft';
import { plain } from '../printed/characters';
import { arabicYears, yearOfText, yearOfTitle } from '../printed/years';
import { isSameBody } from '../printings/named-body';
import { publicationDate, signatureOf } from './published';
import { bodyOf, isBodyName, namesReport, siteless, type Title, titleOf } from './title';

export interface Heading {
  readonly title?: string;
  readonly body?: string;
  readonly year?: number;
  readonly publishedOn?: string;
  readonly notices: readonly DraftNotice[];
}

/** The year on a line of its own below a title: "（2023年度）". */
const YEAR_ALONE = /^\s*\(?\s*20\d{2}\s*年度?\s*\)?\s*$/;
/** Who the page says put it there. */
const ISSUER = /发布机构|公开机构|发文机关|信息来源|责任单位|制发机关/;

/** Reads the heading. `lines` are the document's lines, with the cells of grids as lines. */
export function readHeading(document: Document, lines: readonly TextLine[], yearGiven?: number): Heading {
  const notices: DraftNotice[] = [];
  const page = document.meta.title;
  const printed = titleOf(lines, page);
  const title = printed?.text ?? (page !== undefined && namesReport(page) ? siteless(page) : undefined);
  const text = lines.map((line) => line.text).join('\n');
  let year = yearGiven;
  if (year === undefined) {
    const below = printed && lines[printed.at + printed.lines];
    year =
      (title ? yearOfTitle(title) : undefined) ??
      (below && YEAR_ALONE.test(arabicYears(plain(below.text))) ? yearOfTitle(below.text) : undefined) ??
      (page ? yearOfTitle(page) : undefined);
    const said = yearOfText(text);
    if (year === undefined) year = said;
    else if (said !== undefined && said !== year)
      notices.push({
        code: 'YEAR_CONFLICT',
        zh: `标题为 ${year} 年，正文的统计期为 ${said} 年；以标题为准`,
        en: `The title says ${year}, the period stated in the text is ${said}; the title is followed`,
      });
  }
  const [issuerLabel, issuer] = Object.entries(document.meta).find(([key]) => ISSUER.test(key)) ?? [];
  let body = title ? (printed?.body ?? bodyOf(title)) : undefined;
  if (!body && printed) body = bodyBeside(lines, printed);
  if (body && printed && !printed.isWhole && document.mediaType === 'text/html')
    body = ownOfPage(body, lines, printed, issuer && plain(issuer).trim());
  if (!body && page) body = bodyOf(siteless(page));
  body ??= signatureOf(lines)?.body;
  if (!body && issuer && isBodyName(issuer)) {
    body = issuer.trim();
    notices.push({
      code: 'BODY_UNCERTAIN',
      zh: `标题没有写明机关，按页面的“${issuerLabel}”取“${body}”`,
      en: `The title names no body; "${body}" is taken from the page's "${issuerLabel}"`,
    });
  }
  const below = printed ? printed.at + printed.lines : 0;
  const publishedOn = document.meta.publishedOn ?? publicationDate(lines, below, year);
  return {
    ...(title ? { title } : {}),
    ...(body ? { body } : {}),
    ...(year === undefined ? {} : { year }),
    ...(publishedOn ? { publishedOn } : {}),
    notices,
  };
}

/** A body on a line of its own, in brackets or not. */
function bodyAlone(line: TextLine | undefined): string | undefined {
  const text = plain(line?.text ?? '').replace(/\s+|^\(|\)$/g, '');
  return /^[㐀-鿿()]{4,30}$/.test(text) && isBodyName(text) && !namesReport(text) ? text : undefined;
}

/** The line above or below a title that names only the year. */
function bodyBeside(lines: readonly TextLine[], { at, lines: count }: Title): string | undefined {
  for (const i of [at - 1, at - 2, at - 3, at + count, at + count + 1]) {
    const name = bodyAlone(lines[i]);
    if (name) return name;
  }
  return undefined;
}

/**
 * Of a page: the body that stands below its title or signs it, where what stands above the title is another, a government: the name of the
 * site. Nothing where only the page's facts name another: these are asked last. A government's office signs for it.
 */
function ownOfPage(
  above: string,
  lines: readonly TextLine[],
  { at, lines: count }: Title,
  issuer: string | undefined,
): string | undefined {
  if (!/政府$/.test(above)) return above;
  const others = [bodyAlone(lines[at + count]), signatureOf(lines)?.body].filter((name) => name !== undefined);
  if (others.some((name) => isSameBody(name, above))) return above;
  return others[0] ?? (issuer === undefined || isSameBody(issuer, above) ? above : undefined);
}
