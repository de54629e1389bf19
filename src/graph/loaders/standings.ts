/** Where a subject stands among its peers: the figures of all of them, read once a request, ordered once a metric. */
import type { Cell } from '../../form/cells';
import { percentile } from '../../form/measure';
import type { Metric } from '../../form/metrics';
import { ALL_KINDS, type Basis, basisNumber, refuseKindsOf } from '../../plan/basis';
import { cellsFor } from '../../plan/columns';
import { count, type Holding, holdingOfReport, type Row } from '../../plan/holding';
import { measured } from '../../plan/measured';
import {
  type BodiesAsk,
  type Candidate,
  type Direction,
  median,
  planPopulations,
  rank,
  valueOfCandidate,
} from '../../plan/ranking';
import type { Region } from '../../store/regions';
import { CellBatch, rowsByKey } from './batch';
import type { FigureLoader } from './figures';
import type { Reading } from './reading';
import { isForSheet, sheetsOf } from './sheets';

/** Regions or bodies that are ranked together. */
export type Population =
  | { readonly of: 'REGIONS'; readonly name: string; readonly regions: readonly Region[]; readonly kind: number }
  | { readonly of: 'DEPARTMENTS'; readonly bodies: Omit<BodiesAsk, 'year' | 'scope'> };

export interface Position {
  readonly position: number;
  readonly of: number;
  readonly tied: number;
  readonly percentile: number;
}

interface BodyHolding {
  readonly department: number;
  readonly holding: Holding;
}

export class StandingLoader {
  private readonly bodies: CellBatch<BodiesAsk, readonly BodyHolding[]>;
  private readonly candidates = new Map<string, Promise<readonly Candidate[]>>();
  private readonly positions = new Map<string, Promise<ReadonlyMap<number, Position>>>();

  constructor(
    private readonly reading: Reading,
    private readonly figures: FigureLoader,
  ) {
    this.bodies = new CellBatch<BodiesAsk, readonly BodyHolding[]>(
      (ask) => [ask.low, ask.high, ask.kind, ask.level, ask.year, ask.scope].join('/'),
      async (asks, cells) => {
        const rows = await reading.scan<Row & { at: number }>(planPopulations(reading.dialect, asks, cells));
        return rowsByKey(rows, asks.length).map((own) =>
          own.map((row) => ({ department: count(row.department_id), holding: holdingOfReport(row, cells) })),
        );
      },
    );
  }

  /** One metric of every member of a population. */
  candidatesOf(population: Population, metric: Metric, year: number, basis: Basis): Promise<readonly Candidate[]> {
    const id = `${nameOf(population)}/${metric.key}/${year}/${basis}`;
    let found = this.candidates.get(id);
    if (!found) {
      found = this.measureAll(population, metric, year, basis);
      this.candidates.set(id, found);
    }
    return found;
  }

  /** Position of a member; undefined where it has no value. */
  async positionOf(
    member: number,
    population: Population,
    metric: Metric,
    year: number,
    basis: Basis,
    direction: Direction,
  ): Promise<Position | undefined> {
    const id = `${nameOf(population)}/${metric.key}/${year}/${basis}/${direction}`;
    let found = this.positions.get(id);
    if (!found) {
      found = this.candidatesOf(population, metric, year, basis).then((candidates) =>
        positionsIn(candidates, direction),
      );
      this.positions.set(id, found);
    }
    return (await found).get(member);
  }

  /** Median of the values that a population's members have; undefined where none has one. */
  async medianOf(population: Population, metric: Metric, year: number, basis: Basis): Promise<number | undefined> {
    const candidates = await this.candidatesOf(population, metric, year, basis);
    return median(candidates.map(valueOfCandidate).filter((value): value is number => value !== undefined));
  }

  private async measureAll(
    population: Population,
    metric: Metric,
    year: number,
    basis: Basis,
  ): Promise<readonly Candidate[]> {
    const cells = cellsFor([metric]);
    if (population.of === 'REGIONS') {
      const { kind } = population;
      if (kind !== ALL_KINDS) refuseKindsOf(basis);
      if (isForSheet(population.regions, kind)) {
        const key = { basis: basisNumber(basis), kind, year };
        return sheetsOf(this.reading.store).candidates(this.reading, key, population.regions, metric);
      }
      return Promise.all(
        population.regions.map(async (region) => ({
          id: region.id,
          measured: measured(await this.figures.region(region, population.kind, year, basis, cells), metric),
        })),
      );
    }
    const holdings = await this.holdingsOfBodies(population.bodies, year, basis, cells);
    return holdings.map(({ department, holding }) => ({ id: department, measured: measured(holding, metric) }));
  }

  private async holdingsOfBodies(
    bodies: Omit<BodiesAsk, 'year' | 'scope'>,
    year: number,
    basis: Basis,
    cells: readonly Cell[],
  ): Promise<readonly BodyHolding[]> {
    const of = (scope: number): Promise<readonly BodyHolding[]> => this.bodies.load({ ...bodies, year, scope }, cells);
    if (basis === 'COMPUTED') return of(0);
    const [own, both] = await Promise.all([basis === 'BEST' ? of(0) : [], of(1)]);
    // Whoever filed for others counts as expected to, whatever is expected of its own report.
    const filed = both
      .filter(({ holding }) => holding.reports > 0)
      .map(({ department, holding }) => ({ department, holding: { ...holding, expected: 1 } }));
    const consolidated = new Set(filed.map(({ department }) => department));
    return [...own.filter(({ department }) => !consolidated.has(department)), ...filed];
  }
}

function nameOf(population: Population): string {
  if (population.of === 'REGIONS') return `regions/${population.name}/${population.kind}`;
  const { low, high, kind, level } = population.bodies;
  return `bodies/${low}/${high}/${kind}/${level}`;
}

function positionsIn(candidates: readonly Candidate[], direction: Direction): ReadonlyMap<number, Position> {
  const { ranked } = rank(candidates, direction);
  return new Map(
    ranked.map(({ item, position, tied }) => [
      item.id,
      { position, of: ranked.length, tied, percentile: percentile(position, ranked.length) },
    ]),
  );
}
