/** With whom a region or a body is compared. */
import { ALL_KINDS } from '../../plan/basis';
import type { Region, Regions } from '../../store/regions';
import type { DepartmentRecord } from './records';
import type { Population } from './standings';

export type Peers =
  | 'SIBLINGS'
  | 'SAME_LEVEL'
  | 'SAME_LEVEL_IN_PROVINCE'
  | 'SAME_KIND_IN_REGION'
  | 'SAME_KIND_IN_CITY'
  | 'SAME_KIND_IN_PROVINCE'
  | 'SAME_KIND_NATIONWIDE';

/** Where the peers of a region, or of a body in it, are looked for; undefined where it lies in no such region. */
function field(regions: Regions, region: Region, among: Peers): Region | undefined {
  switch (among) {
    case 'SIBLINGS':
    case 'SAME_KIND_IN_REGION':
      return regions.parent(region.id) ?? region;
    case 'SAME_KIND_IN_CITY':
      return [...regions.ancestors(region.id), region].find((each) => each.level === 'CITY');
    case 'SAME_LEVEL_IN_PROVINCE':
    case 'SAME_KIND_IN_PROVINCE':
      return [...regions.ancestors(region.id), region].find((each) => each.level === 'PROVINCE');
    case 'SAME_LEVEL':
    case 'SAME_KIND_NATIONWIDE':
      return regions.nation;
  }
}

/** The peers of a region, of its bodies of a kind or of all kinds; undefined where it has no such peers. */
export function peersOfRegion(regions: Regions, region: Region, kind: number, among: Peers): Population | undefined {
  const top = field(regions, region, among);
  if (!top || (among.startsWith('SAME_KIND') && kind === ALL_KINDS)) return undefined;
  if (among === 'SIBLINGS' || among === 'SAME_KIND_IN_REGION')
    return { of: 'REGIONS', name: `siblings/${region.parentId}`, regions: regions.siblings(region.id), kind };
  const name = `level/${region.level}/${top.id}`;
  return { of: 'REGIONS', name, regions: regions.atLevel(region.level, top.id), kind };
}

/** The peers of a body; undefined where its region lies in none of the kind that is asked for. */
export function peersOfDepartment(regions: Regions, body: DepartmentRecord, among: Peers): Population | undefined {
  const region = regions.get(body.region)!;
  if (among === 'SIBLINGS')
    return { of: 'DEPARTMENTS', bodies: { low: region.id, high: region.id, kind: ALL_KINDS, level: undefined } };
  const top = field(regions, region, among);
  if (!top) return undefined;
  const kind = among.startsWith('SAME_KIND') ? body.kind : ALL_KINDS;
  return { of: 'DEPARTMENTS', bodies: { low: top.id, high: top.rangeEnd, kind, level: region.level } };
}
