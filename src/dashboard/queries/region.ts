// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { ChangeParts, CoverageParts, FilingCounts, FormTableParts, FrameParts, MetricParts, NumberParts, SeriesParts } from './fragments';
import type { Basis, ExclusionReason, Expectation, FilingStatus, MetricKey, ReconciliationExtent, ReconciliationOutcome, ReconciliationReasonKind, RegionLevel, Scope, ValueStatus, YearRange } from './schema';

export interface RegionPageVariables {
  readonly code: string;
  readonly year?: number | null;
  readonly years: YearRange;
  readonly basis: Basis;
  readonly kind?: string | null;
  readonly level?: RegionLevel | null;
  readonly metric: MetricKey;
  readonly headline: readonly MetricKey[];
  readonly reconciled?: readonly MetricKey[] | null;
  readonly outcomes?: readonly ReconciliationOutcome[] | null;
  readonly withForm: boolean;
  readonly withChildren: boolean;
  readonly withTrends: boolean;
  readonly withRoutes: boolean;
  readonly withBodies: boolean;
}

export type RegionPageResult = FrameParts & {
  readonly form?: readonly FormTableParts[];
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
    readonly timeliness: FilingCounts;
    readonly report: {
      readonly id: string;
      readonly scope: Scope;
      readonly filing: FilingStatus;
      readonly publishedOn: string | null;
      readonly deadline: string | null;
    } | null;
    readonly headline: ReadonlyArray<NumberParts & {
      readonly metric: MetricParts;
      readonly change: ChangeParts | null;
    }>;
    readonly totals: {
      readonly coverage: CoverageParts & {
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
      readonly figures?: {
        readonly cells: ReadonlyArray<{
          readonly cell: string;
          readonly value: number | null;
          readonly exact: string | null;
          readonly status: ValueStatus;
        }>;
      };
    };
    readonly computed?: SeriesParts;
    readonly filed?: SeriesParts;
  } | null;
  readonly reconciliation?: {
    readonly complete: boolean;
    readonly report: {
      readonly id: string;
    } | null;
    readonly outcomes: ReadonlyArray<{
      readonly outcome: ReconciliationOutcome;
      readonly metrics: number;
    }>;
    readonly reasons: ReadonlyArray<{
      readonly kind: ReconciliationReasonKind;
      readonly extent: ReconciliationExtent;
      readonly message: string;
      readonly department: {
        readonly id: string;
        readonly name: string;
        readonly report: {
          readonly id: string;
        } | null;
      } | null;
      readonly region: {
        readonly code: string;
        readonly name: string;
      } | null;
      readonly report: {
        readonly id: string;
      } | null;
      readonly amounts: ReadonlyArray<{
        readonly amount: string;
        readonly metric: MetricParts;
      }>;
    }>;
    readonly lines: ReadonlyArray<{
      readonly metric: MetricParts;
      readonly computed: NumberParts;
      readonly filed: NumberParts;
      readonly best: NumberParts;
      readonly discrepancy: number | null;
      readonly exactDiscrepancy: string | null;
      readonly missingAtMost: string | null;
      readonly outcome: ReconciliationOutcome;
    }>;
  };
  readonly children?: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly position: number;
      readonly previousPosition: number | null;
      readonly subject: ({
        readonly __typename: 'Region';
        readonly code: string;
        readonly name: string;
        readonly timeliness: FilingCounts;
        readonly series?: SeriesParts;
      } | {
        readonly __typename: 'Department' | 'DepartmentKind' | 'Finding' | 'Metric' | 'Report';
      });
      readonly measure: NumberParts & {
        readonly change: ChangeParts | null;
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
  readonly bodies?: {
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
        readonly change: ChangeParts | null;
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
  text: "query RegionPage($code: RegionCode!, $year: Year, $years: YearRange!, $basis: Basis!, $kind: ID, $level: RegionLevel, $metric: MetricKey!, $headline: [MetricKey!]!, $reconciled: [MetricKey!], $outcomes: [ReconciliationOutcome!], $withForm: Boolean!, $withChildren: Boolean!, $withTrends: Boolean!, $withRoutes: Boolean!, $withBodies: Boolean!) {\n  ...FrameParts\n  form(year: $year) @include(if: $withForm) {\n    ...FormTableParts\n  }\n  metric(key: $metric) {\n    ...MetricParts\n    definition\n  }\n  region(code: $code) {\n    code\n    name\n    ancestors {\n      code\n      name\n    }\n    timeliness(year: $year, kind: $kind) {\n      ...FilingCounts\n    }\n    report(year: $year) {\n      id\n      scope\n      filing\n      publishedOn\n      deadline\n    }\n    headline: measures(metrics: $headline, year: $year, basis: $basis, kind: $kind) {\n      metric {\n        ...MetricParts\n      }\n      ...NumberParts\n      change {\n        ...ChangeParts\n      }\n    }\n    totals(year: $year, basis: $basis, kind: $kind) {\n      coverage {\n        ...CoverageParts\n        expectation\n        missing(first: 12) {\n          totalCount\n          nodes {\n            id\n            name\n          }\n        }\n        absentKinds {\n          code\n          label\n        }\n      }\n      figures @include(if: $withForm) {\n        cells {\n          cell\n          value\n          exact\n          status\n        }\n      }\n    }\n    computed: series(metric: $metric, years: $years, kind: $kind) @include(if: $withTrends) {\n      ...SeriesParts\n    }\n    filed: series(metric: $metric, years: $years, basis: FILED) @include(if: $withTrends) {\n      ...SeriesParts\n    }\n  }\n  reconciliation(region: $code, year: $year, metrics: $reconciled) @include(if: $withRoutes) {\n    complete\n    report {\n      id\n    }\n    outcomes {\n      outcome\n      metrics\n    }\n    reasons {\n      kind\n      extent\n      message\n      department {\n        id\n        name\n        report(year: $year) {\n          id\n        }\n      }\n      region {\n        code\n        name\n      }\n      report {\n        id\n      }\n      amounts {\n        amount\n        metric {\n          ...MetricParts\n        }\n      }\n    }\n    lines(outcomes: $outcomes) {\n      metric {\n        ...MetricParts\n      }\n      computed {\n        ...NumberParts\n      }\n      filed {\n        ...NumberParts\n      }\n      best {\n        ...NumberParts\n      }\n      discrepancy\n      exactDiscrepancy\n      missingAtMost\n      outcome\n    }\n  }\n  children: ranking(\n    among: {within: $code, kind: $kind}\n    metric: $metric\n    year: $year\n    basis: $basis\n    first: 200\n  ) @include(if: $withChildren) {\n    totalCount\n    nodes {\n      position\n      previousPosition\n      subject {\n        __typename\n        ... on Region {\n          code\n          name\n          timeliness(year: $year, kind: $kind) {\n            ...FilingCounts\n          }\n          series(metric: $metric, years: $years, basis: $basis, kind: $kind) @include(if: $withTrends) {\n            ...SeriesParts\n          }\n        }\n      }\n      measure {\n        ...NumberParts\n        change {\n          ...ChangeParts\n        }\n      }\n    }\n    excluded(first: 50) {\n      totalCount\n      nodes {\n        reason\n        subject {\n          __typename\n          ... on Region {\n            code\n            name\n          }\n        }\n        measure {\n          ...NumberParts\n        }\n      }\n    }\n  }\n  bodies: ranking(\n    among: {of: DEPARTMENTS, within: $code, kind: $kind, level: $level}\n    metric: $metric\n    year: $year\n    first: 100\n  ) @include(if: $withBodies) {\n    totalCount\n    nodes {\n      position\n      previousPosition\n      subject {\n        __typename\n        ... on Department {\n          id\n          name\n          report(year: $year) {\n            id\n            filing\n          }\n        }\n      }\n      measure {\n        ...NumberParts\n        change {\n          ...ChangeParts\n        }\n      }\n    }\n    excluded(first: 50) {\n      totalCount\n      nodes {\n        reason\n        subject {\n          __typename\n          ... on Department {\n            id\n            name\n          }\n        }\n        measure {\n          ...NumberParts\n        }\n      }\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment FormTableParts on FormTable {\n  table\n  edition\n  title\n  headerRows\n  rows {\n    role\n    text\n    cell\n    rowSpan\n    columnSpan\n    vertical\n    metric {\n      key\n      unit\n      kind\n    }\n  }\n}\n\nfragment MetricParts on Metric {\n  key\n  label\n  unit\n  kind\n}\n\nfragment FilingCounts on Timeliness {\n  expected\n  onTime\n  late\n  missing\n  unknown\n}\n\nfragment NumberParts on Measure {\n  value\n  exact\n  status\n  coverage {\n    ...CoverageParts\n  }\n}\n\nfragment CoverageParts on Coverage {\n  expected\n  reporting\n  ratio\n  blank\n  notApplicable\n  unreadable\n}\n\nfragment ChangeParts on Change {\n  absolute\n  relative\n  status\n}\n\nfragment SeriesParts on Series {\n  years\n  values\n  statuses\n  breaks\n}",
};
