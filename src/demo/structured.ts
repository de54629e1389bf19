/** A report as a line of JSON Lines (docs/import.md). */
import { cellsOn } from '../form/cells';
import type { TableNumber } from '../form/editions';
import type { DemoReport, DemoTable, Printed } from './report';

/** One line, without its line break. */
export function lineOf(report: DemoReport): string {
  const { body, year, scope, publishedOn, title, tables, sections } = report;
  return JSON.stringify({
    region: body.region,
    body: body.name,
    kind: body.kind,
    year,
    scope,
    publishedOn,
    title,
    tables: {
      table2: tables[2] && { edition: tables[2].edition, cells: Object.fromEntries(tables[2].cells) },
      table3: tables[3] && { edition: tables[3].edition, rows: rowsOf(tables[3], 3) },
      table4: tables[4] && { edition: tables[4].edition, blocks: rowsOf(tables[4], 4) },
    },
    sections: sections.map(({ key, heading, text }) => ({ key, heading, text })),
  });
}

function rowsOf(table: DemoTable, number: TableNumber): Record<string, Printed[]> {
  const rows: Record<string, Printed[]> = {};
  for (const each of cellsOn(table.edition, number))
    rows[each.row] = [...(rows[each.row] ?? []), table.cells.get(each.id) ?? null];
  return rows;
}
