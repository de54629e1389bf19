/**
 * Names of regions with one character taken for another that looks like it, as recognised text has them: 沐阳县 for 沭阳县. What
 * such a name means is proposed to a person; it is never taken for granted.
 */
import { REGION_LEVELS } from '../plan/basis';
import type { Region, Regions } from './regions';

/** Characters of regions' names beside those that they are taken for; each stands in one group only. */
const LOOK_ALIKE = [
  '沭沐',
  '淮准雎睢',
  '洪淇',
  '泗洒',
  '汶汉',
  '沂忻',
  '郯剡',
  '邳邱丘',
  '眙胎贻',
  '溧漂',
  '浦蒲',
  '颍颖',
  '亳毫',
  '泾径',
  '陟涉',
  '巩恐',
  '偃堰郾匽',
  '鄄甄',
  '莒营',
  '芮苪',
  '洮桃',
  '岷眠',
  '渑绳',
  '氾犯',
  '崃峡',
  '筠均',
  '犍健',
  '荥荣',
  '砀杨',
  '浚俊',
  '濠壕',
  '枞纵',
  '涡锅',
  '儋担',
  '澧沣',
  '汨汩',
  '沅阮',
  '溆叙',
  '郴彬',
  '攸收',
  '耒来',
  '赉赍',
  '讷纳',
  '榆偷',
  '土士',
  '未末',
  '己已巳',
  '戊戌戍',
  '兖衮',
  '滕腾',
  '茌荏',
  '祁祈',
  '桓恒',
  '乌鸟',
  '日曰',
  '大太犬',
  '天夫',
  '干千',
  '西酉',
  '州洲',
  '庐卢芦',
  '湾弯',
  '涟莲',
  '涿琢',
  '冀翼',
  '栾峦',
  '平乎',
  '永水',
  '漯潔',
  '蓟薊',
  '鹿麂',
  '隰湿',
  '鄢焉',
  '盱吁',
  '濮璞',
  '邯邮',
  '郸邓',
];
const groups = new Map(LOOK_ALIKE.flatMap((group) => [...group].map((letter) => [letter, group[0]!] as const)));
const folded = (text: string): string => [...text].map((letter) => groups.get(letter) ?? letter).join('');

/** A name that begins with a misprinted region's: the region, and the name with the region's as it should be. */
export interface Mended {
  readonly region: Region;
  readonly printed: string;
  readonly name: string;
}

/**
 * What the beginning of a body's name could be a misprint of, the longest names first; none where it begins with a region's own name.
 * @param within regions that it may be: those in this one, itself included
 */
export function misprinted(body: string, regions: Regions, within: Region = regions.nation): Mended[] {
  const start = folded(body);
  const found: Mended[] = [];
  for (const level of REGION_LEVELS)
    for (const region of regions.atLevel(level, within.id)) {
      const printed = body.slice(0, region.name.length);
      if (printed === region.name || body.length <= region.name.length || !start.startsWith(folded(region.name)))
        continue;
      found.push({ region, printed, name: region.name + body.slice(region.name.length) });
    }
  const longest = Math.max(...found.map(({ printed }) => printed.length));
  return found.filter(({ printed }) => printed.length === longest);
}
