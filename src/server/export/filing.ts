/** Who filed in time, late, on an unknown date, or not at all: one row a report, and one a body without one. */

import { Problem } from '../../form/problem';
import type { FlatColumn, FlatRow, FlatTable } from '../../publish/flat';
import { missingParameter, type Parameters, unknownParameter, yearsOf } from './arguments';
import type { Answer, Asking } from './asking';
import { BODY, BODY_COLUMNS, bodyValues, number, PAGE_INFO, text } from './columns';

const COLUMNS: readonly FlatColumn[] = [
  number('year', '年度', 'Year'),
  ...BODY_COLUMNS,
  text('scope', '口径', 'Scope'),
  text('filing', '发布情况', 'Filing'),
  text('deadline', '期限', 'Deadline'),
  text('published_on', '发布日期', 'Published on'),
  number('days_late', '逾期天数', 'Days late'),
];

const PARAMETERS = ['within', 'years', 'kinds', 'filing'];
const FILINGS = ['ON_TIME', 'LATE', 'UNKNOWN', 'MISSING'] as const;
const DAY_MS = 86_400_000;
const NATION = '000000';

interface FilingAsk {
  readonly within: string;
  readonly years: { readonly from: number; readonly to: number };
  readonly kinds: readonly string[] | undefined;
  readonly filing: (typeof FILINGS)[number] | undefined;
}

/** Parameters: within, year or years, kinds, filing (ON_TIME, LATE, UNKNOWN, MISSING). */
export function filingExport(asking: Asking, parameters: Parameters): FlatTable {
  return { columns: COLUMNS, batches: batchesOf(asking, askOf(parameters)) };
}

function askOf(parameters: Parameters): FilingAsk {
  for (const name of parameters.keys())
    if (name !== 'year' && !PARAMETERS.includes(name)) throw unknownParameter(name, PARAMETERS);
  const name = parameters.has('years') ? 'years' : 'year';
  const years = parameters.get(name);
  if (years === undefined) throw missingParameter('year');
  const filing = parameters.get('filing');
  if (filing !== undefined && !(FILINGS as readonly string[]).includes(filing))
    throw new Problem(
      'BAD_INPUT',
      `参数 filing 的值“${filing}”有误：应为 ${FILINGS.join('、')} 之一`,
      `The parameter filing is "${filing}": it must be one of ${FILINGS.join(', ')}`,
    );
  return {
    within: parameters.get('within') ?? NATION,
    years: yearsOf(name, years),
    kinds: kindsOf(parameters.get('kinds')),
    filing: filing as FilingAsk['filing'],
  };
}

/** Each once: the bodies without a report are asked for kind by kind. */
function kindsOf(list: string | undefined): readonly string[] | undefined {
  return list === undefined ? undefined : [...new Set(list.split(','))];
}

async function* batchesOf(asking: Asking, ask: FilingAsk): AsyncGenerator<FlatRow[]> {
  for (let year = ask.years.from; year <= ask.years.to; year++) {
    if (ask.filing !== 'MISSING') yield* filed(asking, ask, year);
    if (ask.filing === undefined || ask.filing === 'MISSING') yield* missing(asking, ask, year);
  }
}

async function* filed(asking: Asking, { within, kinds, filing }: FilingAsk, year: number): AsyncGenerator<FlatRow[]> {
  const filter = { within, kinds, filing, years: { from: year, to: year } };
  const selection = `nodes { scope filing deadline publishedOn department { ${BODY} } } ${PAGE_INFO}`;
  for await (const page of asking.pages('reports', { filter }, selection))
    yield page.map(({ scope, filing: state, deadline, publishedOn, department }): FlatRow => {
      const late = state === 'LATE' ? (Date.parse(publishedOn) - Date.parse(deadline)) / DAY_MS : null;
      return [year, ...bodyValues(department), scope, state, deadline, publishedOn, late];
    });
}

const SCOPES = ['OWN', 'CONSOLIDATED'] as const;

async function* missing(asking: Asking, { within, kinds }: FilingAsk, year: number): AsyncGenerator<FlatRow[]> {
  const of = (kind: string) =>
    `timeliness(year: $year, scope: $scope${kind}) { entries(status: MISSING, first: $first, after: $after) { nodes { deadline department { ${BODY} } } ${PAGE_INFO} } }`;
  const connectionIn = (region: Answer) => {
    if (region === null)
      throw new Problem('UNKNOWN_REGION', `没有行政区划“${within}”`, `There is no region "${within}"`);
    return region.timeliness.entries;
  };
  for (const scope of SCOPES)
    for (const kind of kinds ?? [undefined]) {
      const variables = { code: within, year, scope, kind };
      const selection = of(kind === undefined ? '' : ', kind: $kind');
      for await (const page of asking.pages('region', variables, selection, { connectionIn }))
        yield page.map(
          ({ deadline, department }): FlatRow => [
            year,
            ...bodyValues(department),
            scope,
            'MISSING',
            deadline,
            null,
            null,
          ],
        );
    }
}
