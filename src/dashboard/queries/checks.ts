// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.
import type { FormTableParts } from './fragments';
import type { FindingStatus, MetricKey, MetricKind, ReadBy, RuleBasis, SectionKey, Severity, StatedOutcome, ValueStatus } from './schema';

export type CheckParts = {
  readonly message: string;
  readonly cells: readonly string[];
  readonly expected: string | null;
  readonly found: string | null;
  readonly difference: string | null;
  readonly proposal: ReadonlyArray<{
    readonly cell: string;
    readonly value: string;
  }>;
  readonly rule: {
    readonly id: string;
    readonly label: string;
    readonly severity: Severity;
    readonly basis: RuleBasis;
  } | null;
};

export type FindingParts = CheckParts & {
  readonly id: string;
  readonly year: number;
  readonly status: FindingStatus;
  readonly note: string | null;
};

export type ReadCell = {
  readonly cell: string;
  readonly table: number;
  readonly value: number | null;
  readonly exact: string | null;
  readonly status: ValueStatus;
  readonly metric: {
    readonly key: MetricKey;
    readonly label: string;
    readonly unit: string;
    readonly kind: MetricKind;
  };
  readonly source: {
    readonly printed: string | null;
    readonly note: string | null;
    readonly page: number | null;
    readonly line: number | null;
    readonly readBy: ReadBy;
    readonly confidence: number;
  } | null;
};

export type NarrativeParts = {
  readonly sections: ReadonlyArray<{
    readonly key: SectionKey;
    readonly heading: string;
    readonly text: string;
    readonly figures: ReadonlyArray<{
      readonly start: number;
      readonly end: number;
      readonly outcome: StatedOutcome;
      readonly expected: string | null;
      readonly cells: readonly string[];
    }>;
  }>;
};

export type ReadTables = {
  readonly table: number;
  readonly title: string;
  readonly edition: string | null;
  readonly layout: FormTableParts | null;
};

export type PlaceParts = {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly ancestors: ReadonlyArray<{
    readonly code: string;
    readonly name: string;
  }>;
};
