/** Made-up reports as structured lines, for the tests of the import. */

import { edition } from '../../src/form/editions';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../src/form/rows';

type Json = Record<string, unknown>;

/** A report on the form of 2021 whose sums hold: `received` applications of natural persons, all of them granted. */
export function reportLine(body: string, year: number, received: number, others: Json = {}): Json {
  const row = (count: number) =>
    APPLICANT_COLUMNS.map(({ id }) => (id === 'naturalPerson' || id === 'total' ? count : 0));
  const rows = Object.fromEntries(edition('2021').table3.map((id) => [id, row(0)]));
  Object.assign(rows, { received: row(received), granted: row(received), concluded: row(received) });
  return {
    region: '410307',
    body,
    year,
    tables: {
      table2: {
        edition: '2021',
        cells: {
          'regulations.issued': 0,
          'regulations.repealed': 0,
          'regulations.inForce': 0,
          'normativeDocuments.issued': 2,
          'normativeDocuments.repealed': 1,
          'normativeDocuments.inForce': 9,
          'licensing.decisions': 12,
          'penalties.decisions': 3,
          'coercion.decisions': 0,
          'fees.amount': '12.3456',
        },
      },
      table3: { edition: '2021', rows },
      table4: {
        edition: '2021',
        blocks: Object.fromEntries(TABLE4_BLOCKS.map(({ id }) => [id, OUTCOME_COLUMNS.map(() => 0)])),
      },
    },
    ...others,
  };
}

/** Objects as JSON Lines. */
export function jsonLines(...lines: readonly (Json | string)[]): string {
  return lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
}
