/**
 * The bodies of the demo city: a made-up province, city and districts on codes that GB/T 2260 does not use, and the bureaus
 * that such districts have.
 */
import type { Random } from './random';

export interface DemoRegion {
  readonly code: string;
  readonly name: string;
  /** Code of the region that it belongs to. */
  readonly parent: string;
}

/** A body that files a report of its own each year. */
export interface DemoBody {
  readonly region: string;
  readonly name: string;
  /** Code of its kind. */
  readonly kind: string;
}

export const PROVINCE: DemoRegion = { code: '990000', name: '虚构省', parent: '000000' };
export const CITY: DemoRegion = { code: '990100', name: '示例市', parent: PROVINCE.code };

const DISTRICT_NAMES = ['鹿砚', '芦汀', '松漪', '墨渡', '桂棹', '澄霁', '雾凇', '星槎', '望岚', '云笺', '荻浦', '枕泉'];
export const DISTRICTS: readonly DemoRegion[] = DISTRICT_NAMES.map((name, at) => ({
  code: String(990101 + at),
  name: `${name}区`,
  parent: CITY.code,
}));

/** How many bodies each district has, in the order of the districts. */
const DISTRICT_SIZES = [33, 28, 30, 40, 26, 36, 31, 38, 25, 34, 29, 37];

/** Bodies that every district has, by kind. The last three are merged into others where a district is small. */
const STANDARD: readonly (readonly [kind: string, name: string])[] = [
  ['office', '人民政府办公室'],
  ['development', '发展和改革委员会'],
  ['education', '教育局'],
  ['industry', '工业和信息化局'],
  ['police', '公安局'],
  ['civilAffairs', '民政局'],
  ['justice', '司法局'],
  ['finance', '财政局'],
  ['humanResources', '人力资源和社会保障局'],
  ['naturalResources', '自然资源和规划局'],
  ['ecology', '生态环境局'],
  ['housing', '住房和城乡建设局'],
  ['transport', '交通运输局'],
  ['water', '水利局'],
  ['agriculture', '农业农村局'],
  ['commerce', '商务局'],
  ['culture', '文化广电和旅游局'],
  ['health', '卫生健康委员会'],
  ['veterans', '退役军人事务局'],
  ['emergency', '应急管理局'],
  ['audit', '审计局'],
  ['market', '市场监督管理局'],
  ['medicalSecurity', '医疗保障局'],
  ['administrativeApproval', '行政审批服务局'],
  ['urbanManagement', '城市管理局'],
  ['science', '科学技术局'],
  ['statistics', '统计局'],
  ['petitions', '信访局'],
];

/** Bodies that only some districts have. */
const OPTIONAL: readonly (readonly [kind: string, name: string])[] = [
  ['assets', '国有资产监督管理委员会'],
  ['sports', '体育局'],
  ['civilDefence', '人民防空办公室'],
  ['gardens', '园林绿化局'],
  ['grain', '粮食和物资储备局'],
  ['ethnic', '民族宗教事务局'],
];

const SUBDISTRICTS = ['谷雨', '小满', '芒种', '白露', '霜降', '惊蛰', '清明', '立秋', '处暑', '寒露', '小寒', '大寒'];

/** The bodies of a district, its government aside. */
function districtBodies(district: DemoRegion, size: number, random: Random): DemoBody[] {
  const body = (kind: string, name: string) => ({ region: district.code, name: `${district.name}${name}`, kind });
  const standard = STANDARD.slice(0, size).map(([kind, name]) => body(kind, name));
  const more = Math.max(0, size - standard.length);
  const optional = OPTIONAL.filter(() => random.chance(0.6)).slice(0, Math.ceil(more / 2));
  const subdistricts = SUBDISTRICTS.slice(0, more - optional.length);
  return [
    ...standard,
    ...optional.map(([kind, name]) => body(kind, name)),
    ...subdistricts.map((name) => body('township', `${name}街道办事处`)),
  ];
}

/** Every body that files a report of its own, the city's first. */
export function demoBodies(random: Random): DemoBody[] {
  const city = [...STANDARD, ...OPTIONAL].map(([kind, name]) => ({
    region: CITY.code,
    name: `${CITY.name}${name}`,
    kind,
  }));
  const districts = DISTRICTS.flatMap((district, at) =>
    districtBodies(district, DISTRICT_SIZES[at]!, random.stream(district.code)),
  );
  return [...city, ...districts];
}

/** The government of the city or of a district: it files the consolidated report. */
export function governmentOf(region: DemoRegion): DemoBody {
  const name = region === CITY ? `${CITY.name}人民政府` : `${CITY.name}${region.name}人民政府`;
  return { region: region.code, name, kind: 'government' };
}
