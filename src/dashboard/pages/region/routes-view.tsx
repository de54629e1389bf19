/** The routes to a region's total side by side: whether they agree, by how much not, and what explains it. */
import { useCommonWords, useLanguage, useWords } from '../../language/language';
import { CoverageNote, Difference, Figure } from '../../numbers/figure';
import { type Column, DataTable } from '../../parts/data-table';
import { Empty } from '../../parts/states';
import type { RegionPageResult } from '../../queries/region';
import type { ReconciliationOutcome } from '../../queries/schema';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { REGION_WORDS } from './words';

type Reconciliation = NonNullable<RegionPageResult['reconciliation']>;
type Line = Reconciliation['lines'][number];

/** What a person has to look into. */
export const OUTCOMES_TO_LOOK_AT: readonly ReconciliationOutcome[] = ['DIFFERS', 'BELOW_BOUND', 'STOCK_DIFFERS'];

interface RoutesProps {
  readonly reconciliation: Reconciliation;
  readonly year: number;
}

/** The sentence that says whether they agree. */
function Verdict({ reconciliation: { report, complete, outcomes } }: Pick<RoutesProps, 'reconciliation'>) {
  const say = useWords(REGION_WORDS);
  const count = outcomes
    .filter(({ outcome }) => outcome === 'DIFFERS' || outcome === 'BELOW_BOUND')
    .reduce((sum, { metrics }) => sum + metrics, 0);
  if (!report) return <p>{say('routesNone')}</p>;
  if (count > 0) return <p class="outcome-DIFFERS">{say('routesDiffer', { count })}</p>;
  return <p>{say(complete ? 'routesSame' : 'routesBound')}</p>;
}

/** On the overview: the verdict, the first reasons, the main figures. */
export function RoutesSummary({ reconciliation, year }: RoutesProps) {
  const say = useWords(REGION_WORDS);
  const { with: link } = useParameters();
  return (
    <section class="routes">
      <h2>{say('routesTitle')}</h2>
      <Verdict reconciliation={reconciliation} />
      <Reasons reconciliation={reconciliation} year={year} limit={3} />
      {reconciliation.report && <Lines lines={reconciliation.lines} caption={say('routesTitle')} />}
      <p class="filing-line">
        <a href={link({ view: 'routes' })}>{say('routesAll')}</a>
      </p>
    </section>
  );
}

export function RoutesView({
  data: { reconciliation },
  year,
}: {
  readonly data: RegionPageResult;
  readonly year: number;
}) {
  const say = useWords(REGION_WORDS);
  const { text, with: link } = useParameters();
  if (!reconciliation) return null;
  const every = text('lines') === 'all';
  return (
    <section>
      <h2>{say('routesTitle')}</h2>
      <Verdict reconciliation={reconciliation} />
      {reconciliation.reasons.length > 0 && <h3>{say('reasons')}</h3>}
      <Reasons reconciliation={reconciliation} year={year} />
      <p class="filing-line">
        {every ? (
          <a href={link({ lines: undefined })}>{say('routesFailing')}</a>
        ) : (
          <a href={link({ lines: 'all' })}>{say('routesEvery')}</a>
        )}
        {' · '}
        {reconciliation.outcomes.map(({ outcome, metrics }) => `${say(outcome)} ${metrics}`).join('，')}
      </p>
      {reconciliation.lines.length > 0 ? (
        <Lines lines={reconciliation.lines} caption={say('routesTitle')} />
      ) : (
        <Empty />
      )}
    </section>
  );
}

function Reasons({ reconciliation: { reasons }, year, limit = 50 }: RoutesProps & { readonly limit?: number }) {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.slice(0, limit).map((reason) => {
        const { kind, department, region, message } = reason;
        const name = department?.name ?? region?.name ?? '';
        const href = department?.report
          ? addressOf('report', { id: department.report.id })
          : region && addressOf('region', { code: region.code }, { year, view: 'routes' });
        const [before, after] = split(message, name);
        return (
          <li key={`${kind} ${department?.id ?? region?.code}`}>
            {before}
            {href ? <a href={href}>{name}</a> : name}
            {after}
          </li>
        );
      })}
    </ul>
  );
}

/** A sentence around a name that stands in it once. */
function split(message: string, name: string): readonly [before: string, after: string] {
  const at = name === '' ? -1 : message.indexOf(name);
  return at < 0 ? [message, ''] : [message.slice(0, at), message.slice(at + name.length)];
}

function Lines({ lines, caption }: { readonly lines: readonly Line[]; readonly caption: string }) {
  const say = useWords(REGION_WORDS);
  const common = useCommonWords();
  const language = useLanguage();
  const route = (id: 'computed' | 'filed' | 'best'): Column<Line> => ({
    id,
    header: common(id),
    numeric: true,
    cell: (line) => <Figure figure={line[id]} metric={line.metric} bare />,
    sortBy: (line) => line[id].value,
  });
  return (
    <DataTable
      caption={caption}
      hiddenCaption
      rows={lines}
      keyOf={({ metric }) => metric.key}
      columns={[
        {
          id: 'metric',
          header: common('metric'),
          heading: true,
          cell: ({ metric }) =>
            `${metric.label}${language === 'zh' && metric.kind !== 'RATIO' ? `（${metric.unit}）` : ''}`,
        },
        route('computed'),
        {
          id: 'coverage',
          header: common('coverage'),
          minor: true,
          cell: ({ computed }) => <CoverageNote coverage={computed.coverage} />,
        },
        route('filed'),
        route('best'),
        {
          id: 'discrepancy',
          header: say('discrepancy'),
          numeric: true,
          cell: ({ discrepancy, metric }) =>
            discrepancy === null ? null : <Difference value={discrepancy} metric={metric} />,
          sortBy: ({ discrepancy }) => (discrepancy === null ? null : Math.abs(discrepancy)),
        },
        {
          id: 'outcome',
          header: say('outcome'),
          cell: ({ outcome }) => <span class={`outcome-${outcome}`}>{say(outcome)}</span>,
        },
      ]}
    />
  );
}
