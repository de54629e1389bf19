/** A table of rows that can be sorted, read aloud, scrolled sideways on a phone and printed. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useCommonWords } from '../language/language';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Set as figures, to the right. */
  readonly numeric?: boolean;
  /** What the column is sorted by; a column without it cannot be. Rows without a value stand last either way. */
  readonly sortBy?: (row: Row) => number | string | null;
  /** Names the row: there is one such column at most. */
  readonly heading?: boolean;
  /** Left out on a phone. */
  readonly minor?: boolean;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  readonly hiddenCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly className?: (row: Row) => string | undefined;
}

interface Order {
  readonly column: string;
  readonly descending: boolean;
}

export function DataTable<Row>({ caption, hiddenCaption, columns, rows, keyOf, className }: DataTableProps<Row>) {
  const say = useCommonWords();
  const [order, setOrder] = useState<Order>();
  const sorted = useMemo(() => sortedRows(rows, columns, order), [rows, columns, order]);
  return (
    // A keyboard has to reach what scrolls.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-scroll" tabIndex={0} aria-label={caption}>
      <table class="data">
        <caption class={hiddenCaption ? 'hidden' : undefined}>
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const mine = order?.column === column.id;
              const sort = mine ? (order.descending ? 'descending' : 'ascending') : undefined;
              return (
                <th key={column.id} scope="col" class={classOf(column)} aria-sort={sort}>
                  {column.sortBy ? (
                    <button
                      type="button"
                      class="sort"
                      title={say('sortBy', { column: column.header })}
                      onClick={() =>
                        setOrder({ column: column.id, descending: mine ? !order.descending : !!column.numeric })
                      }
                    >
                      {column.header}
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)} class={className?.(row)}>
              {columns.map((column) =>
                column.heading ? (
                  <th key={column.id} scope="row" class={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} class={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function classOf<Row>({ numeric, minor, heading }: Column<Row>): string | undefined {
  const classes = [numeric && 'numeric', minor && 'minor', heading && 'heading'].filter(Boolean).join(' ');
  return classes === '' ? undefined : classes;
}

function sortedRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order | undefined) {
  const sortBy = columns.find(({ id }) => id === order?.column)?.sortBy;
  if (!order || !sortBy) return rows;
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [sortBy(a), sortBy(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right), 'zh-CN');
  });
}
