/** What has numbers: regions (of all kinds of body or one), bodies, single reports, and groups of statistics. */
import type { Cell } from '../form/cells';
import type { Metric } from '../form/metrics';
import { ALL_KINDS, type Basis } from '../plan/basis';
import { cellsFor } from '../plan/columns';
import type { MissingAsk } from '../plan/coverage';
import type { Holding } from '../plan/holding';
import { type Measured, measured } from '../plan/measured';
import type { Region } from '../store/regions';
import type { GraphContext } from './context';
import { type Peers, peersOfDepartment, peersOfRegion } from './loaders/peers';
import type { DepartmentRecord, ReportRecord } from './loaders/records';
import type { Population } from './loaders/standings';

export type Subject =
  | { readonly type: 'region'; readonly region: Region; readonly kind: number }
  | { readonly type: 'department'; readonly body: DepartmentRecord }
  /** `past` is what an earlier state of the report held. */
  | { readonly type: 'report'; readonly report: ReportRecord; readonly body: DepartmentRecord; readonly past?: Holding }
  /** Bodies of a region added up in a way that no single subject stands for. */
  | {
      readonly type: 'group';
      readonly region: Region;
      readonly kind: number;
      readonly missing: MissingAsk | undefined;
    };

/** Figures of a subject. A group has its own already. */
export type MeasurableSubject = Exclude<Subject, { type: 'group' }>;

export function holdingOf(
  context: GraphContext,
  subject: MeasurableSubject,
  year: number,
  basis: Basis,
  cells: readonly Cell[],
): Promise<Holding> {
  switch (subject.type) {
    case 'region':
      return context.figures.region(subject.region, subject.kind, year, basis, cells);
    case 'department':
      return context.figures.department(subject.body, year, basis, cells);
    case 'report':
      if (subject.report.year === year)
        return subject.past ? Promise.resolve(subject.past) : context.figures.report(subject.report.id, cells);
      return context.figures.department(subject.body, year, basis, cells);
  }
}

export async function measureOf(
  context: GraphContext,
  subject: MeasurableSubject,
  metric: Metric,
  year: number,
  basis: Basis,
): Promise<Measured> {
  return measured(await holdingOf(context, subject, year, basis, cellsFor([metric])), metric);
}

/** What a subject is a part of, with the basis to compare by; undefined for the nation and for what has no such whole. */
export function wholeOf(
  context: GraphContext,
  subject: Subject,
  basis: Basis,
): { readonly subject: MeasurableSubject; readonly basis: Basis } | undefined {
  const { regions } = context.store;
  if (subject.type === 'region') {
    const parent = regions.parent(subject.region.id);
    return parent && { subject: { type: 'region', region: parent, kind: subject.kind }, basis };
  }
  // A body's own report is a part of its region's COMPUTED total; a consolidated one is a total itself.
  if (subject.type === 'group' || basis !== 'COMPUTED') return undefined;
  return { subject: { type: 'region', region: regions.get(subject.body.region)!, kind: ALL_KINDS }, basis };
}

/** With whom a subject is ranked, and its id among them. */
export function peersOf(
  context: GraphContext,
  subject: Subject,
  among: Peers,
): { readonly member: number; readonly population: Population } | undefined {
  if (subject.type === 'group') return undefined;
  const { regions } = context.store;
  const [member, population] =
    subject.type === 'region'
      ? [subject.region.id, peersOfRegion(regions, subject.region, subject.kind, among)]
      : [subject.body.id, peersOfDepartment(regions, subject.body, among)];
  return population && { member, population };
}

/** The region that a subject lies in or is. */
export function regionOf(context: GraphContext, subject: Subject): Region {
  return 'region' in subject ? subject.region : context.store.regions.get(subject.body.region)!;
}
