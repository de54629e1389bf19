import { useWords } from '../../language/language';
import { Change, CoverageNote, Figure } from '../../numbers/figure';
import { whole } from '../../numbers/format';
import { NUMBER_WORDS } from '../../numbers/words';
import { DataTable } from '../../parts/data-table';
import type { MetricParts } from '../../queries/fragments';
import type { RankingPageResult } from '../../queries/ranking';
import { addressOf } from '../../routing/routes';
import { RANKING_WORDS } from './words';

type RankingData = RankingPageResult['ranking'];
type Subject = RankingData['nodes'][number]['subject'];

function nameOf(subject: Subject): string {
  return 'name' in subject ? subject.name : '';
}

/** A region's own page; a body's years side by side. */
function SubjectLink({
  subject,
  year,
  metric,
}: {
  readonly subject: Subject;
  readonly year?: number;
  readonly metric?: string;
}) {
  if (subject.__typename === 'Region')
    return <a href={addressOf('region', { code: subject.code }, { year, metric })}>{subject.name}</a>;
  return (
    <a href={addressOf('compare', {}, { subjects: subject.id, metrics: metric, view: 'lines' })}>{nameOf(subject)}</a>
  );
}

function placeOf(subject: Subject): string {
  if (subject.__typename === 'Department') return subject.region.fullName;
  return subject.__typename === 'Region' ? subject.fullName : '';
}

export interface RankingTableProps {
  readonly ranking: RankingData;
  readonly metric: MetricParts;
  readonly year: number;
  /** Id of the subject that the page is centred on. */
  readonly centre: string | undefined;
}

export function RankingTable({ ranking, metric, year, centre }: RankingTableProps) {
  const say = useWords(RANKING_WORDS);
  return (
    <section>
      <DataTable
        caption={say('caption', { metric: metric.label, year, count: whole(ranking.totalCount) })}
        rows={ranking.nodes}
        keyOf={({ subject }) => subject.id}
        className={({ subject }) => (subject.id === centre ? 'row-centre' : undefined)}
        columns={[
          {
            id: 'position',
            header: say('rank'),
            numeric: true,
            cell: ({ position, tied }) => (
              <>
                {whole(position)}
                {tied > 1 && <small>{say('tied', { count: tied })}</small>}
              </>
            ),
            sortBy: ({ position }) => position,
          },
          {
            id: 'moved',
            header: say('moved'),
            numeric: true,
            minor: true,
            cell: ({ position, previousPosition }) => {
              if (previousPosition === null) return null;
              const by = previousPosition - position;
              if (by === 0) return say('same');
              return say(by > 0 ? 'up' : 'down', { by: Math.abs(by) });
            },
            sortBy: ({ position, previousPosition }) =>
              previousPosition === null ? null : previousPosition - position,
          },
          {
            id: 'name',
            header: say('name'),
            heading: true,
            cell: ({ subject }) => <SubjectLink subject={subject} year={year} metric={metric.key} />,
            sortBy: ({ subject }) => nameOf(subject),
          },
          { id: 'place', header: say('place'), minor: true, cell: ({ subject }) => placeOf(subject) },
          {
            id: 'value',
            header: metric.label,
            numeric: true,
            cell: ({ measure }) => <Figure figure={measure} metric={metric} bare />,
            sortBy: ({ measure }) => measure.value,
          },
          {
            id: 'coverage',
            header: say('coverage'),
            cell: ({ measure }) => <CoverageNote coverage={measure.coverage} />,
            sortBy: ({ measure }) => measure.coverage.ratio,
          },
          {
            id: 'change',
            header: say('change'),
            numeric: true,
            minor: true,
            cell: ({ measure }) => <Change change={measure.change} metric={metric} />,
          },
        ]}
      />
    </section>
  );
}

export function ExcludedTable({ excluded }: { readonly excluded: RankingData['excluded'] }) {
  const say = useWords(RANKING_WORDS);
  const value = useWords(NUMBER_WORDS);
  return (
    <section>
      <DataTable
        caption={say('excluded', { count: whole(excluded.totalCount) })}
        rows={excluded.nodes}
        keyOf={({ subject }) => subject.id}
        columns={[
          {
            id: 'name',
            header: say('name'),
            heading: true,
            cell: ({ subject }) => <SubjectLink subject={subject} />,
            sortBy: ({ subject }) => nameOf(subject),
          },
          { id: 'place', header: say('place'), minor: true, cell: ({ subject }) => placeOf(subject) },
          {
            id: 'reason',
            header: say('reason'),
            cell: ({ reason, measure }) =>
              reason === 'COVERAGE' ? say('COVERAGE') : `${say('NO_VALUE')}：${value(measure.status)}`,
          },
          {
            id: 'coverage',
            header: say('coverage'),
            cell: ({ measure }) => <CoverageNote coverage={measure.coverage} />,
          },
        ]}
      />
    </section>
  );
}
