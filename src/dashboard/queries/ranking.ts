// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { ChangeParts, FrameParts, MetricParts, NumberParts, SubjectParts } from './fragments';
import type { Basis, Direction, ExclusionReason, MetricKey, RankingPopulation } from './schema';

export interface RankingPageVariables {
  readonly metric: MetricKey;
  readonly year?: number | null;
  readonly basis: Basis;
  readonly direction: Direction;
  readonly among: RankingPopulation;
  readonly within: string;
  readonly minCoverage?: number | null;
  readonly first: number;
  readonly around?: string | null;
  readonly aroundId: string;
  readonly withAround: boolean;
}

export type RankingPageResult = FrameParts & {
  readonly metric: MetricParts & {
    readonly definition: string;
  };
  readonly region: {
    readonly code: string;
    readonly name: string;
    readonly ancestors: ReadonlyArray<{
      readonly code: string;
      readonly name: string;
    }>;
  } | null;
  readonly node?: ({
    readonly __typename: 'Department';
    readonly name: string;
  } | {
    readonly __typename: 'Region';
    readonly name: string;
  } | {
    readonly __typename: 'DepartmentKind' | 'Finding' | 'Metric' | 'Report';
  }) | null;
  readonly ranking: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly position: number;
      readonly tied: number;
      readonly percentile: number;
      readonly previousPosition: number | null;
      readonly subject: SubjectParts;
      readonly measure: NumberParts & {
        readonly change: ChangeParts | null;
      };
    }>;
    readonly excluded: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{
        readonly reason: ExclusionReason;
        readonly subject: SubjectParts;
        readonly measure: NumberParts;
      }>;
    };
  };
};

export const RankingPage: Operation<RankingPageVariables, RankingPageResult> = {
  name: 'RankingPage',
  text: "query RankingPage($metric: MetricKey!, $year: Year, $basis: Basis!, $direction: Direction!, $among: RankingPopulation!, $within: RegionCode!, $minCoverage: Float, $first: Int!, $around: ID, $aroundId: ID!, $withAround: Boolean!) {\n  ...FrameParts\n  metric(key: $metric) {\n    ...MetricParts\n    definition\n  }\n  region(code: $within) {\n    code\n    name\n    ancestors {\n      code\n      name\n    }\n  }\n  node(id: $aroundId) @include(if: $withAround) {\n    __typename\n    ... on Region {\n      name\n    }\n    ... on Department {\n      name\n    }\n  }\n  ranking(\n    metric: $metric\n    year: $year\n    basis: $basis\n    direction: $direction\n    among: $among\n    minCoverage: $minCoverage\n    first: $first\n    around: $around\n  ) {\n    totalCount\n    nodes {\n      position\n      tied\n      percentile\n      previousPosition\n      subject {\n        ...SubjectParts\n      }\n      measure {\n        ...NumberParts\n        change {\n          ...ChangeParts\n        }\n      }\n    }\n    excluded(first: 100) {\n      totalCount\n      nodes {\n        reason\n        subject {\n          ...SubjectParts\n        }\n        measure {\n          ...NumberParts\n        }\n      }\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment MetricParts on Metric {\n  key\n  label\n  unit\n  kind\n}\n\nfragment SubjectParts on Node {\n  __typename\n  id\n  ... on Region {\n    code\n    name\n    fullName\n  }\n  ... on Department {\n    name\n    region {\n      code\n      fullName\n    }\n  }\n}\n\nfragment NumberParts on Measure {\n  value\n  exact\n  status\n  coverage {\n    ...CoverageParts\n  }\n}\n\nfragment CoverageParts on Coverage {\n  expected\n  reporting\n  ratio\n  blank\n  notApplicable\n  unreadable\n}\n\nfragment ChangeParts on Change {\n  absolute\n  relative\n  status\n}",
};
