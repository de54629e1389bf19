/**
 * Whom a report's figures cover: the body itself, or a government with its departments and lower governments. Only what the
 * document says settles it; the title of a government alone does not.
 */
import type { Evidenced, Scope } from '../form/draft';
import { plain } from './characters';

/** A government, a region or its office: the only bodies whose reports may be consolidated. */
const GOVERNMENT = /(?:人民政府|政府|省|市|区|县|州|盟|旗|管委会|管理委员会)$|政府办公[厅室]$|政府办$/;

const CONSOLIDATED = [
  /(?:本(?:年度)?报告|报告)[^。]{0,40}(?:汇总|综合|包括|包含|涵盖)[^。]{0,30}(?:各(?:部门|单位|镇|乡|街道|区|县|级)|所属|下级|下属)[^。]{0,30}/,
  /全(?:省|市|区|县|州|盟|旗)(?:各级|各部门|各单位|各镇|各街道|行政机关|政府系统|范围内)?[^。，；]{0,24}(?:收到|受理|办理|接收|新收|答复)[^。；]{0,16}申请/,
  /全(?:省|市|区|县|州|盟|旗)(?:各级|各部门|各单位|行政机关|政府系统)[^。]{0,30}(?:主动公开|公开政府信息|公开信息)/,
  /(?:区|县|市)(?:直)?各(?:部门|单位)[^。]{0,20}(?:各|及)?(?:镇|乡|街道)[^。]{0,40}(?:收到|受理|办理|答复)[^。]{0,16}申请/,
];
const OWN = [
  /(?:本(?:年度)?报告|报告|数据)[^。]{0,30}(?:仅|只)(?:包括|包含|统计|限)[^。]{0,30}(?:本级|本机关|本单位|本局|自身)/,
  /(?:本机关|本单位|我局|本局|我委|本委|我厅|本厅|我院|我办|本办|我镇|我乡|我街道|我中心)[^。]{0,24}(?:收到|受理|办理|答复|主动公开|公开)/,
  /(?:政府|市|区|县)本级[^。]{0,20}(?:收到|受理|办理|答复)[^。；]{0,16}申请/,
];

/** The scope that title and narrative show, with the words that show it; undefined where they show none or both. */
export function readScope(
  title: string | undefined,
  body: string | undefined,
  narrative: string,
): Evidenced<Scope> | undefined {
  const source = plain(narrative).replace(/\s+/g, '');
  const own = firstMatch(OWN, source);
  const heading = plain(title ?? '').replace(/\s+/g, '');
  if (/汇总|全(?:省|市|区|县)(?:政府)?(?:信息|政务)公开/.test(heading))
    return { value: 'CONSOLIDATED', evidence: title! };
  if (/本级|本机关/.test(heading)) return { value: 'OWN', evidence: title! };
  const mayConsolidate = body === undefined || GOVERNMENT.test(plain(body).replace(/\s+/g, ''));
  if (!mayConsolidate) return own ? { value: 'OWN', evidence: own } : undefined;
  const whole = firstMatch(CONSOLIDATED, source);
  if (whole && !own) return { value: 'CONSOLIDATED', evidence: whole };
  if (own && !whole) return { value: 'OWN', evidence: own };
  return undefined;
}

function firstMatch(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match[0].slice(0, 80);
  }
  return undefined;
}
