/** Cells as read against the truth: right, wrong, unread or invented. What each means stands in accuracy.ts. */
import type { DraftCell, DraftTable } from '../src/form/draft';
import type { TableNumber } from '../src/form/editions';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS } from '../src/form/rows';

type Printed = number | string | null | { readonly unknown: true };

/** What a reader of the document sees. */
export interface Truth {
  readonly document: string;
  readonly body?: string;
  readonly year?: number;
  readonly publishedOn?: string;
  readonly forms?: Readonly<Partial<Record<`table${TableNumber}`, string>>>;
  readonly table2?: Readonly<Record<string, Printed>>;
  readonly table3?: Readonly<Record<string, readonly Printed[]>>;
  readonly table4?: Readonly<Record<string, readonly Printed[]>>;
}

export interface Score {
  right: number;
  wrong: number;
  unread: number;
  invented: number;
}

/** A cell that was not read right. */
export interface Miss {
  readonly cell: string;
  readonly kind: 'wrong' | 'unread' | 'invented';
  readonly truth: string;
  readonly read: string;
}

/** The cells of one table of a truth, by cell id. */
export function truthCells(truth: Truth, table: TableNumber): Map<string, Printed> {
  if (table === 2) return new Map(Object.entries(truth.table2 ?? {}));
  const columns = table === 3 ? APPLICANT_COLUMNS : OUTCOME_COLUMNS;
  const rows = (table === 3 ? truth.table3 : truth.table4) ?? {};
  return new Map(
    Object.entries(rows).flatMap(([row, values]) =>
      values.map((value, i) => [`${row}.${columns[i]!.id}`, value] as const),
    ),
  );
}

/** Compares one table as read with the truth. A table that is not in the truth must not be read. */
export function scoreTable(
  truth: ReadonlyMap<string, Printed>,
  table: DraftTable | undefined,
): { score: Score; misses: Miss[] } {
  const score: Score = { right: 0, wrong: 0, unread: 0, invented: 0 };
  const misses: Miss[] = [];
  const note = (cell: string, kind: Miss['kind'], printed: Printed | undefined, read: DraftCell | undefined) => {
    score[kind]++;
    misses.push({
      cell,
      kind,
      truth: JSON.stringify(printed ?? null),
      read: read
        ? `${read.state} ${read.count ?? read.amount ?? ''} ${JSON.stringify(read.origin?.printed ?? '')}`.trim()
        : 'absent',
    });
  };
  for (const [id, printed] of truth) {
    if (printed !== null && typeof printed === 'object') continue;
    const read = table?.cells.get(id);
    const value = read?.state === 'REPORTED' ? (read.amount ?? read.count) : undefined;
    if (printed === null) {
      if (value !== undefined) note(id, 'invented', printed, read);
      else if (read?.state === 'BLANK' || read?.state === 'NOT_APPLICABLE') score.right++;
      else note(id, 'unread', printed, read);
    } else if (value === undefined) {
      // A printed figure that is said to be blank is a loss, not a reading.
      note(id, read && read.state !== 'UNREADABLE' ? 'wrong' : 'unread', printed, read);
    } else if (sameFigure(printed, value)) score.right++;
    else note(id, 'wrong', printed, read);
  }
  for (const [id, read] of table?.cells ?? [])
    if (!truth.has(id) && read.state === 'REPORTED') note(id, 'invented', undefined, read);
  return { score, misses };
}

function sameFigure(printed: number | string, read: number | string): boolean {
  const plain = (figure: number | string) =>
    String(figure)
      .replaceAll(',', '')
      .replace(/^\+/, '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return plain(printed) === plain(read);
}

/** Adds a score to another. */
export function addScore(sum: Score, more: Score): void {
  for (const key of ['right', 'wrong', 'unread', 'invented'] as const) sum[key] += more[key];
}
