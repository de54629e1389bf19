/**
 * What lines around a table say of the year that it is of: "附：2022年度数据", "上年度情况", "（2023年）".
 */
import { lettersOf, plain } from '../printed/characters';
import { isFurniture, isRowText } from '../printed/labels';
import { arabicYears } from '../printed/years';

export type CaptionOf = 'OWN' | 'BEFORE';

/** Longer lines are sentences. */
const LONGEST = 40;
const YEAR = /(?<!\d)(20\d{2})年(?!\d{1,2}月)/g;
const BEFORE = /上一?年度?|上年同期|去年/;
const OWN = /本年度?|今年/;
/** Words of the form's own labels that speak of years. */
const OF_THE_FORM = /结转|项目数量|制作|制发|废止|新公开|新收|办理结果|处理决定|收费|增\/?减/;

/**
 * The year that a caption names: the report's own or one before it; undefined where the line is no caption, names no year, or several.
 * `own`: the report's year, where it is known.
 */
export function captionOf(text: string, own: number | undefined): CaptionOf | undefined {
  // A blank between digits divides two numbers: "附件2 2022年".
  const source = arabicYears(plain(text)).replace(/(?<!\d)\s+|\s+(?!\d)/g, '');
  if (source.length > LONGEST || /[。；;！!？?，,]|\d月/.test(source) || OF_THE_FORM.test(source)) return undefined;
  const years = new Set([...source.matchAll(YEAR)].map((match) => Number(match[1])));
  const letters = lettersOf(text);
  // A piece of a label: "上一年" of "上一年项目数量".
  if (years.size === 0 && (isRowText(letters) || isFurniture(letters, 2) || isFurniture(letters, 3))) return undefined;
  const said = new Set<CaptionOf | 'OTHER'>();
  for (const year of years) said.add(own === undefined || year > own ? 'OTHER' : year === own ? 'OWN' : 'BEFORE');
  if (BEFORE.test(source)) said.add('BEFORE');
  if (OWN.test(source)) said.add('OWN');
  const [only] = said;
  return said.size === 1 && years.size <= 1 && only !== 'OTHER' ? only : undefined;
}
