/** Parameters of the exports that ask no question of the schema. */

import { findCell } from '../../form/cells';
import { TABLES, type TableNumber } from '../../form/editions';
import { Problem } from '../../form/problem';
import { isReportYear } from '../../form/year';
import type { CellsAsk } from '../../publish/cells';
import { DOCUMENT_BASES, type DocumentAsk } from '../../publish/documents';
import { missingParameter, type Parameters, unknownParameter, yearsOf } from './arguments';

function checkNames(parameters: Parameters, known: readonly string[]): void {
  for (const name of parameters.keys()) if (!known.includes(name)) throw unknownParameter(name, known);
}

function choice<T extends string>(parameters: Parameters, name: string, choices: readonly T[]): T | undefined {
  const text = parameters.get(name);
  if (text === undefined || (choices as readonly string[]).includes(text)) return text as T | undefined;
  throw new Problem(
    'BAD_INPUT',
    `参数 ${name} 的值“${text}”有误：应为 ${choices.join('、')} 之一`,
    `The parameter ${name} is "${text}": it must be one of ${choices.join(', ')}`,
  );
}

/** What `cells.csv` is about: within, year or years, kinds, scope, tables, cells. @throws BAD_INPUT */
export function cellsAsk(parameters: Parameters): CellsAsk {
  checkNames(parameters, ['within', 'year', 'years', 'kinds', 'scope', 'tables', 'cells']);
  const years = parameters.get('years') ?? parameters.get('year');
  return {
    within: parameters.get('within'),
    years: years === undefined ? undefined : yearsOf('years', years),
    kinds: parameters.get('kinds')?.split(','),
    scope: choice(parameters, 'scope', ['OWN', 'CONSOLIDATED']),
    tables: parameters.get('tables')?.split(',').map(tableOf),
    cells: parameters.get('cells')?.split(',').map(cellId),
  };
}

function tableOf(text: string): TableNumber {
  const table = TABLES.find((each) => String(each) === text);
  if (table) return table;
  throw new Problem(
    'BAD_INPUT',
    `没有表“${text}”：应为 2、3 或 4`,
    `There is no table "${text}": it must be 2, 3 or 4`,
  );
}

function cellId(text: string): string {
  if (findCell(text)) return text;
  throw new Problem('BAD_INPUT', `表格没有“${text}”一格`, `The form has no cell "${text}"`);
}

/** What a document is about: region, year, basis. @throws BAD_INPUT */
export function documentAsk(parameters: Parameters): DocumentAsk {
  checkNames(parameters, ['region', 'year', 'basis']);
  const region = parameters.get('region');
  if (region === undefined) throw missingParameter('region');
  const year = Number(parameters.get('year') ?? Number.NaN);
  if (!parameters.has('year')) throw missingParameter('year');
  if (!isReportYear(year))
    throw new Problem(
      'YEAR_OUT_OF_RANGE',
      `${parameters.get('year')} 不是报告年度`,
      `${parameters.get('year')} is no year of a report`,
    );
  return { region, year, basis: choice(parameters, 'basis', DOCUMENT_BASES) };
}
