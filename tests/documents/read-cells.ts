/** What a report reads as, row by row, for expectations of single cells. */
import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';

export const APPLICANTS = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganisation',
  'legalServiceOrganisation',
  'otherOrganisation',
  'total',
];

export const unread = (count: number) => new Array(count).fill('UNREADABLE');

/** A function from a row and columns of a table to what its cells hold: a figure, or the state of a cell without one. */
export async function readCells(name: string, source: string, table: 2 | 3 | 4) {
  const { cells } = parse(await extract(Buffer.from(source), { name })).tables[table]!;
  return (row: string, columns: readonly string[]) =>
    columns.map((column) => {
      const cell = cells.get(`${row}.${column}`)!;
      return cell.state === 'REPORTED' ? (cell.count ?? cell.amount) : cell.state;
    });
}
