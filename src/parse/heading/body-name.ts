/** Names of bodies as titles, signatures and the facts of a page print them. */
import { plain } from '../printed/characters';
import { arabicYears } from '../printed/years';

const BODY_END =
  /(?:局|委员会|委|办公室|办公厅|办|政府|公署|行署|街道办事处|办事处|街道|厅|法院|检察院|院|中心|处|站|所|队|管委会|公司|集团|会|学校|党校|大学|学院|中学|小学|幼儿园|医院|署|部|馆|室|社|区|县|市|省|州|盟|旗|镇|乡|苏木|林场|农场|牧场|支行|分行|银行|大队|支队|总队|海关|兵团|第.{1,3}师|台|厂|小组|联|基地)$/;
/** Parts of a site are called so, not bodies. */
const SITE_END = /(?:网站|网|平台|门户|门户站|本站|专区|主站)$/;

/** Where a name says which place it is of, or that it is one of the nation. */
const PLACED =
  /^(?:国家|中国|中华|全国|国务院|最高人民|中央|(?:中共)?[㐀-鿿]{1,12}?(?:省|市|县|区|旗|州|盟|镇|乡|街道|苏木|兵团))/;
/** Words of bodies that hold a letter of a place without naming one, and the ends of places' names. */
const NO_PLACE =
  /^(?:自?治[州县旗区]|人民)|城市|城乡|城镇|乡镇|乡村|社区|园区|市场|市政(?![务府协])|区域|新区|(?:开发|高新|示范|度假|保税|工业|产业|经开)区/g;
/** 司法部; 洛阳海关. */
const OF_THE_NATION = /^[㐀-鿿]{2,8}(?:部|海关)$/;
const PLACE_ALONE =
  /^(?:国家税务总局|中共|中国人民银行)?[㐀-鿿]{1,14}(?:省|自治区|市|自治州|州|盟|地区|县|区|旗|镇|乡|街道)$/;

/** Text as names are looked for in it: plain, years in digits, no white space. */
export const source = (text: string): string => arabicYears(plain(text)).replace(/\s+/g, '');

export function isBodyName(text: string): boolean {
  const name = source(text).replace(/\([^()]*\)$/, '');
  return BODY_END.test(name) && !SITE_END.test(name);
}

/** Whether a name is whole: 沭阳县司法局, 司法部; not 共资源交易中心, which may be the end of one. */
export function isPlaced(name: string): boolean {
  return PLACED.test(name.replace(NO_PLACE, '')) || OF_THE_NATION.test(name);
}

/** Whether a text is the name of a place and no more: 青河市, 国家税务总局青河市. */
export function isPlace(text: string): boolean {
  return PLACE_ALONE.test(text) && !/公开|专区|园区/.test(text);
}

/** Zones have a committee, not a government; two districts are called so. */
const ZONE = /(?:开发|高新|示范|度假|保税|工业|产业|经开)区$|(?<!浦东|滨海)新区$/;

/** The government of a place that stands for a body: "青河县2023年政府信息公开工作年度报告"; undefined where it is none. */
export function governmentOf(name: string): string | undefined {
  if (!isPlace(name) || /街道$/.test(name) || ZONE.test(name)) return undefined;
  return /(?:盟|地区)$/.test(name) ? `${name}行政公署` : `${name}人民政府`;
}

/** A body that is part of the one before the bracket: 市公安局（交警支队）. What else stands in brackets is another name of it. */
const PART_OF = /(?:支队|大队|总队|分局|派出所)$/;
/** What a report is passed on with: "县政府办关于印发县财政局2023年…的通知". */
const PASSED_ON = /关于(?:印发|转发|公布|发布|报送|上报|呈报|编报|公开)?/;
const REPORT = '政府信息公开|政务公开|信息公开';
const NO_BODY = '局|办公室|中心|委员会|领导小组|工作组|科|处室';
/** What a title says besides the body and the year. */
const NOT_BODY = new RegExp(`(?:${REPORT})(?:(?!${NO_BODY}).)*(?:报告|年报|总结).*$`);

/** The body that a title names; undefined where it names none. */
export function bodyOf(title: string): string | undefined {
  const named = source(title)
    .replace(/【[^【】]*】/g, '')
    // "县人民政府信息公开年报": of its government.
    .replace(/人民(?=(?:政府信息公开)(?!(?:工作)?(?:局|办公室|中心|委员会|领导小组)))/, '人民政府')
    .replace(NOT_BODY, '');
  return nameIn(named.replace(/\d{3,}年度?/g, '')) ?? nameIn(/^(.+?)\d{4}年/.exec(named)?.[1] ?? '');
}

function nameIn(text: string): string | undefined {
  const names = text.split(PASSED_ON).map(cleaned);
  return names.reverse().find((name) => name.length >= 3 && isBodyName(name));
}

function cleaned(text: string): string {
  return text
    .replace(/^附件\d*[:：]?|^(?:印发|转发|公布|发布|报送|上报|呈报|编报)/g, '')
    .replace(/\(([^()]*)\)/g, (_, inner: string) => (PART_OF.test(inner) ? `（${inner}）` : ''))
    .replace(/[^㐀-鿿\d（）]/g, '')
    .replace(/^\d+|\d+$/g, '')
    .replace(/(?:的|年度?)$/, '');
}

/** A body on a line of its own, in brackets or not. */
export function bodyAlone(text: string): string | undefined {
  const bare = source(text);
  const inner = /^\(([^()]*)\)$/.exec(bare)?.[1] ?? bare;
  const name = cleaned(inner);
  if (!/^[㐀-鿿\d()]{3,32}$/.test(inner) || (name.length < 4 && !isPlaced(name))) return undefined;
  return isBodyName(name) ? name : undefined;
}
