/**
 * The title of a report: one line or up to five that make one, which end in the words of the report's name; the body that it names.
 */
import type { TextLine } from '../../extract/document';
import { plain, visible } from '../printed/characters';
import { distance } from '../printed/labels';
import { isPageNumber } from '../printed/page-furniture';
import { arabicYears } from '../printed/years';
import { bodyOf, isBodyName, isPlace, isPlaced, source } from './body-name';

export interface Title {
  readonly text: string;
  /** Its first line. */
  readonly at: number;
  /** Lines that it takes. */
  readonly lines: number;
  /** The body that it names. */
  readonly body?: string;
  /** Whether that is a line by itself above the rest: it may be the site's name. */
  readonly isLine: boolean;
}

const TITLE =
  /(?:政府)?信息公开(?:工作)?(?:情况)?的?(?:\d{4}年度?)?(?:年度)?(?:工作)?(?:情况)?的?(?:总结)?的?(?:报告|年报)|政务公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报|总结)|(?:政府)?信息公开工作(?:情况)?的?(?:年度)?(?:总结|报告)/;
const EACH_TITLE = new RegExp(TITLE, 'g');
/** A name of the report in which recognition took a letter for another is told by these. */
const SPELLINGS = [
  '政府信息公开工作年度报告',
  '政府信息公开年度报告',
  '政府信息公开工作报告',
  '政府信息公开工作情况的报告',
];
const YEAR = /\d{4}年|\(\d{4}\)/;
/** The year on a line of its own below a title: "（2023年度）". */
const YEAR_ALONE = /^\(?20\d{2}年?度?\)?$/;

/** The way to a page from the site's first: "当前位置：首页 > 政府信息公开年报 > 2023年"; the way to the pages beside it. */
const TRAIL =
  /[>»›→].*[>»›→]|位置\s*[:：]|首页\s*[>»›\-/]|^\s*[[【(]?(?:上|下)\s*一?\s*(?:篇|条|页|则|个)|[>»›]\s*(?:正文|详情)\s*$/;
/** What a table about the page has beside its title. */
const ABOUT =
  /(?:索\s*引\s*号|信息索引|发布机构|公开机构|发文机关|公开责任部门|责任部门|发文单位|制发机关|公开主体|生成日期|成文日期|发布日期|发文日期|发布时间|主题分类|信息分类|组配分类|信息名称|名\s*称|标\s*题|文\s*号)\s*[:：]?/g;
const NAMED = /^(?:.*[^㐀-鿿])?(?:信息|公文|文件)?(?:名称|标题|题目)[:：]?(?=.{8})/;
export const OVERVIEW = /^[一1]\s*[、.]?\s*(?:总体情况|概述|基本情况)/;
/** Lines above a title that are none of it: heads of documents, menus, what stands beside the date. */
const OFF =
  /文件$|〔\d{4}〕|\[\d{4}\]\d*号|\d{4}-\d|[:：|]|^第?\d*号?$|首页|导航|网站|门户|平台|登录|注册|无障碍|长者|简体|繁体|搜索|检索|邮箱|栏目|专栏|专题|正文|打印|关闭|分享|字体|附件|公开指南|公开制度|公开目录|公开内容|^目录$|·|•/;
/** Names of columns of a site. */
const COLUMN = /(?:政务公开|信息公开|年报|年度报告|工作报告)$/;
const SENTENCE = /[。；;〈〉]|根据|按照|《|现将|现公布|如下|本报告/;
const TEXT = /[。；]|^(?:根据|按照|依据|为|本报告)/;
const PASSES_ON = /《[^《》]{4,60}(?:报告|年报)》的(?:通知|公告|公示|通报|函|报告)$/;

/** When a browser printed the page, before its title at the head of each page: "2024/1/18 10:23", "1/18/24, 10:23 AM". */
const PRINTED_ON =
  /^(?:\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}\/\d{1,2}\/\d{2,4}),?\s+(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?\s+/i;
/** Lines of the first screen, where a title can stand. */
const TITLE_LINES = 60;
const LONGEST = 80;
/** Lines above the one with the report's name that may be of the title. */
const LINES_ABOVE = 3;
/** What a page prints behind its title: "… 发布时间：2024-01-20 来源：本站". */
const DAY_BEHIND =
  /(?<=(?:报告|年报)[^，。\d]{0,8})\s*[[【(（]?(?:(?:发布|发文|公开|更新)?(?:日期|时间)\s*[:：]?\s*)?20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}.*$/;
/** Letters behind the report's name. */
const LONGEST_REST = 10;

export function namesReport(text: string): boolean {
  return TITLE.test(source(text));
}

interface Line {
  readonly printed: string;
  /** Plain, without white space; the letters of a year may go on in the next line. */
  readonly source: string;
  /** Its place in the document. */
  readonly at: number;
}

/**
 * The report's title: the one that the page itself is called by, or of a year that is known otherwise, or the last before its text, as
 * lists of other years' reports may stand above it.
 */
export function titleOf(
  lines: readonly TextLine[],
  page: string | undefined,
  year: number | undefined,
): Title | undefined {
  const end = lines.findIndex((line) => OVERVIEW.test(plain(line.text).trim()));
  const top = (end < 0 ? lines : lines.slice(0, end)).slice(0, TITLE_LINES).flatMap((line, at): Line[] => {
    const printed = visible(line.text).trim().replace(PRINTED_ON, '').replace(DAY_BEHIND, '');
    if (printed === '' || isPageNumber(line.text)) return [];
    // No title goes on over the way to the page.
    if (TRAIL.test(plain(line.text))) return [{ printed: '', source: '', at }];
    return [{ printed, source: plain(printed).replace(/\s+/g, ''), at }];
  });
  const pageSource = page === undefined ? '' : source(page);
  const exact = titlesIn(top, pageSource, nameEnd);
  const titles = exact.length > 0 ? exact : titlesIn(top, pageSource, misreadEnd);
  const called = titles.filter(({ text, body }) => body !== undefined && pageSource.includes(source(text)));
  if (called.length > 0) return called.at(-1);
  const ofYear = titles.filter(({ text }) => year !== undefined && yearIn(text) === year);
  const possible = ofYear.length > 0 ? ofYear : titles;
  if (end < 0) return possible.find((title) => isFull(title)) ?? possible[0];
  const last = possible.at(-1);
  if (last?.isLine) {
    // The same title in one piece, as in the table about the page, says that the line above is no site's name.
    const same = possible.find(({ text, isLine }) => !isLine && source(text) === source(last.text));
    if (same) return { ...last, isLine: false };
  }
  if (!last || isFull(last)) return last;
  const fuller = possible.filter((title) => isFull(title) && agrees(title, last));
  return new Set(fuller.map(({ text }) => yearIn(text))).size === 1 ? fuller.at(-1) : last;
}

const yearIn = (text: string): number | undefined => {
  const match = /(\d{4})年|\((\d{4})\)/.exec(source(text));
  return match ? Number(match[1] ?? match[2]) : undefined;
};

const isFull = ({ text, body }: Title) => body !== undefined && YEAR.test(source(text));

/** Whether a title says nothing else than one that leaves out the year or the body. */
function agrees({ text, body }: Title, short: Title): boolean {
  const year = yearIn(short.text);
  return year === undefined ? body === short.body : yearIn(text) === year && short.body === undefined;
}

/** Where the report's name begins and ends in a text; undefined where it has none. */
type NameEnd = (text: string) => { readonly from: number; readonly to: number } | undefined;

const nameEnd: NameEnd = (text) => {
  const match = [...text.matchAll(EACH_TITLE)].at(-1);
  return match ? { from: match.index, to: match.index + match[0].length } : undefined;
};

const misreadEnd: NameEnd = (text) => {
  for (const spelling of SPELLINGS) {
    const from = text.length - spelling.length;
    if (from >= 5 && YEAR.test(text) && distance(text.slice(from), spelling) <= 2) return { from, to: text.length };
  }
  return undefined;
};

function titlesIn(top: readonly Line[], page: string, end: NameEnd): Title[] {
  const found: Title[] = [];
  let from = 0;
  for (let at = 0; at < top.length; at++) {
    const title = titleEndingAt(top, at, from, page, end);
    // Below a title its text begins.
    if (!title && found.length > 0 && TEXT.test(top[at]!.source)) break;
    if (!title) continue;
    found.push(title);
    from = at + 1;
  }
  return found;
}

/** The title whose name ends in a line, from no line before `from` on. */
function titleEndingAt(top: readonly Line[], at: number, from: number, page: string, end: NameEnd): Title | undefined {
  let joined = '';
  for (let first = at; first >= Math.max(from, at - 2); first--) {
    const own = named(top[first]!);
    if (first < at && isOff(own)) return undefined;
    joined = own + joined;
    const text = arabicYears(joined);
    if (text.length > LONGEST || (SENTENCE.test(text) && !PASSES_ON.test(text))) return undefined;
    if ((top[first]!.source.match(ABOUT)?.length ?? 0) > 1) return undefined;
    const name = end(text);
    // The name of another line, or one that is only begun here.
    if (!name || name.to <= text.length - named(top[at]!).length) continue;
    const last = at + linesBehind(top, at, text.slice(name.to));
    const behind =
      joined +
      top
        .slice(at + 1, last + 1)
        .map((line) => line.source)
        .join('');
    const rest = arabicYears(behind)
      .slice(name.to)
      .replace(/\([^()]*\)|》?的(?:通知|公告|公示|函|报告)/g, '');
    if (rest.length > LONGEST_REST || /^(?:制度|办法|规定|工作|目录|栏|专)/.test(rest)) return undefined;
    return whole(top, { first, last }, from, page, behind);
  }
  return undefined;
}

/** Lines behind the report's name that belong to it: the rest of a bracket, the year on a line of its own. */
function linesBehind(top: readonly Line[], at: number, rest: string): number {
  const next = arabicYears(top[at + 1]?.source ?? '');
  const isOpen = rest.includes('(') && !rest.includes(')');
  if (isOpen) return /^[^()]{1,12}\)$/.test(next) ? 1 : 0;
  return rest === '' && (YEAR_ALONE.test(next) || /^的?(?:总结)?报告$/.test(next)) ? 1 : 0;
}

/** The text of a line, without the label of a table about the page. */
const named = (line: Line): string => line.source.replace(NAMED, '');

const isOff = (text: string): boolean => text === '' || OFF.test(text) || text.length > LONGEST / 2;

const LABEL = /^(?:.*[^㐀-鿿])?\s*(?:信息|公文|文件)?(?:名\s*称|标\s*题|题\s*目)\s*[:：]?\s*/;

/** The title of some lines, with the lines above that it goes on from. */
function whole(
  top: readonly Line[],
  { first: begin, last }: { readonly first: number; readonly last: number },
  from: number,
  page: string,
  begun: string,
): Title | undefined {
  let first = begin;
  let text = begun;
  let isLine = false;
  // A table about the page names the title in a cell of its own.
  const isLabelled = named(top[begin]!) !== top[begin]!.source;
  for (let above = begin - 1; !isLabelled && above >= Math.max(from, begin - LINES_ABOVE); above--) {
    const line = top[above]!.source;
    if (!goesOn(line, text, page)) break;
    isLine ||= bodyOf(text) === undefined && isBodyName(line);
    first = above;
    text = line + text;
  }
  const body = bodyOf(text);
  if (!YEAR.test(arabicYears(text)) && body === undefined) return undefined;
  const printed = top.slice(first, last + 1).map((line) => line.printed.trim());
  const joined = isLabelled ? printed.join('').replace(LABEL, '') : printed.join('');
  const { at } = top[first]!;
  return {
    text: squeeze(joined.replace(/\s+/g, ' ').trim()),
    at,
    lines: top[last]!.at - at + 1,
    ...(body ? { body } : {}),
    isLine,
  };
}

const OFFICE = /^(?:办公[室厅]|办(?![^公]*局)|研究室|信息公开|政务公开)/;

/** The rest of a year whose first digits stand on the line above: 201 / 8年度. */
const REST_OF_YEAR = /^[\d〇○◯零O一二三四五六七八九]{0,3}年/;
const BEGUN_YEAR = /[\d〇○◯零O一二三四五六七八九]$/;
/** What a name cannot begin with: 族撒拉族自治县, 治州人民政府. */
const REST_OF_NAME = /^(?:族|治[州县区旗]|[县市区旗州镇乡](?=人民|政府|[㐀-鿿]*局))/;
/** An autonomous county's name goes on from that of its place; three begin with their people. */
const REST_OF_PLACE =
  /^(?!东乡族自|鄂温克族自|鄂伦春自)(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|保安|裕固|独龙|各)族?)*自治[州县旗]|^[㐀-鿿]自治[州县旗]/;

/** Whether a title goes on from the line above what is known of it. */
function goesOn(above: string, begun: string, page: string): boolean {
  if (REST_OF_YEAR.test(begun) && !/^\d{4}/.test(arabicYears(begun)) && BEGUN_YEAR.test(above)) return true;
  // What is left of the line without the year is a name, or the beginning of one.
  const head = arabicYears(above);
  const named = head.replace(/【[^【】]*】/g, '');
  const bare = named.replace(/^(?:\d{4}年度?)?(?:关于)?(?:印发|公布|发布)?|关于$/g, '');
  if (isOff(above) || SENTENCE.test(above) || TITLE.test(named)) return false;
  const text = arabicYears(begun);
  if (page.includes(arabicYears(above + begun))) return true;
  const body = bodyOf(text);
  if (body !== undefined && page.includes(text)) return false;
  if (!/^[㐀-鿿\d()【】《]+$/.test(head)) return false;
  if (text.split('】').length > text.split('【').length) return above.includes('【');
  if (YEAR.test(head) && !YEAR.test(text)) return true;
  if (body === undefined) return goesOnToName(bare, text);
  if (/^(?:关于)?(?:印发|公布|发布|报送|上报)/.test(text) && isBodyName(bare)) return true;
  const isRest = !isPlaced(body) || REST_OF_NAME.test(body) || REST_OF_PLACE.test(body);
  if (startsWithYear(text)) return false;
  if (bare.length === 1) return true;
  if (/^(?:\d{4}年度?)?关于/.test(named)) return true;
  if (!isRest) return isHigherPlace(bare) || (isPlaced(bare) && !isBodyName(bare) && !COLUMN.test(bare));
  if (COLUMN.test(bare)) return false;
  if (/政府$/.test(bare)) return OFFICE.test(body);
  return isPlace(bare) || isBodyName(bare) || isPlaced(bare) || REST_OF_PLACE.test(body) || /自治?$|族$/.test(bare);
}

const isHigherPlace = (text: string) =>
  (/[省市州盟]$|自治区$|地区$/.test(text) && isPlace(text)) || /^国家[㐀-鿿]{2,8}总局$/.test(text);

const startsWithYear = (text: string) => /^(?:关于)?\d{4}年/.test(text);

/** Whether a title without a body goes on from a line that names one, or the beginning of one. */
function goesOnToName(above: string, text: string): boolean {
  if (COLUMN.test(above)) return false;
  if (isBodyName(above)) return above.length >= 4 || isPlaced(above);
  // 关于西藏自治区人民 / 政府2023年…
  return !startsWithYear(text) && text.search(TITLE) !== 0 && isPlaced(above);
}

/** Blanks between Chinese characters and figures are layout. */
function squeeze(text: string): string {
  return text.replace(/(?<=[㐀-鿿\d〇○()（）])\s+(?=[㐀-鿿\d〇○()（）])/g, '');
}

/** A page's title without the site's name and the trail that some print there. */
export function siteless(title: string): string {
  const parts = title.split(/[_|｜]| - |-(?=[^\d])|——/).map((part) => part.trim());
  const own = parts.find((part) => TITLE.test(source(part)) && bodyOf(part) !== undefined) ?? parts[0]!;
  const words = own.split(/\s+/);
  return words.find((word) => TITLE.test(source(word)) && YEAR.test(source(word)) && bodyOf(word) !== undefined) ?? own;
}

/** The body that a page is said to be of: "政府信息公开年报_县司法局_县人民政府"; the last name is the site's. */
export function bodyOfPage(title: string): string | undefined {
  const parts = title.split(/[_|｜]|\s-\s|-(?=[^\d])|——/).map(source);
  const words = title.split(/[_|｜\s]|-(?=[^\d])|——/).map(source);
  const own = (words.filter((word) => TITLE.test(word)).length > 0 ? words : parts).find(
    (part) => TITLE.test(part) && bodyOf(part) !== undefined,
  );
  if (own !== undefined) return bodyOf(own);
  const names = parts.filter((part) => isBodyName(part) && isPlaced(part));
  return parts.some((part) => TITLE.test(part)) && names.length === 2 && parts.at(-1) === names[1]
    ? names[0]
    : undefined;
}
