// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { PlaceParts } from './checks';
import type { FilingCounts, FrameParts } from './fragments';
import type { FilingStatus, Scope } from './schema';

export interface FilingPageVariables {
  readonly within: string;
  readonly year?: number | null;
  readonly kind?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly status?: FilingStatus | null;
  readonly scope: Scope;
  readonly first: number;
  readonly after?: string | null;
  readonly table: boolean;
  readonly list: boolean;
}

export type FilingPageResult = FrameParts & {
  readonly region: PlaceParts & {
    readonly timeliness: FilingRate;
    readonly consolidated?: FilingRate;
    readonly listed?: {
      readonly entries: {
        readonly totalCount: number;
        readonly pageInfo: {
          readonly hasNextPage: boolean;
          readonly endCursor: string | null;
        };
        readonly nodes: ReadonlyArray<{
          readonly status: FilingStatus;
          readonly deadline: string | null;
          readonly publishedOn: string | null;
          readonly daysLate: number | null;
          readonly department: {
            readonly id: string;
            readonly name: string;
            readonly kind: {
              readonly label: string;
            };
            readonly region: {
              readonly code: string;
              readonly fullName: string;
            };
          };
          readonly report: {
            readonly id: string;
          } | null;
        }>;
      };
    };
  } | null;
  readonly filing?: {
    readonly total: {
      readonly kinds: ReadonlyArray<{
        readonly kind: {
          readonly code: string;
          readonly label: string;
        };
        readonly timeliness: FilingRate;
      }>;
    };
    readonly rows: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{
        readonly region: {
          readonly code: string;
          readonly name: string;
        };
        readonly timeliness: FilingRate;
        readonly consolidated: FilingRate;
        readonly kinds: ReadonlyArray<{
          readonly kind: {
            readonly code: string;
            readonly label: string;
          };
          readonly timeliness: FilingRate;
        }>;
      }>;
    };
  };
};

export const FilingPage: Operation<FilingPageVariables, FilingPageResult> = {
  name: 'FilingPage',
  text: "query FilingPage($within: RegionCode!, $year: Year, $kind: ID, $kinds: [ID!], $status: FilingStatus, $scope: Scope!, $first: Int!, $after: String, $table: Boolean!, $list: Boolean!) {\n  ...FrameParts\n  region(code: $within) {\n    ...PlaceParts\n    timeliness(year: $year, kind: $kind) {\n      ...FilingRate\n    }\n    consolidated: timeliness(year: $year, scope: CONSOLIDATED) @include(if: $table) {\n      ...FilingRate\n    }\n    listed: timeliness(year: $year, kind: $kind, scope: $scope) @include(if: $list) {\n      entries(status: $status, first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        nodes {\n          status\n          deadline\n          publishedOn\n          daysLate\n          department {\n            id\n            name\n            kind {\n              label\n            }\n            region {\n              code\n              fullName\n            }\n          }\n          report {\n            id\n          }\n        }\n      }\n    }\n  }\n  filing(within: $within, year: $year) @include(if: $table) {\n    total {\n      kinds {\n        kind {\n          code\n          label\n        }\n        timeliness {\n          ...FilingRate\n        }\n      }\n    }\n    rows(first: 200) {\n      totalCount\n      nodes {\n        region {\n          code\n          name\n        }\n        timeliness {\n          ...FilingRate\n        }\n        consolidated {\n          ...FilingRate\n        }\n        kinds(only: $kinds) {\n          kind {\n            code\n            label\n          }\n          timeliness {\n            ...FilingRate\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment PlaceParts on Region {\n  code\n  name\n  fullName\n  ancestors {\n    code\n    name\n  }\n}\n\nfragment FilingRate on Timeliness {\n  ...FilingCounts\n  onTimeRate\n}\n\nfragment FilingCounts on Timeliness {\n  expected\n  onTime\n  late\n  missing\n  unknown\n}",
};

export type FilingRate = FilingCounts & {
  readonly onTimeRate: number | null;
};
