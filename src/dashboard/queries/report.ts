// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { Operation } from '../query/operation';
import type { FindingParts, NarrativeParts, PlaceParts, ReadCell, ReadTables } from './checks';
import type { FrameParts } from './fragments';
import type { ChangeReason, FilingStatus, MetricKind, Scope, SectionKey, ValueStatus } from './schema';

export interface ReportPageVariables {
  readonly id: string;
  readonly form: boolean;
  readonly text: boolean;
  readonly copied: boolean;
  readonly versions: boolean;
}

export type ReportPageResult = FrameParts & {
  readonly report: {
    readonly id: string;
    readonly year: number;
    readonly scope: Scope;
    readonly title: string | null;
    readonly withdrawn: boolean;
    readonly version: number;
    readonly recordedAt: string;
    readonly publishedOn: string | null;
    readonly deadline: string | null;
    readonly filing: FilingStatus;
    readonly department: {
      readonly id: string;
      readonly name: string;
      readonly kind: {
        readonly code: string;
        readonly label: string;
      };
      readonly region: PlaceParts;
      readonly reports: {
        readonly nodes: ReadonlyArray<{
          readonly id: string;
          readonly year: number;
          readonly scope: Scope;
        }>;
      };
    };
    readonly source: {
      readonly fileName: string;
      readonly mediaType: string;
      readonly sha256: string;
      readonly url: string | null;
      readonly recordedAt: string;
      readonly notices: ReadonlyArray<{
        readonly code: string;
        readonly zh: string;
        readonly en: string;
      }>;
    } | null;
    readonly findings: {
      readonly totalCount: number;
      readonly nodes: readonly FindingParts[];
    };
    readonly unassessed: ReadonlyArray<{
      readonly id: string;
      readonly label: string;
    }>;
    readonly forms?: readonly ReadTables[];
    readonly figures?: {
      readonly cells: readonly ReadCell[];
    };
    readonly narrative?: NarrativeParts;
    readonly similar?: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{
        readonly section: SectionKey;
        readonly similarity: number;
        readonly otherSimilarity: number;
        readonly ownLastYear: boolean;
        readonly report: {
          readonly id: string;
          readonly year: number;
          readonly department: {
            readonly name: string;
            readonly region: {
              readonly fullName: string;
            };
          };
        };
        readonly passages: ReadonlyArray<{
          readonly text: string;
          readonly otherText: string;
        }>;
      }>;
    };
    readonly versions?: ReadonlyArray<{
      readonly version: number;
      readonly recordedAt: string;
      readonly supersededAt: string | null;
      readonly reason: ChangeReason | null;
      readonly actor: string | null;
      readonly note: string | null;
      readonly report: {
        readonly scope: Scope;
        readonly withdrawn: boolean;
        readonly publishedOn: string | null;
        readonly department: {
          readonly id: string;
          readonly name: string;
        };
        readonly figures: {
          readonly cells: ReadonlyArray<{
            readonly cell: string;
            readonly value: number | null;
            readonly status: ValueStatus;
            readonly metric: {
              readonly label: string;
              readonly unit: string;
              readonly kind: MetricKind;
            };
          }>;
        };
        readonly narrative: {
          readonly sections: ReadonlyArray<{
            readonly key: SectionKey;
            readonly heading: string;
            readonly text: string;
          }>;
        };
      };
    }>;
  } | null;
};

export const ReportPage: Operation<ReportPageVariables, ReportPageResult> = {
  name: 'ReportPage',
  text: "query ReportPage($id: ID!, $form: Boolean!, $text: Boolean!, $copied: Boolean!, $versions: Boolean!) {\n  ...FrameParts\n  report(id: $id) {\n    id\n    year\n    scope\n    title\n    withdrawn\n    version\n    recordedAt\n    publishedOn\n    deadline\n    filing\n    department {\n      id\n      name\n      kind {\n        code\n        label\n      }\n      region {\n        ...PlaceParts\n      }\n      reports(first: 30) {\n        nodes {\n          id\n          year\n          scope\n        }\n      }\n    }\n    source {\n      fileName\n      mediaType\n      sha256\n      url\n      recordedAt\n      notices {\n        code\n        zh\n        en\n      }\n    }\n    findings(first: 200) {\n      totalCount\n      nodes {\n        ...FindingParts\n      }\n    }\n    unassessed {\n      id\n      label\n    }\n    forms @include(if: $form) {\n      ...ReadTables\n    }\n    figures @include(if: $form) {\n      cells {\n        ...ReadCell\n      }\n    }\n    narrative @include(if: $text) {\n      ...NarrativeParts\n    }\n    similar(first: 20, minSimilarity: 0.5) @include(if: $copied) {\n      totalCount\n      nodes {\n        section\n        similarity\n        otherSimilarity\n        ownLastYear\n        report {\n          id\n          year\n          department {\n            name\n            region {\n              fullName\n            }\n          }\n        }\n        passages {\n          text\n          otherText\n        }\n      }\n    }\n    versions @include(if: $versions) {\n      version\n      recordedAt\n      supersededAt\n      reason\n      actor\n      note\n      report {\n        scope\n        withdrawn\n        publishedOn\n        department {\n          id\n          name\n        }\n        figures {\n          cells {\n            cell\n            value\n            status\n            metric {\n              label\n              unit\n              kind\n            }\n          }\n        }\n        narrative {\n          sections {\n            key\n            heading\n            text\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment FrameParts on Query {\n  dataset {\n    years\n    latestYear\n    reports\n    departments\n    dataVersion\n    changedAt\n    fictitious\n  }\n  departmentKinds {\n    code\n    label\n  }\n}\n\nfragment PlaceParts on Region {\n  code\n  name\n  fullName\n  ancestors {\n    code\n    name\n  }\n}\n\nfragment FindingParts on Finding {\n  id\n  year\n  status\n  note\n  ...CheckParts\n}\n\nfragment CheckParts on FailedCheck {\n  message\n  cells\n  expected\n  found\n  difference\n  proposal {\n    cell\n    value\n  }\n  rule {\n    id\n    label\n    severity\n    basis\n  }\n}\n\nfragment ReadTables on TableForm {\n  table\n  title\n  edition\n  layout {\n    ...FormTableParts\n  }\n}\n\nfragment FormTableParts on FormTable {\n  table\n  edition\n  title\n  headerRows\n  rows {\n    role\n    text\n    cell\n    rowSpan\n    columnSpan\n    vertical\n    metric {\n      key\n      unit\n      kind\n    }\n  }\n}\n\nfragment ReadCell on CellFigure {\n  cell\n  table\n  value\n  exact\n  status\n  metric {\n    key\n    label\n    unit\n    kind\n  }\n  source {\n    printed\n    note\n    page\n    line\n    readBy\n    confidence\n  }\n}\n\nfragment NarrativeParts on Narrative {\n  sections {\n    key\n    heading\n    text\n    figures {\n      start\n      end\n      outcome\n      expected\n      cells\n    }\n  }\n}",
};
