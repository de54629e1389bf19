/**
 * The title of a report: a line, or up to three lines that make one, that ends in the words of the report's name; the body and the year that
 * it names.
 */
import type { TextLine } from '../../extract/document';
import { plain, visible } from '../printed/characters';
import { isPageNumber } from '../printed/page-furniture';
import { arabicYears } from '../printed/years';

export interface Title {
  readonly text: string;
  /** Its first line. */
  readonly at: number;
  /** Lines that it takes. */
  readonly lines: number;
  /** The body that all of it names; where `isWhole`, its last line does. */
  readonly body?: string;
  readonly isWhole: boolean;
}

const TITLE =
  /(?:政府)?信息公开(?:工作)?(?:情况)?的?(?:\d{4}年度?)?(?:年度)?(?:工作)?(?:情况)?的?(?:报告|年报)|政务公开(?:工作)?年度报告|(?:政府)?信息公开工作的?报告/;
/** What a title says besides the body and the year. */
const NOT_BODY = /(?:政府信息公开|政务公开|信息公开)(?:(?!局|办公室|中心|委员会).)*(?:报告|年报).*$/;
const BODY_END =
  /(?:局|委员会|委|办公室|办公厅|办|政府|街道办事处|办事处|街道|厅|院|中心|处|站|所|队|管委会|公司|集团|会|学校|大学|学院|中学|小学|幼儿园|医院|署|部|馆|室|社|区|县|市|镇|乡|林场|农场|支行|分行|银行|大队|支队)$/;
/** What a report is passed on with: "关于印发县财政局2023年…的通知". */
const PASSED_ON = /^关于(?:印发|公布|发布|报送|上报|转发)?|(?:关于(?:印发|公布|发布|报送|上报|编制)?)$/g;

/** The way to a page from the site's first: "当前位置：首页 > 政府信息公开年报 > 2023年"; the way to the pages beside it. */
const TRAIL = /[>»›→].*[>»›→]|位置\s*[:：]|首页\s*[>»›\-/]|^\s*[[【(]?(?:上|下)\s*一?\s*(?:篇|条|页|则)/;
/** What a table about the page has beside its title. */
const ABOUT =
  /(?:索引号|信息索引|发布机构|公开机构|发文机关|公开责任部门|生成日期|成文日期|发布日期|发文日期|主题分类|信息分类|信息名称|名称|标题|文号)\s*[:：]?/g;
const OVERVIEW = /^[一1]\s*[、.]?\s*(?:总体情况|概述|基本情况)/;

/** Lines of the first screen, where a title can stand. */
const TITLE_LINES = 60;

export function namesReport(text: string): boolean {
  return TITLE.test(source(text));
}

export function isBodyName(text: string): boolean {
  return BODY_END.test(plain(text).trim());
}

const source = (text: string) => arabicYears(plain(text)).replace(/\s+/g, '');

/**
 * The report's title: the one that the page itself is called by, or the last before its text, as lists of other years' reports may stand
 * above it.
 */
export function titleOf(lines: readonly TextLine[], page: string | undefined): Title | undefined {
  const end = lines.findIndex((line) => OVERVIEW.test(plain(line.text).trim()));
  const titles = titlesIn(end < 0 ? lines : lines.slice(0, end));
  const whole = titles.filter((title) => title.isWhole);
  const named = whole.find((title) => page !== undefined && source(page).includes(source(title.text)));
  return named ?? (end < 0 ? titles[0] : (whole.at(-1) ?? titles[0]));
}

function titlesIn(lines: readonly TextLine[]): Title[] {
  const found: Title[] = [];
  const top = lines.slice(0, TITLE_LINES).filter((line) => !isPageNumber(line.text) && !TRAIL.test(plain(line.text)));
  for (let at = 0; at < top.length; at++) {
    const title = titleAt(top, at);
    if (!title) continue;
    found.push({ ...title, at: lines.indexOf(top[at]!) });
    at += title.lines - 1;
  }
  return found;
}

function titleAt(top: readonly TextLine[], at: number): Title | undefined {
  let text = '';
  for (let count = 1; count <= 3 && at + count <= top.length; count++) {
    const own = visible(top[at + count - 1]!.text).trim();
    text += own;
    const whole = source(text);
    if (/[。；;]|根据|按照|《|现将|如下|本报告/.test(whole) || whole.length > 60) return undefined;
    // A line that is a title by itself needs nothing from the lines above it (a sheet's name, a number).
    if (count > 1 && isWhole(own)) return undefined;
    // The name of the site above the body's own.
    if (count === 1 && at + 1 < top.length && isSite(own, visible(top[at + 1]!.text).trim())) return undefined;
    if ((whole.match(ABOUT)?.length ?? 0) > 1) return undefined;
    const match = TITLE.exec(whole);
    // Breadcrumbs and menus name the kind of report without saying whose or which year.
    if (!match || whole.length - (match.index + match[0].length) > 8) continue;
    if (!/年/.test(whole.slice(0, match.index)) && !/年/.test(match[0])) return undefined;
    // A running head above a title that is whole without it is no part of it.
    const rest = top.slice(at + 1, at + count).map((line) => visible(line.text).trim());
    if (count > 1 && !isBodyName(visible(top[at]!.text)) && isWhole(rest.join(''))) return undefined;
    const clean = text.replace(/\s+/g, ' ').trim();
    const body = bodyOf(clean);
    if (/\d{3,}年/.test(whole) || body)
      return { text: squeeze(clean), at, lines: count, ...(body ? { body } : {}), isWhole: isWhole(own) };
  }
  return undefined;
}

/** Whether a line names the report and its year. */
function isWhole(line: string): boolean {
  return TITLE.test(source(line)) && /\d{3,}年/.test(source(line)) && bodyOf(line) !== undefined;
}

/** Whether a government's name above another body's that says its place itself is that of the site. */
function isSite(line: string, below: string): boolean {
  const [above, name] = [source(line), source(below)];
  if (!/(?:政府|门户网站?|网)$/.test(above) || !/^[㐀-鿿]+$/.test(name) || !BODY_END.test(name)) return false;
  return name.slice(0, 2) === above.slice(0, 2) || /^.{2,6}[省市县区旗].{2,}/.test(name);
}

/** Blanks between Chinese characters and figures are layout. */
function squeeze(text: string): string {
  return text.replace(/(?<=[㐀-鿿\d])\s+(?=[㐀-鿿\d])/g, '');
}

/** A page's title without the site's name and the trail that some print there. */
export function siteless(title: string): string {
  const own = title.split(/[_|｜]| - |-(?=[^\d])|——/)[0]!.trim();
  return own.split(/\s+/).find(isWhole) ?? own;
}

/** The body that a title names; undefined where it names none. */
export function bodyOf(title: string): string | undefined {
  const named = source(squeeze(title))
    .replace(/【[^【】]*】/g, '')
    .replace(NOT_BODY, '');
  return nameIn(named.replace(/\d{3,}年度?/g, '')) ?? nameIn(/^(.+?)\d{4}年/.exec(named)?.[1] ?? '');
}

function nameIn(text: string): string | undefined {
  const name = text
    .replace(/^附件\d*[:：]?/, '')
    .replace(/\([^()]*\)/g, '')
    .replace(/[^㐀-鿿]/g, '')
    .replace(PASSED_ON, '')
    .replace(/(?:的|年度?)$/, '');
  return name.length >= 3 && BODY_END.test(name) ? name : undefined;
}
