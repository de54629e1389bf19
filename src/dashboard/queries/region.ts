// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { FrameParts, MetricParts, NumberParts, SeriesParts } from './fragments';
import type { Basis, ChangeStatus, ExclusionReason, Expectation, FilingStatus, MetricKey, RegionLevel, Scope, ValueStatus, YearRange } from './schema';

export interface RegionPageVariables {
  readonly code: string;
  readonly year: number;
  readonly years: YearRange;
  readonly basis: Basis;
  readonly kind?: string | null;
  readonly level?: RegionLevel | null;
  readonly metric: MetricKey;
  readonly headline: readonly MetricKey[];
}

export type RegionPageResult = FrameParts & {
  readonly region: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly fullName: string;
    readonly level: RegionLevel;
    readonly ancestors: ReadonlyArray<{
      readonly code: string;
      readonly name: string;
    }>;
    readonly timeliness: {
      readonly expected: number;
      readonly onTime: number;
      readonly late: number;
      readonly missing: number;
      readonly unknown: number;
    };
    readonly report: {
      readonly id: string;
      readonly title: string | null;
      readonly scope: Scope;
      readonly filing: FilingStatus;
      readonly publishedOn: string | null;
      readonly deadline: string | null;
    } | null;
    readonly headline: ReadonlyArray<NumberParts & {
      readonly metric: MetricParts;
      readonly change: {
        readonly absolute: number | null;
        readonly relative: number | null;
        readonly status: ChangeStatus;
      } | null;
    }>;
    readonly totals: {
      readonly coverage: {
        readonly expectation: Expectation;
        readonly missing: {
          readonly totalCount: number;
          readonly nodes: ReadonlyArray<{
            readonly id: string;
            readonly name: string;
          }>;
        } | null;
        readonly absentKinds: ReadonlyArray<{
          readonly code: string;
          readonly label: string;
        }>;
      };
      readonly figures: {
        readonly cells: ReadonlyArray<{
          readonly cell: string;
          readonly value: number | null;
          readonly exact: string | null;
          readonly status: ValueStatus;
        }>;
      };
    };
    readonly computed: SeriesParts & {
      readonly metric: MetricParts & {
        readonly definition: string;
      };
    };
    readonly filed: SeriesParts;
  } | null;
  readonly children: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly position: number;
      readonly previousPosition: number | null;
      readonly subject: ({
        readonly __typename: 'Region';
        readonly code: string;
        readonly name: string;
        readonly timeliness: {
          readonly expected: number;
          readonly onTime: number;
          readonly late: number;
          readonly missing: number;
          readonly unknown: number;
        };
        readonly series: SeriesParts;
      } | {
        readonly __typename: 'Department' | 'DepartmentKind' | 'Finding' | 'Metric' | 'Report';
      });
      readonly measure: NumberParts & {
        readonly change: {
          readonly absolute: number | null;
          readonly relative: number | null;
          readonly status: ChangeStatus;
        } | null;
      };
    }>;
    readonly excluded: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{
        readonly reason: ExclusionReason;
        readonly subject: ({
          readonly __typename: 'Region';
          readonly code: string;
          readonly name: string;
        } | {
          readonly __typename: 'Department' | 'DepartmentKind' | 'Finding' | 'Metric' | 'Report';
        });
        readonly measure: NumberParts;
      }>;
    };
  };
  readonly bodies: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly position: number;
      readonly previousPosition: number | null;
      readonly subject: ({
        readonly __typename: 'Department';
        readonly id: string;
        readonly name: string;
        readonly report: {
          readonly id: string;
          readonly filing: FilingStatus;
        } | null;
      } | {
        readonly __typename: 'DepartmentKind' | 'Finding' | 'Metric' | 'Region' | 'Report';
      });
      readonly measure: NumberParts & {
        readonly change: {
          readonly absolute: number | null;
          readonly relative: number | null;
          readonly status: ChangeStatus;
        } | null;
      };
    }>;
    readonly excluded: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{
        readonly reason: ExclusionReason;
        readonly subject: ({
          readonly __typename: 'Department';
          readonly id: string;
          readonly name: string;
        } | {
          readonly __typename: 'DepartmentKind' | 'Finding' | 'Metric' | 'Region' | 'Report';
        });
        readonly measure: NumberParts;
      }>;
    };
  };
};

export const RegionPage: Operation<RegionPageVariables, RegionPageResult> = {
  name: 'RegionPage',
  text: "query RegionPage($code: RegionCode!, $year: Year!, $years: YearRange!, $basis: Basis!, $kind: ID, $level: RegionLevel, $metric: MetricKey!, $headline: [MetricKey!]!) {\n  ...FrameParts\n  region(code: $code) {\n    id\n    code\n    name\n    fullName\n    level\n    ancestors {\n      code\n      name\n    }\n    timeliness(year: $year, kind: $kind) {\n      expected\n      onTime\n      late\n      missing\n      unknown\n    }\n    report(year: $year) {\n      id\n      title\n      scope\n      filing\n      publishedOn\n      deadline\n    }\n    headline: measures(metrics: $headline, year: $year, basis: $basis, kind: $kind) {\n      metric {\n        ...MetricParts\n      }\n      ...NumberParts\n      change {\n        absolute\n        relative\n        status\n      }\n    }\n    totals(year: $year, basis: $basis, kind: $kind) {\n      coverage {\n        expectation\n        missing(first: 12) {\n          totalCount\n          nodes {\n            id\n            name\n          }\n        }\n        absentKinds {\n          code\n          label\n        }\n      }\n      figures {\n        cells {\n          cell\n          value\n          exact\n          status\n        }\n      }\n    }\n    computed: series(metric: $metric, years: $years, kind: $kind) {\n      ...SeriesParts\n      metric {\n        ...MetricParts\n        definition\n      }\n    }\n    filed: series(metric: $metric, years: $years, basis: FILED) {\n      ...SeriesParts\n    }\n  }\n  children: ranking(\n    among: {within: $code, kind: $kind}\n    metric: $metric\n    year: $year\n    basis: $basis\n    first: 200\n  ) {\n    totalCount\n    nodes {\n      position\n      previousPosition\n      subject {\n        __typename\n        ... on Region {\n          code\n          name\n          timeliness(year: $year, kind: $kind) {\n            expected\n            onTime\n            late\n            missing\n            unknown\n          }\n          series(metric: $metric, years: $years, basis: $basis, kind: $kind) {\n            ...SeriesParts\n          }\n        }\n      }\n      measure {\n        ...NumberParts\n        change {\n          absolute\n          relative\n          status\n        }\n      }\n    }\n    excluded(first: 50) {\n      totalCount\n      nodes {\n        reason\n        subject {\n          __typename\n          ... on Region {\n            code\n            name\n          }\n        }\n        measure {\n          ...NumberParts\n        }\n      }\n    }\n  }\n  bodies: ranking(\n    among: {of: DEPARTMENTS, within: $code, kind: $kind, level: $level}\n    metric: $metric\n    year: $year\n    first: 100\n  ) {\n    totalCount\n    nodes {\n      position\n      previousPosition\n      subject {\n        __typename\n        ... on Department {\n          id\n          name\n          report(year: $year) {\n            id\n            filing\n          }\n        }\n      }\n      measure {\n        ...NumberParts\n        change {\n          absolute\n          relative\n          status\n        }\n      }\n    }\n    excluded(first: 50) {\n      totalCount\n      nodes {\n        reason\n        subject {\n          __typename\n          ... on Department {\n            id\n            name\n          }\n        }\n        measure {\n          ...NumberParts\n        }\n      }\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment MetricParts on Metric {\n  key\n  label\n  unit\n  kind\n}\n\nfragment NumberParts on Measure {\n  value\n  exact\n  status\n  coverage {\n    ...CoverageParts\n  }\n}\n\nfragment CoverageParts on Coverage {\n  expected\n  reporting\n  ratio\n  blank\n  notApplicable\n  unreadable\n}\n\nfragment SeriesParts on Series {\n  years\n  values\n  statuses\n  breaks\n}",
};
