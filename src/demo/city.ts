/**
 * The demo city: a made-up city of twelve districts with seven years of reports, and what is wrong with some of them. It is
 * the same for the same seed. Its codes (99xxxx) are not used by GB/T 2260 and its names exist nowhere.
 */
import type { RuleId } from '../check/rules';
import type { Scope } from '../form/draft';
import { editionInForce } from '../form/editions';
import type { Term } from '../form/rows';
import { CITY, type DemoBody, type DemoRegion, DISTRICTS, demoBodies, governmentOf, PROVINCE } from './bodies';
import { FAULTS } from './faults';
import { bodyHistory, type DistrictTraits, sumOf, YEARS } from './figures';
import { narrativeOf } from './narrative';
import { type Fault, type Site, scopeOf, type Target, type Trouble } from './planting';
import { Random } from './random';
import { copyOf, type DemoReport, type Layout, printTables, type Truth } from './report';

export const DEMO_SEED = 2026;

/** A fault as it stands in the reports. */
export interface PlantedFault {
  readonly trouble: Trouble;
  /** Rules of the catalogue that find it; none where nothing is wrong with the report as it stands. */
  readonly rules: readonly RuleId[];
  /** Rules that may see it from another side. */
  readonly also: readonly RuleId[];
  readonly region: string;
  readonly body: string;
  readonly year: number;
  readonly scope: Scope;
  /** Ids of the cells concerned. */
  readonly cells: readonly string[];
  readonly note: Term;
}

export interface DemoCity {
  /** Province, city and districts. */
  readonly regions: readonly DemoRegion[];
  /** Bodies that are expected to file a report of their own each year. */
  readonly register: readonly DemoBody[];
  /** By year; a corrected report stands twice, its version 1 first. */
  readonly reports: readonly DemoReport[];
  readonly planted: readonly PlantedFault[];
}

/** Districts whose bureaus publish documents; the others are delivered as structured files. Governments publish texts. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  [DISTRICTS[0]!.code]: 'TEXT',
  [DISTRICTS[1]!.code]: 'TEXT',
  [DISTRICTS[2]!.code]: 'HTML',
};

/** The district that refuses far more often than the others. */
const STRICT = DISTRICTS[6]!;

export function demoCity(seed: number = DEMO_SEED): DemoCity {
  const random = new Random(seed);
  const register = demoBodies(random.stream('bodies'));
  const histories = historiesOf(register, random);
  const reports: DemoReport[] = [];
  for (const year of YEARS) {
    for (const body of register)
      reports.push(reportOf(body, year, 'OWN', histories.get(body)!.get(year)!, random.stream(`${body.name}/${year}`)));
    for (const region of [CITY, ...DISTRICTS]) {
      // The city's own bodies and all of the districts'; a district's bodies.
      const parts = register.filter((body) => region === CITY || body.region === region.code);
      const truth = sumOf(parts.map((body) => histories.get(body)!.get(year)!));
      const government = governmentOf(region);
      reports.push(reportOf(government, year, 'CONSOLIDATED', truth, random.stream(`${government.name}/${year}`)));
    }
  }
  const planted = FAULTS.flatMap((fault) => plant(fault, reports, register, histories) ?? []);
  return { regions: [PROVINCE, CITY, ...DISTRICTS], register, reports, planted };
}

type Histories = ReadonlyMap<DemoBody, ReadonlyMap<number, Truth>>;

function historiesOf(register: readonly DemoBody[], random: Random): Histories {
  const traits = new Map<string, DistrictTraits>(
    DISTRICTS.map((district) => {
      const stream = random.stream(`traits/${district.code}`);
      return [
        district.code,
        { size: 0.5 + stream.next() * 1.3, refusal: district === STRICT ? 2.4 : 0.8 + stream.next() * 0.4 },
      ];
    }),
  );
  traits.set(CITY.code, { size: 2.5, refusal: 1 });
  return new Map(
    register.map((body) => [body, bodyHistory(body, traits.get(body.region)!, random.stream(`figures/${body.name}`))]),
  );
}

function reportOf(body: DemoBody, year: number, scope: Scope, truth: Truth, random: Random): DemoReport {
  const region = [CITY, ...DISTRICTS].find((each) => each.code === body.region)!;
  const layout = scope === 'CONSOLIDATED' ? 'TEXT' : (LAYOUTS[body.region] ?? 'STRUCTURED');
  // Some offices print the city before the district's name, others do not.
  const prefix = body.region === DISTRICTS[1]!.code && scope === 'OWN' ? CITY.name : '';
  return {
    body,
    year,
    scope,
    layout,
    version: 1,
    title: `${prefix}${body.name}${year}年政府信息公开工作年度报告`,
    publishedOn: publicationDay(body, year, random.stream('published')),
    tables: printTables(truth, editionInForce(year).id),
    sections: narrativeOf(body, region.name, year, scope, truth, random.stream('narrative')),
  };
}

/** A day of the year after: departments in January, townships into February, governments until the end of March. */
function publicationDay({ kind }: DemoBody, year: number, random: Random): string {
  const [first, last] = kind === 'government' ? [35, 89] : kind === 'township' ? [10, 55] : [6, 31];
  return new Date(Date.UTC(year + 1, 0, random.whole(first, last))).toISOString().slice(0, 10);
}

/** Plants a fault; undefined where the figures of the seed leave nothing to do. */
function plant(
  fault: Fault,
  reports: DemoReport[],
  register: readonly DemoBody[],
  histories: Histories,
): PlantedFault | undefined {
  const report = find(reports, fault);
  const site: Site = {
    report,
    truthOf: (kind) => {
      const body = register.find((each) => each.region === report.body.region && each.kind === kind)!;
      return histories.get(body)!.get(report.year)!;
    },
    reportOf: (district, kind) => find(reports, { district, kind, year: fault.year }),
  };
  const at = reports.indexOf(report);
  if (fault.trouble === 'NOT_FILED') reports.splice(at, 1);
  if (fault.trouble === 'CORRECTED') reports.splice(at + 1, 0, copyOf(report, 2));
  const cells = fault.plant(site);
  if (!cells) return undefined;
  const { trouble, rules, also, note } = fault;
  const { body, year, scope } = report;
  return { trouble, rules, also, region: body.region, body: body.name, year, scope, cells, note };
}

function find(reports: readonly DemoReport[], target: Target): DemoReport {
  const region = target.district === 0 ? CITY : DISTRICTS[target.district - 1]!;
  const found = reports.find(
    (each) =>
      each.body.region === region.code &&
      each.body.kind === target.kind &&
      each.year === target.year &&
      each.scope === scopeOf(target),
  );
  if (!found) throw new Error(`the demo city has no report of ${region.name}, ${target.kind}, ${target.year}`);
  return found;
}
