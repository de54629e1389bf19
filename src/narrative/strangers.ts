/** What a sentence counts that is none of the report's: other bodies by their names, all years together, cases about something else. */

/** "其中县公安局收到5件": the subject of a verb, by its name. */
const SUBJECT =
  /(?:^|[，；。、：:,;])(其中[，：:,]?)?([^，；。、：:,;\d（）]{2,14}?(?:局|委|委员会|厅|镇|乡|街道|办事处|中心|管委会))(?:共|分别|新)?(?:收到|受理|办理|答复|办结|新收)/g;
/** The body itself, or all of several. */
const OWN_OR_ALL = /^[我本全各]|政府办|本级|机关|各[部单委镇乡街区县]|及|和/;
/** "截至目前，累计…": from some day on. */
const SINCE_LONG = /截[至止][^。；]{0,20}?累计/;

/** Where the figures of a sentence begin to be those of bodies that are named one by one, or of all years; its length where they never do. */
export function ownUntil(text: string): number {
  const others = [...text.matchAll(SUBJECT)].filter(([, , name]) => !OWN_OR_ALL.test(name!));
  const [first] = others;
  // One alone may be the report's own body.
  const named = first && (first[1] !== undefined || others.length > 1) ? first.index : text.length;
  return Math.min(named, SINCE_LONG.exec(text)?.index ?? text.length);
}

const OTHER_CASES =
  /复议机关|与(?:政府)?信息公开(?:工作)?(?:均)?(?:无关|没有关系)|(?:不涉及|非涉及?)(?:政府)?信息公开|其中[^，；。]{0,8}(?:涉及|涉|与|因)(?:政府)?信息公开/;

/** Whether the cases of reconsideration and litigation that a sentence counts are not those about disclosure, or not all of them are. */
export function hasOtherCases(text: string): boolean {
  return OTHER_CASES.test(text);
}
