/** The tables of the official form, as people know them, with a figure in each of their places. */
import type { ComponentChildren } from 'preact';
import type { FormTableParts } from '../queries/fragments';

export type LaidFigure = FormTableParts['rows'][number][number];

export interface FormSheetProps {
  readonly tables: readonly FormTableParts[];
  /** What stands in the place of a cell, by its id. */
  readonly figureOf: (cell: string, laid: LaidFigure) => ComponentChildren;
  /** Class of a place: what marks it. */
  readonly classOf?: (cell: string) => string | undefined;
}

/** 二、三、四: the sections of the report that the tables stand in. */
const NUMBERS = ['', '', '二', '三', '四'];

export function FormSheet({ tables, figureOf, classOf }: FormSheetProps) {
  return (
    <>
      {tables.map((table) => {
        const title =
          document.documentElement.lang === 'en'
            ? `${table.table}. ${table.title}`
            : `${NUMBERS[table.table]}、${table.title}`;
        return (
          // A keyboard has to reach what scrolls.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          <section key={table.table} class="table-scroll form-sheet" tabIndex={0} aria-label={title}>
            <table class={`form form-${table.table}`}>
              <caption>{title}</caption>
              <tbody>
                {table.rows.map((row, at) => (
                  <tr key={row.find(({ cell }) => cell)?.cell ?? `header ${at}`}>
                    {row.map((laid, place) => (
                      <Place
                        key={laid.cell ?? `${laid.text} ${place}`}
                        laid={laid}
                        figureOf={figureOf}
                        classOf={classOf}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </>
  );
}

interface PlaceProps extends Pick<FormSheetProps, 'figureOf' | 'classOf'> {
  readonly laid: LaidFigure;
}

function Place({ laid, figureOf, classOf }: PlaceProps) {
  const { role, text, cell, rowSpan, columnSpan, vertical } = laid;
  const spans = { rowSpan, colSpan: columnSpan };
  if (cell !== null)
    return (
      <td {...spans} class={classOf?.(cell)} data-cell={cell}>
        {figureOf(cell, laid)}
      </td>
    );
  return (
    <th {...spans} scope={role === 'HEADER' ? 'col' : 'row'} class={vertical ? 'form-vertical' : undefined}>
      {vertical ? <span>{text}</span> : text}
    </th>
  );
}
