/** Reports with made-up narratives in a store of made-up regions. */
import { type OwnSentences, ownSentences, sectionsOf, USUAL_SIZE } from '../../bench/narratives';
import { seeded } from '../../bench/nation';
import type { DraftSection } from '../../src/form/draft';
import type { ReportInput, Store } from '../../src/store';
import { document, report } from '../store/opened';

const NAMES = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉';
const BUREAUS = [
  '司法局',
  '教育局',
  '民政局',
  '财政局',
  '水利局',
  '公安局',
  '审计局',
  '统计局',
  '信访局',
  '应急管理局',
];

/** Made-up districts of a made-up city: 990101 and on. */
export async function addDistricts(store: Store, count: number): Promise<number[]> {
  const districts = Array.from({ length: count }, (_, at) => ({
    code: String(990101 + at),
    name: `${NAMES[at % 20]}${NAMES[Math.floor(at / 20) % 20]}区`,
  }));
  const added = await store.regions.add([
    { code: '990000', name: '虚构省' },
    { code: '990100', name: '虚构市' },
    ...districts,
  ]);
  return added.slice(2).map((each) => each.id);
}

/** The bureaus of districts: ten each. */
export async function addBureaus(store: Store, districts: readonly number[]): Promise<number[]> {
  const made = await store.departments.ensureAll(
    districts.flatMap((regionId) =>
      BUREAUS.map((name) => ({ regionId, name: `${store.regions.get(regionId)!.name}${name}` })),
    ),
  );
  return made.map((each) => each.id);
}

export function narrated(
  departmentId: number,
  name: string,
  sections: readonly DraftSection[],
  more: Partial<ReportInput> = {},
): ReportInput {
  const { year = 2023 } = more;
  const title = `${name}${year}年政府信息公开工作年度报告`;
  return report(departmentId, { year, document: document({ title, body: name, sections }), ...more });
}

export interface Corpus {
  /** By body: its report's id, own sentences and sections. */
  readonly reports: readonly {
    readonly id: number;
    readonly departmentId: number;
    readonly name: string;
    readonly own: OwnSentences;
  }[];
}

/** A report of 2023 of each body with sentences of its own; `change` puts others in their place. */
export async function fill(
  store: Store,
  departmentIds: readonly number[],
  seed: number,
  change: (at: number, earlier: readonly OwnSentences[], own: OwnSentences) => OwnSentences = (_, __, own) => own,
): Promise<Corpus['reports']> {
  const random = seeded(seed);
  const departments = await store.departments.get(departmentIds);
  const all: OwnSentences[] = [];
  const inputs = departments.map((department, at) => {
    const own = change(at, all, ownSentences(random, USUAL_SIZE));
    all.push(own);
    return narrated(department!.id, department!.name, sectionsOf(department!.name, 2023, own, random));
  });
  const put = await store.writer.putAll(inputs);
  return put.map(({ reportId }, at) => ({
    id: reportId,
    departmentId: departmentIds[at]!,
    name: departments[at]!.name,
    own: all[at]!,
  }));
}
