// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { FindingParts, PlaceParts } from './checks';
import type { FrameParts } from './fragments';
import type { CorrectFigureInput, ExplainFindingInput, FindingFilter, FindingStatus, Scope, Severity } from './schema';

export interface FindingsPageVariables {
  readonly filter: FindingFilter;
  readonly within: string;
  readonly first: number;
  readonly after?: string | null;
}

export type FindingsPageResult = FrameParts & {
  readonly rules: ReadonlyArray<{
    readonly id: string;
    readonly label: string;
    readonly severity: Severity;
  }>;
  readonly region: PlaceParts | null;
  readonly findings: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly nodes: ReadonlyArray<FindingParts & {
      readonly report: {
        readonly id: string;
        readonly scope: Scope;
      } | null;
      readonly department: {
        readonly id: string;
        readonly name: string;
        readonly region: {
          readonly code: string;
          readonly fullName: string;
        };
      };
    }>;
  };
  readonly bySeverity: {
    readonly nodes: ReadonlyArray<{
      readonly severity: Severity | null;
      readonly findings: number;
      readonly open: number;
      readonly bodies: number;
    }>;
  };
  readonly byRule: {
    readonly nodes: ReadonlyArray<{
      readonly rule: {
        readonly id: string;
        readonly label: string;
        readonly severity: Severity;
      } | null;
      readonly findings: number;
    }>;
  };
  readonly byKind: {
    readonly nodes: ReadonlyArray<{
      readonly departmentKind: {
        readonly code: string;
        readonly label: string;
      } | null;
      readonly findings: number;
    }>;
  };
  readonly byRegion: {
    readonly nodes: ReadonlyArray<{
      readonly region: {
        readonly code: string;
        readonly name: string;
      } | null;
      readonly findings: number;
    }>;
  };
};

export const FindingsPage: Operation<FindingsPageVariables, FindingsPageResult> = {
  name: 'FindingsPage',
  text: "query FindingsPage($filter: FindingFilter!, $within: RegionCode!, $first: Int!, $after: String) {\n  ...FrameParts\n  rules {\n    id\n    label\n    severity\n  }\n  region(code: $within) {\n    ...PlaceParts\n  }\n  findings(filter: $filter, first: $first, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      ...FindingParts\n      report {\n        id\n        scope\n      }\n      department {\n        id\n        name\n        region {\n          code\n          fullName\n        }\n      }\n    }\n  }\n  bySeverity: findingCounts(filter: $filter, groupBy: [SEVERITY], first: 10) {\n    nodes {\n      severity\n      findings\n      open\n      bodies\n    }\n  }\n  byRule: findingCounts(filter: $filter, groupBy: [RULE], first: 60) {\n    nodes {\n      rule {\n        id\n        label\n        severity\n      }\n      findings\n    }\n  }\n  byKind: findingCounts(filter: $filter, groupBy: [DEPARTMENT_KIND], first: 60) {\n    nodes {\n      departmentKind {\n        code\n        label\n      }\n      findings\n    }\n  }\n  byRegion: findingCounts(filter: $filter, groupBy: [REGION], first: 60) {\n    nodes {\n      region {\n        code\n        name\n      }\n      findings\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment PlaceParts on Region {\n  code\n  name\n  fullName\n  ancestors {\n    code\n    name\n  }\n}\n\nfragment FindingParts on Finding {\n  id\n  year\n  status\n  note\n  ...CheckParts\n}\n\nfragment CheckParts on FailedCheck {\n  message\n  cells\n  expected\n  found\n  difference\n  proposal {\n    cell\n    value\n  }\n  rule {\n    id\n    label\n    severity\n    basis\n  }\n}",
};

export interface ExplainFindingVariables {
  readonly input: ExplainFindingInput;
}

export type ExplainFindingResult = {
  readonly explainFinding: {
    readonly finding: {
      readonly id: string;
      readonly status: FindingStatus;
    } | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: string;
    }>;
  };
};

export const ExplainFinding: Operation<ExplainFindingVariables, ExplainFindingResult> = {
  name: 'ExplainFinding',
  text: "mutation ExplainFinding($input: ExplainFindingInput!) {\n  explainFinding(input: $input) {\n    finding {\n      id\n      status\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}",
};

export interface CorrectFigureVariables {
  readonly input: CorrectFigureInput;
}

export type CorrectFigureResult = {
  readonly correctFigure: {
    readonly report: {
      readonly id: string;
      readonly version: number;
    } | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: string;
    }>;
  };
};

export const CorrectFigure: Operation<CorrectFigureVariables, CorrectFigureResult> = {
  name: 'CorrectFigure',
  text: "mutation CorrectFigure($input: CorrectFigureInput!) {\n  correctFigure(input: $input) {\n    report {\n      id\n      version\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}",
};
