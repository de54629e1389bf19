/**
 * When a report was published, and who signed it: dates that pages print with a label, beside the title or below the text.
 */
import type { TextLine } from '../../extract/document';
import { plain } from '../printed/characters';
import { arabicYears, isoDate } from '../printed/years';
import { bodyAlone, isPlaced } from './body-name';

const PUBLISHED = /(?:发布|公开|公布|发表|上网)(?:日期|时间)\s*(?:[:：]\s*)?(?=\D{0,3}20)/;
/** When it was written, some days before. */
const WRITTEN = /(?:发文|生成|成文|印发|发稿|录入)(?:日期|时间)\s*(?:[:：]\s*)?(?=\D{0,3}20)/;
/** When the page was changed last; below it, when the site was. */
const UPDATED = /更新(?:日期|时间)\s*(?:[:：]\s*)?(?=\D{0,3}20)/;

/** What stands beside a date in the line below a title: "来源：县政府办 2024-01-20 10:20 浏览：12". */
const BYLINE =
  /(?:^|[\s|[【(])(?:日\s*期|时\s*间)\s*[:：]|(?:来源|信息来源|作者|编辑|字体|字号|浏览|浏览次数|点击|点击数|点击率|阅读|访问量|访问次数)\s*[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)/;
const LONGEST_BYLINE = 120;
const DATES = /(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}/g;
/** A date, and perhaps a time, with which a line begins. */
const DATED =
  /^[[【(]?\s*20\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:$|[\])】|])/;
const LINES_BELOW = 4;
/** Lines of the first screen, and lines below the text with what the site prints there. */
const FIRST_LINES = 60;
const LAST_LINES = 40;
const SIGNED = /^(.{0,40}?)(20\d{2}年\d{1,2}月\d{1,2}日)$/;

/** The date that the page says it was published, or the one under the title or at the end; none from before the year of the report. */
export function publicationDate(
  lines: readonly TextLine[],
  below: number,
  year: number | undefined,
): string | undefined {
  const possible = (date: string | undefined) =>
    date !== undefined && (year === undefined || Number(date.slice(0, 4)) >= year) ? date : undefined;
  return (
    labelled(lines, PUBLISHED, possible) ??
    labelled(lines, WRITTEN, possible) ??
    byline(lines, below, possible) ??
    possible(signatureOf(lines)?.date) ??
    labelled(lines.slice(0, below + LINES_BELOW), UPDATED, possible)
  );
}

type Possible = (date: string | undefined) => string | undefined;

function labelled(lines: readonly TextLine[], label: RegExp, possible: Possible): string | undefined {
  for (const line of lines) {
    const source = plain(line.text);
    const said = label.exec(source);
    const date = said && possible(isoDate(source.slice(said.index)));
    if (date) return date;
  }
  return undefined;
}

function byline(lines: readonly TextLine[], below: number, possible: Possible): string | undefined {
  for (const [at, line] of lines.slice(0, FIRST_LINES).entries()) {
    const source = plain(line.text).trim();
    if (source.length > LONGEST_BYLINE || (source.match(DATES)?.length ?? 0) !== 1) continue;
    const isBelow = at >= below && at < below + LINES_BELOW && DATED.test(source);
    const date = isBelow || BYLINE.test(source) ? possible(isoDate(source)) : undefined;
    if (date) return date;
  }
  return undefined;
}

/** The heading of the last section, below which a report is signed. */
const LAST_SECTION = /^[六6]?\s*[、.]?\s*其[他它](?:需要|需|应当|应)?(?:报告|说明)?的?(?:事项|情况)$/;
/** What a site prints below a text. */
const SITE =
  /(?:上|下)一?(?:篇|条)|打印|关闭|主办|承办|版权|备案|ICP|公网安备|附件|相关(?:链接|文档|信息)|分享|扫一扫|网站(?:地图|标识)/;
/** Lines below the last section's text that may be a signature. */
const SIGNED_LINES = 8;

/** The date, and the body above or before it, below the text; a body without a date directly below it, too. */
export function signatureOf(lines: readonly TextLine[]): { date?: string; body?: string } | undefined {
  const heading = lines.findLastIndex((line) => LAST_SECTION.test(bare(line.text)));
  const from = Math.max(0, heading < 0 ? lines.length - LAST_LINES : heading + 1);
  const site = heading < 0 ? -1 : lines.findIndex((line, at) => at >= from && SITE.test(bare(line.text)));
  const end = site < 0 ? lines.length : site;
  for (let at = end - 1; at >= from; at--) {
    const [, before, printed] = SIGNED.exec(arabicDate(bare(lines[at]!.text))) ?? [];
    const date = printed && isoDate(printed);
    if (!date || (before && bodyAlone(before) === undefined)) continue;
    const body = bodyAlone(before || (lines[at - 1]?.text ?? ''));
    return body === undefined ? { date } : { date, body };
  }
  if (heading < 0) return undefined;
  const body = lines
    .slice(from, Math.min(end, from + SIGNED_LINES))
    .map(({ text }) => bodyAlone(text))
    .find((name) => name !== undefined && isPlaced(name));
  return body === undefined ? undefined : { body };
}

const bare = (text: string) => arabicYears(plain(text)).replace(/\s+/g, '');

const TENTHS = '一二三四五六七八九';

/** Month and day in Chinese numerals as digits: "一月二十八日". */
export function arabicDate(text: string): string {
  return text.replace(/([一二三四五六七八九十]{1,3})(?=[月日])/g, (_, numeral: string) => {
    const [tens, ones] = numeral.includes('十') ? numeral.split('十') : [undefined, numeral];
    const digit = (sign: string | undefined) => TENTHS.indexOf(sign ?? '') + 1;
    return String((tens === undefined ? 0 : tens === '' ? 10 : digit(tens) * 10) + (ones ? digit(ones) : 0));
  });
}
