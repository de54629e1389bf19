// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { CheckParts, NarrativeParts, ReadCell, ReadTables } from './checks';
import type { FrameParts } from './fragments';
import type { ContinuityCheck, ContinuityOutcome, DraftInput, ImportOutcome, ImportReportInput, Scope } from './schema';

export type DraftStartVariables = Record<string, never>;

export type DraftStartResult = FrameParts & {
  readonly draftLimits: {
    readonly bytes: number | null;
    readonly perMinute: number | null;
  };
};

export const DraftStart: Operation<DraftStartVariables, DraftStartResult> = {
  name: 'DraftStart',
  text: "query DraftStart {\n  ...FrameParts\n  draftLimits {\n    bytes\n    perMinute\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}",
};

export interface CheckDraftVariables {
  readonly input: DraftInput;
}

export type CheckDraftResult = {
  readonly draft: {
    readonly fileName: string;
    readonly mediaType: string | null;
    readonly title: string | null;
    readonly bodyName: string;
    readonly year: number;
    readonly scope: Scope;
    readonly publishedOn: string | null;
    readonly deadline: string | null;
    readonly kind: {
      readonly label: string;
    };
    readonly region: {
      readonly code: string;
      readonly fullName: string;
    } | null;
    readonly department: {
      readonly id: string;
      readonly name: string;
    } | null;
    readonly problem: {
      readonly code: string;
      readonly message: string;
    } | null;
    readonly notices: ReadonlyArray<{
      readonly code: string;
      readonly zh: string;
      readonly en: string;
    }>;
    readonly forms: readonly ReadTables[];
    readonly figures: {
      readonly cells: readonly ReadCell[];
    };
    readonly findings: readonly CheckParts[];
    readonly unassessed: ReadonlyArray<{
      readonly id: string;
      readonly label: string;
    }>;
    readonly narrative: NarrativeParts;
    readonly earlier: {
      readonly id: string;
      readonly year: number;
    } | null;
    readonly present: {
      readonly id: string;
      readonly version: number;
    } | null;
    readonly continuity: ReadonlyArray<{
      readonly check: ContinuityCheck;
      readonly outcome: ContinuityOutcome;
      readonly expected: number | null;
      readonly before: ReadCell;
      readonly found: ReadCell;
    }>;
  };
};

export const CheckDraft: Operation<CheckDraftVariables, CheckDraftResult> = {
  name: 'CheckDraft',
  text: "query CheckDraft($input: DraftInput!) {\n  draft(input: $input) {\n    fileName\n    mediaType\n    title\n    bodyName\n    year\n    scope\n    publishedOn\n    deadline\n    kind {\n      label\n    }\n    region {\n      code\n      fullName\n    }\n    department {\n      id\n      name\n    }\n    problem {\n      code\n      message\n    }\n    notices {\n      code\n      zh\n      en\n    }\n    forms {\n      ...ReadTables\n    }\n    figures {\n      cells {\n        ...ReadCell\n      }\n    }\n    findings {\n      ...CheckParts\n    }\n    unassessed {\n      id\n      label\n    }\n    narrative {\n      ...NarrativeParts\n    }\n    earlier {\n      id\n      year\n    }\n    present {\n      id\n      version\n    }\n    continuity {\n      check\n      outcome\n      expected\n      before {\n        ...ReadCell\n      }\n      found {\n        ...ReadCell\n      }\n    }\n  }\n}\n\nfragment ReadTables on TableForm {\n  table\n  title\n  edition\n  layout {\n    ...FormTableParts\n  }\n}\n\nfragment FormTableParts on FormTable {\n  table\n  edition\n  title\n  headerRows\n  rows {\n    role\n    text\n    cell\n    rowSpan\n    columnSpan\n    vertical\n    metric {\n      key\n      unit\n      kind\n    }\n  }\n}\n\nfragment ReadCell on CellFigure {\n  cell\n  table\n  value\n  exact\n  status\n  metric {\n    key\n    label\n    unit\n    kind\n  }\n  source {\n    printed\n    note\n    page\n    line\n    readBy\n    confidence\n  }\n}\n\nfragment CheckParts on FailedCheck {\n  message\n  cells\n  expected\n  found\n  difference\n  proposal {\n    cell\n    value\n  }\n  rule {\n    id\n    label\n    severity\n    basis\n  }\n}\n\nfragment NarrativeParts on Narrative {\n  sections {\n    key\n    heading\n    text\n    figures {\n      start\n      end\n      outcome\n      expected\n      cells\n    }\n  }\n}",
};

export interface ImportDraftVariables {
  readonly input: ImportReportInput;
}

export type ImportDraftResult = {
  readonly importReport: {
    readonly outcome: ImportOutcome | null;
    readonly report: {
      readonly id: string;
    } | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: string;
    }>;
  };
};

export const ImportDraft: Operation<ImportDraftVariables, ImportDraftResult> = {
  name: 'ImportDraft',
  text: "mutation ImportDraft($input: ImportReportInput!) {\n  importReport(input: $input) {\n    outcome\n    report {\n      id\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}",
};
