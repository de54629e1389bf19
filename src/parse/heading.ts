/**
 * Who reports, for which year, published when: from the title, the page's metadata and the text.
 */
import type { Document, TextLine } from '../extract/document';
import type { DraftNotice } from '../form/draft';
import { plain, visible } from './characters';
import { isPageNumber } from './page-furniture';
import { arabicYears, isoDate, yearOfText, yearOfTitle } from './years';

export interface Heading {
  readonly title?: string;
  readonly body?: string;
  readonly year?: number;
  readonly publishedOn?: string;
  readonly notices: readonly DraftNotice[];
}

const TITLE =
  /(?:政府)?信息公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)|政务公开(?:工作)?年度报告|(?:政府)?信息公开工作的?报告/;
/** What a title says besides the body and the year. */
const NOT_BODY = /(?:政府信息公开|政务公开|信息公开)(?:(?!局|办公室|中心|委员会).)*(?:报告|年报).*$/;
const BODY_END =
  /(?:局|委员会|委|办公室|办公厅|办|政府|街道办事处|办事处|厅|院|中心|处|站|所|队|管委会|公司|集团|会|学校|大学|学院|医院|署|部|馆|室|社|区|县|市|镇|乡|支行|分行|银行|大队|支队)$/;
const PUBLISHED = /(?:发布|公开|发文|生成|成文|公布|印发|发稿|更新)(?:日期|时间)\s*[:：]?\s*(?=\D{0,3}20)/;

/** The way to a page from the site's first: "当前位置：首页 > 政府信息公开年报 > 2023年". */
const TRAIL = /[>»›→].*[>»›→]|位置\s*[:：]|首页\s*[>»›\-/]/;

/** What stands beside a date in the line below a title: "来源：县政府办 2024-01-20 10:20 浏览：12". */
const BYLINE =
  /(?:^|[\s|[【(])(?:日\s*期|时\s*间)\s*[:：]|(?:来源|信息来源|作者|编辑|字体|字号|浏览|浏览次数|点击|点击数|点击率|阅读|访问量|访问次数)\s*[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)/;
const LONGEST_BYLINE = 120;
const DATES = /(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}/g;

/** Lines of the first screen, where a title can stand. */
const TITLE_LINES = 60;

/** Reads the heading. `lines` are the document's lines, with the cells of grids as lines. */
export function readHeading(document: Document, lines: readonly TextLine[], yearGiven?: number): Heading {
  const notices: DraftNotice[] = [];
  const printed = titleIn(lines);
  const page = document.meta.title;
  const title = printed?.text ?? (page !== undefined && TITLE.test(plain(page)) ? siteless(page) : undefined);
  const text = lines.map((line) => line.text).join('\n');
  let year = yearGiven;
  if (year === undefined) {
    year = (title ? yearOfTitle(title) : undefined) ?? (page ? yearOfTitle(page) : undefined);
    const said = yearOfText(text);
    if (year === undefined) year = said;
    else if (said !== undefined && said !== year)
      notices.push({
        code: 'YEAR_CONFLICT',
        zh: `标题为 ${year} 年，正文的统计期为 ${said} 年；以标题为准`,
        en: `The title says ${year}, the period stated in the text is ${said}; the title is followed`,
      });
  }
  let body = title ? bodyOf(title) : undefined;
  if (!body && printed) body = bodyBeside(lines, printed.at, printed.lines);
  if (!body && page) body = bodyOf(siteless(page));
  if (!body) {
    const issuer = Object.entries(document.meta).find(([key]) =>
      /发布机构|公开机构|发文机关|信息来源|责任单位|制发机关/.test(key),
    );
    if (issuer && BODY_END.test(plain(issuer[1]).trim())) {
      body = issuer[1].trim();
      notices.push({
        code: 'BODY_UNCERTAIN',
        zh: `标题没有写明机关，按页面的“${issuer[0]}”取“${body}”`,
        en: `The title names no body; "${body}" is taken from the page's "${issuer[0]}"`,
      });
    }
  }
  const publishedOn = document.meta.publishedOn ?? dateOf(lines);
  return {
    ...(title ? { title } : {}),
    ...(body ? { body } : {}),
    ...(year === undefined ? {} : { year }),
    ...(publishedOn ? { publishedOn } : {}),
    notices,
  };
}

/** The title: a line, or up to three lines that make one, that ends in the words of the report's name. */
function titleIn(lines: readonly TextLine[]): { text: string; at: number; lines: number } | undefined {
  const top = lines.slice(0, TITLE_LINES).filter((line) => !isPageNumber(line.text) && !TRAIL.test(plain(line.text)));
  for (let at = 0; at < top.length; at++) {
    let text = '';
    for (let count = 1; count <= 3 && at + count <= top.length; count++) {
      const own = visible(top[at + count - 1]!.text).trim();
      text += own;
      const source = arabicYears(plain(text)).replace(/\s+/g, '');
      if (/[。；;]|根据|按照|《/.test(source) || source.length > 60) break;
      // A line that is a title by itself needs nothing from the lines above it (a sheet's name, a number).
      if (count > 1 && isWhole(own)) break;
      const match = TITLE.exec(source);
      // Breadcrumbs and menus name the kind of report without saying whose or which year.
      if (match && source.length - (match.index + match[0].length) <= 8) {
        if (!/年/.test(source.slice(0, match.index)) && !/年/.test(match[0])) break;
        // A running head above a title that is whole without it is no part of it.
        const rest = top.slice(at + 1, at + count).map((line) => visible(line.text).trim());
        if (count > 1 && !BODY_END.test(plain(visible(top[at]!.text)).trim()) && isWhole(rest.join(''))) break;
        const clean = text.replace(/\s+/g, ' ').trim();
        if (/\d{3,}\s*年/.test(arabicYears(plain(clean))) || bodyOf(clean))
          return { text: squeeze(clean), at: lines.indexOf(top[at]!), lines: count };
      }
    }
  }
  return undefined;
}

/** Whether a line names the report and its year. */
function isWhole(line: string): boolean {
  const source = arabicYears(plain(line)).replace(/\s+/g, '');
  return TITLE.test(source) && /\d{3,}年/.test(source) && bodyOf(line) !== undefined;
}

/** Blanks between Chinese characters and figures are layout. */
function squeeze(text: string): string {
  return text.replace(/(?<=[㐀-鿿\d])\s+(?=[㐀-鿿\d])/g, '');
}

/** A page's title without the site's name. */
function siteless(title: string): string {
  return title.split(/[_|｜]| - |-(?=[^\d])|——/)[0]!.trim();
}

/** The body that a title names; undefined where it names none. */
function bodyOf(title: string): string | undefined {
  const source = arabicYears(plain(squeeze(title.replace(/\s+/g, ''))));
  const name = source
    .replace(NOT_BODY, '')
    .replace(/\d{3,}年度?/g, '')
    .replace(/^(?:关于|附件\d*[:：]?)/, '')
    .replace(/\([^()]*\)/g, '')
    .replace(/[^㐀-鿿]/g, '')
    .replace(/(?:的|关于|年度?)$/, '');
  return name.length >= 3 && BODY_END.test(name) ? name : undefined;
}

/** The line above or below a title that names only the year. */
function bodyBeside(lines: readonly TextLine[], at: number, count: number): string | undefined {
  for (const i of [at - 1, at - 2, at - 3, at + count, at + count + 1]) {
    const text = lines[i]?.text.replace(/\s+/g, '') ?? '';
    if (/^[㐀-鿿（）()]{4,30}$/.test(text) && BODY_END.test(text) && !TITLE.test(text)) return text;
  }
  return undefined;
}

/** The date that the page says it was published, or the one under the title or at the end. */
function dateOf(lines: readonly TextLine[]): string | undefined {
  for (const line of lines) {
    const source = plain(line.text);
    const said = PUBLISHED.exec(source);
    if (!said) continue;
    const date = isoDate(source.slice(said.index));
    if (date) return date;
  }
  for (const line of lines.slice(0, TITLE_LINES)) {
    const source = plain(line.text);
    const date = source.length <= LONGEST_BYLINE && BYLINE.test(source) ? isoDate(source) : undefined;
    if (date && (source.match(DATES)?.length ?? 0) === 1) return date;
  }
  for (const line of [...lines].reverse().slice(0, 12)) {
    const source = arabicYears(plain(line.text)).replace(/\s+/g, '');
    if (/^(?:20\d{2}年\d{1,2}月\d{1,2}日)$/.test(source)) return isoDate(source);
  }
  return undefined;
}
