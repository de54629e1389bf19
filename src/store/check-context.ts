/** What the checks look at besides the figures of a report, from what the store knows of its body. */
import type { CheckContext } from '../check/context';
import type { Scope } from '../form/draft';
import type { KindDef } from '../form/kinds';
import type { Region, Regions } from './regions';

interface CheckedReport {
  readonly region: Region;
  readonly kind: KindDef;
  /** The body's name without the region's. */
  readonly nameKey: string;
  readonly year: number;
  readonly scope: Scope;
  /** ISO date. */
  readonly publishedOn?: string;
  readonly sections?: CheckContext['sections'];
}

export function checkContextOf(regions: Regions, report: CheckedReport): CheckContext {
  const { region, kind, nameKey, year, scope, publishedOn, sections } = report;
  const places = [...regions.ancestors(region.id), region].filter((each) => each.level !== 'NATION');
  return {
    year,
    kind: kind.code,
    scope,
    regionLevel: region.level,
    publishedOn,
    deadline: regions.deadlines.dateOf(region.id, kind, year),
    sections,
    body: { name: nameKey, places: places.map((each) => each.name) },
  };
}
