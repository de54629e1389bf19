/** How a fault is planted in a report of the demo city. */
import type { RuleId } from '../check/rules';
import { cellsOn } from '../form/cells';
import type { Scope } from '../form/draft';
import { APPLICANTS, type Term } from '../form/rows';
import type { DemoReport, Printed, Truth } from './report';

/** What is wrong: the rule that is made for it, or another word for it. */
export type Trouble =
  | RuleId
  | 'CORRECTED'
  | 'CARRY_BROKEN'
  | 'UNIT_SLIP'
  | 'ANNOTATED_CELL'
  | 'NARRATIVE_DIFFERS'
  | 'YEAR_LEFT'
  | 'COPIED_TEXT'
  | 'COPIED_BY_ANOTHER';

/** Where a fault is planted: district from 1, 0 for the city itself. */
export interface Target {
  readonly district: number;
  readonly kind: string;
  readonly year: number;
}

/** What planting has at hand. */
export interface Site {
  readonly report: DemoReport;
  /** The true figures of a body of the same district and year. */
  truthOf(kind: string): Truth;
  /** The report of a body of the same year in another district. */
  reportOf(district: number, kind: string): DemoReport;
}

export interface Fault extends Target {
  readonly trouble: Trouble;
  /** Rules of the catalogue that must find it, all of them. */
  readonly rules: readonly RuleId[];
  /** Rules that see the same fault from another side, where the figures of the seed let them. */
  readonly also: readonly RuleId[];
  readonly note: Term;
  /**
   * Changes the report; gives the ids of the cells concerned, or undefined where the figures of this seed leave nothing to
   * do. NOT_FILED and CORRECTED are not in the report itself and change the list of reports instead.
   */
  plant(site: Site): readonly string[] | undefined;
}

type Planter = Fault['plant'];

export const fault = (
  trouble: Trouble,
  rules: readonly RuleId[],
  [district, kind, year]: [district: number, kind: string, year: number],
  zh: string,
  en: string,
  plant: Planter,
  also: readonly RuleId[] = [],
): Fault => ({ trouble, rules, also, district, kind, year, note: { zh, en }, plant });

/** A fault that one rule is made for. */
export const seen = (
  rule: RuleId,
  at: [number, string, number],
  zh: string,
  en: string,
  plant: Planter,
  also?: readonly RuleId[],
) => fault(rule, [rule], at, zh, en, plant, also);

export const cellsOf = (report: DemoReport, id: string): Map<string, Printed> | undefined =>
  Object.values(report.tables).find((table) => table.cells.has(id))?.cells;

export const raise =
  (id: string, by: number): Planter =>
  ({ report }) => {
    const cells = cellsOf(report, id)!;
    cells.set(id, Number(cells.get(id)) + by);
    return [id];
  };

export const print =
  (figures: Readonly<Record<string, Printed>>): Planter =>
  ({ report }) => {
    for (const [id, value] of Object.entries(figures)) cellsOf(report, id)!.set(id, value);
    return Object.keys(figures);
  };

export const publish =
  (date: string): Planter =>
  ({ report }) => {
    report.publishedOn = date;
    return [];
  };

export const nothing: Planter = () => [];

export const dropTable =
  (table: 3 | 4): Planter =>
  ({ report }) => {
    delete report.tables[table];
    return [];
  };

/** Leaves cells of table 3 empty. */
export const blank =
  (chosen: (id: string, value: Printed) => boolean): Planter =>
  ({ report }) => {
    const cells = report.tables[3]!.cells;
    const ids = [...cells].filter(([id, value]) => chosen(id, value)).map(([id]) => id);
    for (const id of ids) cells.set(id, null);
    return ids.length > 0 ? ids : undefined;
  };

/** Prints table 3 on the trial form: （六）其他处理 in one row. */
export const onTrialForm: Planter = ({ report }) => {
  const table = report.tables[3]!;
  for (const column of [...APPLICANTS, 'total']) {
    const parts = ['notClarified', 'feeUnpaid', 'misc'].map((row) => `otherwise.${row}.${column}`);
    table.cells.set(
      `otherwise.unspecified.${column}`,
      parts.reduce((sum, id) => sum + Number(table.cells.get(id)), 0),
    );
    for (const id of parts) table.cells.delete(id);
  }
  table.edition = '2019';
  return [];
};

/** Moves the six applicants of the first busy outcome one column to the right. */
export const shiftRow: Planter = ({ report }) => {
  const { cells, edition } = report.tables[3]!;
  const row = ['granted', 'partlyGranted', 'unavailable.notHeld'].find(
    (id) => Number(cells.get(`${id}.naturalPerson`)) > 0 && cells.get(`${id}.otherOrganisation`) === 0,
  );
  if (!row) return undefined;
  const values = APPLICANTS.map((applicant) => cells.get(`${row}.${applicant}`)!);
  for (const [at, applicant] of APPLICANTS.entries()) cells.set(`${row}.${applicant}`, values[at - 1] ?? 0);
  return cellsOn(edition, 3)
    .filter((each) => each.row === row)
    .map((each) => each.id);
};

/** Adds the figures of a body of the district to its government's report, or takes them out. */
export const recount =
  (kind: string, times: 1 | -1): Planter =>
  ({ report, truthOf }) => {
    const changed = [...truthOf(kind)].filter(
      ([id, value]) => value !== 0 && (report.tables[3]?.cells.has(id) || report.tables[4]?.cells.has(id)),
    );
    for (const [id, value] of changed) {
      const cells = cellsOf(report, id)!;
      cells.set(id, Number(cells.get(id)) + times * value);
    }
    return changed.length > 0 ? changed.map(([id]) => id) : undefined;
  };

export const reword =
  (key: 'OVERVIEW' | 'PROBLEMS', change: (text: string, site: Site) => string | undefined): Planter =>
  (site) => {
    const section = site.report.sections.find((each) => each.key === key)!;
    const text = change(section.text, site);
    if (text === undefined || text === section.text) return undefined;
    section.text = text;
    return [];
  };

/** Scope of the report that a fault is in. */
export function scopeOf({ kind }: Target): Scope {
  return kind === 'government' ? 'CONSOLIDATED' : 'OWN';
}
