/**
 * What captions and cells name a body: "附表1：县公安局", "（二）东关镇人民政府", "填报单位：市教育局". A report of many bodies may print a table for each.
 */
import { plain } from '../printed/characters';
import { isFurniture, isRowText } from '../printed/labels';

/** Longer names are sentences. */
const LONGEST = 18;
const SHORTEST = 3;
const NUMBERING = /^(?:附件|附表|附|表)?[((]?[一二三四五六七八九十\d]*[))]?[、.:]?/;
const ASKED = /^(?:填报|报告|报送|公开)?(?:单位|部门|机关|机构)(?:名称)?(?:\([^()]*\))?:/;
/** What a caption says besides the body. */
const NOT_NAME =
  /(?:\d{4}年度?)?(?:主动公开|收到和处理|政府信息公开|政务公开|信息公开(?!局|办)|依申请|行政复议|数据|情况|统计|汇总)(?!局|中心).*$/;
const NAME_END =
  /(?:局|委员会|委|办公室|政府办|办公厅|政府|街道|办事处|镇|乡|管委会|中心|厅|院|处|站|支队|大队|学校|中学|小学|公司)$/;
/** Words for the body itself, for all of them, and of sentences. */
const NO_NAME = /[由向的在对是了为至]|本[局级机单部镇乡街县市区]|^[各全]|[各全][县市区级部单]|所属|下属|其他|以上/;

/** The body that a text names and nothing else; undefined where it names none. */
export function bodyNamed(text: string): string | undefined {
  const source = plain(text).replace(/\s+/g, '');
  if (source.length > LONGEST * 2) return undefined;
  const name = source
    .replace(NUMBERING, '')
    .replace(ASKED, '')
    .replace(NOT_NAME, '')
    .replace(/\d{4}年度?$|^\d{4}年度?/, '');
  if (name.length < SHORTEST || name.length > LONGEST || !/^[㐀-鿿]+$/.test(name)) return undefined;
  if (!NAME_END.test(name) || NO_NAME.test(name) || isRowText(name)) return undefined;
  return ([2, 3, 4] as const).some((table) => isFurniture(name, table)) ? undefined : name;
}

const short = (name: string) => name.replaceAll('人民政府', '政府').replace(/政府办公[室厅]$/, '政府办');

/** Whether two names may be of one body: one of them may leave out the place, or say less. */
export function isSameBody(a: string, b: string): boolean {
  const [one, other] = [short(a), short(b)];
  return one.endsWith(other) || other.endsWith(one) || one.startsWith(other) || other.startsWith(one);
}
