// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { ChangeParts, FilingCounts, FrameParts, MetricParts, NumberParts } from './fragments';
import type { YearRange } from './schema';

export interface StartPageVariables {
  readonly year?: number | null;
  readonly years: YearRange;
}

export type StartPageResult = FrameParts & {
  readonly nation: {
    readonly code: string;
    readonly name: string;
    readonly timeliness: FilingCounts;
    readonly measures: ReadonlyArray<NumberParts & {
      readonly metric: MetricParts;
      readonly change: ChangeParts | null;
    }>;
  };
  readonly largestCounty: {
    readonly nodes: ReadonlyArray<{
      readonly key: {
        readonly region: {
          readonly code: string;
          readonly name: string;
        } | null;
      };
    }>;
  };
  readonly statistics: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly key: {
        readonly region: {
          readonly code: string;
          readonly name: string;
          readonly fullName: string;
        } | null;
      };
      readonly measures: readonly NumberParts[];
    }>;
  };
};

export const StartPage: Operation<StartPageVariables, StartPageResult> = {
  name: 'StartPage',
  text: "query StartPage($year: Year, $years: YearRange!) {\n  ...FrameParts\n  nation {\n    code\n    name\n    timeliness(year: $year) {\n      ...FilingCounts\n    }\n    measures(\n      metrics: [RECEIVED, CONCLUDED, DISCLOSURE_RATE, REFUSAL_RATE]\n      year: $year\n    ) {\n      metric {\n        ...MetricParts\n      }\n      ...NumberParts\n      change {\n        ...ChangeParts\n      }\n    }\n  }\n  largestCounty: statistics(\n    groupBy: [REGION]\n    filter: {level: COUNTY, years: $years}\n    metrics: [RECEIVED]\n    orderBy: {metric: RECEIVED}\n    first: 1\n  ) {\n    nodes {\n      key {\n        region {\n          code\n          name\n        }\n      }\n    }\n  }\n  statistics(\n    groupBy: [REGION]\n    filter: {level: CITY, years: $years}\n    metrics: [RECEIVED]\n    orderBy: {metric: RECEIVED}\n    first: 60\n  ) {\n    totalCount\n    nodes {\n      key {\n        region {\n          code\n          name\n          fullName\n        }\n      }\n      measures {\n        ...NumberParts\n      }\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment FilingCounts on Timeliness {\n  expected\n  onTime\n  late\n  missing\n  unknown\n}\n\nfragment MetricParts on Metric {\n  key\n  label\n  unit\n  kind\n}\n\nfragment NumberParts on Measure {\n  value\n  exact\n  status\n  coverage {\n    ...CoverageParts\n  }\n}\n\nfragment CoverageParts on Coverage {\n  expected\n  reporting\n  ratio\n  blank\n  notApplicable\n  unreadable\n}\n\nfragment ChangeParts on Change {\n  absolute\n  relative\n  status\n}",
};
