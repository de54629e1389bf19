// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { FrameParts } from './fragments';
import type { FoundField, ReportFilter, Scope, SectionKey } from './schema';

export interface SearchPageVariables {
  readonly text: string;
  readonly filter?: ReportFilter | null;
  readonly first: number;
  readonly asked: boolean;
}

export type SearchPageResult = FrameParts & {
  readonly regions?: {
    readonly nodes: ReadonlyArray<{
      readonly code: string;
      readonly fullName: string;
    }>;
  };
  readonly search?: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly department: {
        readonly id: string;
        readonly name: string;
        readonly region: {
          readonly code: string;
          readonly fullName: string;
        };
        readonly reports: {
          readonly nodes: ReadonlyArray<{
            readonly id: string;
            readonly year: number;
            readonly scope: Scope;
          }>;
        };
      };
      readonly report: {
        readonly id: string;
        readonly year: number;
        readonly scope: Scope;
        readonly title: string | null;
      } | null;
      readonly texts: ReadonlyArray<{
        readonly field: FoundField;
        readonly section: SectionKey | null;
        readonly text: string;
        readonly marks: ReadonlyArray<{
          readonly start: number;
          readonly end: number;
        }>;
      }>;
    }>;
  };
};

export const SearchPage: Operation<SearchPageVariables, SearchPageResult> = {
  name: 'SearchPage',
  text: "query SearchPage($text: String!, $filter: ReportFilter, $first: Int!, $asked: Boolean!) {\n  ...FrameParts\n  regions(name: $text, first: 6) @include(if: $asked) {\n    nodes {\n      code\n      fullName\n    }\n  }\n  search(text: $text, filter: $filter, first: $first) @include(if: $asked) {\n    totalCount\n    nodes {\n      department {\n        id\n        name\n        region {\n          code\n          fullName\n        }\n        reports(first: 12) {\n          nodes {\n            id\n            year\n            scope\n          }\n        }\n      }\n      report {\n        id\n        year\n        scope\n        title\n      }\n      texts {\n        field\n        section\n        text\n        marks {\n          start\n          end\n        }\n      }\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}",
};
