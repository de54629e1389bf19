/** The parts of a region, ranked: its regions with their filing, and its own bodies. */
import { useCommonWords, useWords } from '../../language/language';
import { Change, CoverageNote, Figure } from '../../numbers/figure';
import type { Written } from '../../numbers/format';
import { NUMBER_WORDS } from '../../numbers/words';
import { type Column, DataTable } from '../../parts/data-table';
import { Empty } from '../../parts/states';
import type { RegionPageResult } from '../../queries/region';
import { addressOf } from '../../routing/routes';
import { REGION_WORDS } from './words';

type Say = ReturnType<typeof useWords<typeof REGION_WORDS>>;
type Children = NonNullable<RegionPageResult['children']>;
type Bodies = NonNullable<RegionPageResult['bodies']>;
type ChildEntry = Children['nodes'][number];
type BodyEntry = Bodies['nodes'][number];

type RankedMetric = Written & { readonly key: string; readonly label: string };

/** Columns that both rankings have: position, the one before, value, change. */
function rankColumns<Row extends ChildEntry | BodyEntry>(say: Say, metric: RankedMetric) {
  const position: Column<Row> = {
    id: 'position',
    header: say('rank'),
    numeric: true,
    cell: (row) => row.position,
    sortBy: (row) => row.position,
  };
  const before: Column<Row> = {
    id: 'before',
    header: say('before'),
    numeric: true,
    minor: true,
    cell: (row) => row.previousPosition,
    sortBy: (row) => row.previousPosition,
  };
  const value: Column<Row> = {
    id: 'value',
    header: metric.label,
    numeric: true,
    cell: (row) => <Figure figure={row.measure} metric={metric} bare />,
    sortBy: (row) => row.measure.value,
  };
  const change: Column<Row> = {
    id: 'change',
    header: say('change'),
    numeric: true,
    minor: true,
    cell: (row) => <Change change={row.measure.change} metric={metric} />,
  };
  const coverage: Column<Row> = {
    id: 'coverage',
    header: say('coverage'),
    cell: (row) => <CoverageNote coverage={row.measure.coverage} />,
    sortBy: (row) => row.measure.coverage.ratio,
  };
  return { position, before, value, coverage, change };
}

/** Those left out, and why: none of them is last. */
function Excluded({ excluded }: { readonly excluded: Children['excluded'] | Bodies['excluded'] }) {
  const say = useWords(REGION_WORDS);
  const value = useWords(NUMBER_WORDS);
  const common = useCommonWords();
  if (excluded.totalCount === 0) return null;
  const names = excluded.nodes.map(({ reason, subject, measure }) => {
    const name = 'name' in subject ? subject.name : '';
    return `${name}（${reason === 'COVERAGE' ? say('COVERAGE') : value(measure.status)}）`;
  });
  const more = excluded.totalCount - names.length;
  return (
    <p class="filing-line">
      {say('excluded')}
      {names.join('、')}
      {more > 0 && `；${common('moreRows', { count: more })}`}
    </p>
  );
}

export interface ChildRankingProps {
  readonly regions: Children;
  readonly metric: RankedMetric;
  readonly year: number;
}

export function ChildRanking({ regions, metric, year }: ChildRankingProps) {
  const say = useWords(REGION_WORDS);
  if (regions.totalCount === 0 && regions.excluded.totalCount === 0) return null;
  const columns = rankColumns<ChildEntry>(say, metric);
  const count = (id: 'onTime' | 'late' | 'missing', header: string): Column<ChildEntry> => ({
    id,
    header,
    numeric: true,
    minor: true,
    cell: ({ subject }) => subject.__typename === 'Region' && subject.timeliness[id],
    sortBy: ({ subject }) => (subject.__typename === 'Region' ? subject.timeliness[id] : null),
  });
  return (
    <section>
      <DataTable
        caption={say('children', { metric: metric.label })}
        rows={regions.nodes}
        keyOf={({ subject }) => (subject.__typename === 'Region' ? subject.code : '')}
        columns={[
          columns.position,
          columns.before,
          {
            id: 'name',
            header: say('region'),
            heading: true,
            cell: ({ subject }) =>
              subject.__typename === 'Region' && (
                <a href={addressOf('region', { code: subject.code }, { year, metric: metric.key })}>{subject.name}</a>
              ),
            sortBy: ({ subject }) => (subject.__typename === 'Region' ? subject.name : null),
          },
          columns.value,
          columns.coverage,
          columns.change,
          count('onTime', say('onTime')),
          count('late', say('late')),
          count('missing', say('missingCount')),
        ]}
      />
      <Excluded excluded={regions.excluded} />
    </section>
  );
}

export interface BodyRankingProps {
  readonly bodies: Bodies;
  readonly metric: RankedMetric;
}

export function BodyRanking({ bodies, metric }: BodyRankingProps) {
  const say = useWords(REGION_WORDS);
  if (bodies.totalCount === 0 && bodies.excluded.totalCount === 0) return <Empty />;
  const columns = rankColumns<BodyEntry>(say, metric);
  return (
    <section>
      <DataTable
        caption={say('bodiesBy', { metric: metric.label })}
        rows={bodies.nodes}
        keyOf={({ subject }) => (subject.__typename === 'Department' ? subject.id : '')}
        columns={[
          columns.position,
          columns.before,
          {
            id: 'name',
            header: say('body'),
            heading: true,
            cell: ({ subject }) =>
              subject.__typename === 'Department' &&
              (subject.report ? (
                <a href={addressOf('report', { id: subject.report.id })}>{subject.name}</a>
              ) : (
                subject.name
              )),
            sortBy: ({ subject }) => (subject.__typename === 'Department' ? subject.name : null),
          },
          columns.value,
          columns.change,
          {
            id: 'filing',
            header: say('filing'),
            minor: true,
            cell: ({ subject }) =>
              subject.__typename === 'Department' && say(subject.report ? subject.report.filing : 'noReport'),
          },
        ]}
      />
      <Excluded excluded={bodies.excluded} />
    </section>
  );
}
