// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { ChangeStatus, LayoutRole, MetricKey, MetricKind, ValueStatus } from './schema';

export type FrameParts = {
  readonly dataset: {
    readonly years: readonly number[];
    readonly latestYear: number;
    readonly reports: number;
    readonly departments: number;
    readonly dataVersion: number;
    readonly changedAt: string | null;
    readonly fictitious: boolean;
  };
  readonly departmentKinds: ReadonlyArray<{
    readonly code: string;
    readonly label: string;
  }>;
};

export type CoverageParts = {
  readonly expected: number;
  readonly reporting: number;
  readonly ratio: number | null;
  readonly blank: number;
  readonly notApplicable: number;
  readonly unreadable: number;
};

export type NumberParts = {
  readonly value: number | null;
  readonly exact: string | null;
  readonly status: ValueStatus;
  readonly coverage: CoverageParts;
};

export type MetricParts = {
  readonly key: MetricKey;
  readonly label: string;
  readonly unit: string;
  readonly kind: MetricKind;
};

export type SeriesParts = {
  readonly years: readonly number[];
  readonly values: ReadonlyArray<number | null>;
  readonly statuses: readonly ValueStatus[];
  readonly breaks: readonly number[];
};

export type FormTableParts = {
  readonly table: number;
  readonly edition: string;
  readonly title: string;
  readonly headerRows: number;
  readonly rows: ReadonlyArray<ReadonlyArray<{
    readonly role: LayoutRole;
    readonly text: string | null;
    readonly cell: string | null;
    readonly rowSpan: number;
    readonly columnSpan: number;
    readonly vertical: boolean;
    readonly metric: {
      readonly key: MetricKey;
      readonly unit: string;
      readonly kind: MetricKind;
    } | null;
  }>>;
};

export type ChangeParts = {
  readonly absolute: number | null;
  readonly relative: number | null;
  readonly status: ChangeStatus;
};

export type FilingCounts = {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly unknown: number;
};

export type SubjectParts = ({
  readonly __typename: 'Department';
  readonly id: string;
  readonly name: string;
  readonly region: {
    readonly code: string;
    readonly fullName: string;
  };
} | {
  readonly __typename: 'Region';
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
} | {
  readonly __typename: 'DepartmentKind' | 'Finding' | 'Metric' | 'Report';
  readonly id: string;
});
