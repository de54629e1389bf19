// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { FrameParts, MetricParts, NumberParts, SubjectParts } from './fragments';
import type { Basis, MetricKey, YearRange } from './schema';

export interface ComparePageVariables {
  readonly subjects: readonly string[];
  readonly metrics: readonly MetricKey[];
  readonly years: YearRange;
  readonly basis: Basis;
}

export type ComparePageResult = FrameParts & {
  readonly comparison: {
    readonly years: readonly number[];
    readonly metrics: ReadonlyArray<MetricParts & {
      readonly breaks: readonly number[];
    }>;
    readonly subjects: ReadonlyArray<(SubjectParts & {
      readonly kind: {
        readonly code: string;
        readonly label: string;
      };
    } | SubjectParts)>;
    readonly rows: ReadonlyArray<{
      readonly subject: {
        readonly id: string;
      };
      readonly metric: {
        readonly key: MetricKey;
      };
      readonly measures: readonly NumberParts[];
      readonly peerMedian: ReadonlyArray<number | null>;
    }>;
  };
};

export const ComparePage: Operation<ComparePageVariables, ComparePageResult> = {
  name: 'ComparePage',
  text: "query ComparePage($subjects: [ID!]!, $metrics: [MetricKey!]!, $years: YearRange!, $basis: Basis!) {\n  ...FrameParts\n  comparison(subjects: $subjects, metrics: $metrics, years: $years, basis: $basis) {\n    years\n    metrics {\n      ...MetricParts\n      breaks\n    }\n    subjects {\n      ...SubjectParts\n      ... on Department {\n        kind {\n          code\n          label\n        }\n      }\n    }\n    rows {\n      subject {\n        id\n      }\n      metric {\n        key\n      }\n      measures {\n        ...NumberParts\n      }\n      peerMedian\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment MetricParts on Metric {\n  key\n  label\n  unit\n  kind\n}\n\nfragment SubjectParts on Node {\n  __typename\n  id\n  ... on Region {\n    code\n    name\n    fullName\n  }\n  ... on Department {\n    name\n    region {\n      code\n      fullName\n    }\n  }\n}\n\nfragment NumberParts on Measure {\n  value\n  exact\n  status\n  coverage {\n    ...CoverageParts\n  }\n}\n\nfragment CoverageParts on Coverage {\n  expected\n  reporting\n  ratio\n  blank\n  notApplicable\n  unreadable\n}",
};
