// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { MetricParts } from './fragments';

export interface FindSubjectsVariables {
  readonly name: string;
  readonly regions: boolean;
  readonly bodies: boolean;
}

export type FindSubjectsResult = {
  readonly regions?: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly code: string;
      readonly name: string;
      readonly fullName: string;
    }>;
  };
  readonly departments?: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly region: {
        readonly code: string;
        readonly fullName: string;
      };
    }>;
  };
};

export const FindSubjects: Operation<FindSubjectsVariables, FindSubjectsResult> = {
  name: 'FindSubjects',
  text: "query FindSubjects($name: String!, $regions: Boolean!, $bodies: Boolean!) {\n  regions(name: $name, first: 8) @include(if: $regions) {\n    nodes {\n      id\n      code\n      name\n      fullName\n    }\n  }\n  departments(filter: {name: $name}, first: 12) @include(if: $bodies) {\n    nodes {\n      id\n      name\n      region {\n        code\n        fullName\n      }\n    }\n  }\n}",
};

export type MetricCatalogueVariables = Record<string, never>;

export type MetricCatalogueResult = {
  readonly metrics: readonly MetricParts[];
};

export const MetricCatalogue: Operation<MetricCatalogueVariables, MetricCatalogueResult> = {
  name: 'MetricCatalogue',
  text: "query MetricCatalogue {\n  metrics {\n    ...MetricParts\n  }\n}\n\nfragment MetricParts on Metric {\n  key\n  label\n  unit\n  kind\n}",
};
