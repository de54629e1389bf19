/** Who stands where by a metric: ties share a position, those left out are listed with the reason. */
import { useCommonWords, useWords } from '../../language/language';
import { BASES, BasisSelect, KindSelect, Select, YearSelect } from '../../parts/controls';
import { PageFrame } from '../../parts/page-frame';
import { MetricPicker, SubjectPicker } from '../../parts/pickers';
import { Answered, Empty } from '../../parts/states';
import { RankingPage, type RankingPageResult, type RankingPageVariables } from '../../queries/ranking';
import type { MetricKey, RegionLevel } from '../../queries/schema';
import { useQuery } from '../../query/use-query';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { ExcludedTable, RankingTable } from './ranking-table';
import { RANKING_WORDS } from './words';

const SUBJECTS = ['REGIONS', 'DEPARTMENTS'] as const;
const LEVELS = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'] as const satisfies readonly RegionLevel[];
const DIRECTIONS = ['HIGHEST_FIRST', 'LOWEST_FIRST'] as const;
const COVERAGES = ['0', '50', '80', '90', '95', '100'] as const;
const PAGE = 50;
/** What one page of the API holds at most. */
const MOST_ROWS = 500;

export default function Ranking() {
  const { text, number, choice } = useParameters();
  const of = choice('of', SUBJECTS);
  const within = text('within') ?? '000000';
  const level = LEVELS.find((each) => each === text('level'));
  const kind = text('kind');
  const around = text('around');
  const least = Number(choice('coverage', COVERAGES));
  const variables: RankingPageVariables = {
    metric: (text('metric') as MetricKey | undefined) ?? 'DISCLOSURE_RATE',
    year: number('year'),
    basis: of === 'DEPARTMENTS' || kind !== undefined ? 'COMPUTED' : choice('basis', BASES),
    direction: choice('direction', DIRECTIONS),
    among: { of, within, kind, level },
    within,
    minCoverage: least > 0 ? least / 100 : null,
    first: Math.min(number('rows') ?? PAGE, MOST_ROWS),
    around,
    aroundId: around ?? '',
    withAround: around !== undefined,
  };
  const answer = useQuery(RankingPage, variables);
  if (around !== undefined && answer.failure?.code === 'NOT_FOUND') return <NotRanked />;
  return <Answered answer={answer}>{(data, asked) => <Content data={data} variables={asked} />}</Answered>;
}

/** Who was to be in the middle has no place in this ranking: the whole of it is a link away. */
function NotRanked() {
  const say = useWords(RANKING_WORDS);
  const { with: link } = useParameters();
  return (
    <PageFrame title={say('title')}>
      <Empty>
        <p role="status">{say('aroundNotRanked')}</p>
        <p>
          <a href={link({ around: undefined })}>{say('wholeRanking')}</a>
        </p>
      </Empty>
    </PageFrame>
  );
}

interface ContentProps {
  readonly data: RankingPageResult;
  readonly variables: RankingPageVariables;
}

function Content({ data, variables }: ContentProps) {
  const say = useWords(RANKING_WORDS);
  const { with: link } = useParameters();
  const { metric, ranking, region, node } = data;
  const { basis, direction, among, minCoverage, within, first, around } = variables;
  const year = variables.year ?? data.dataset.latestYear;
  const centre = node && 'name' in node ? node.name : undefined;
  return (
    <PageFrame
      frame={data}
      title={say('title')}
      subtitle={say('subtitle', { place: region?.name ?? '', metric: metric.label, year })}
      trail={(region?.ancestors ?? []).map(({ code, name }) => ({
        label: name,
        href: link({ within: code, around: undefined }),
      }))}
      question={{ operation: RankingPage, variables }}
      exports={['csv', 'xlsx'].map((format) => ({
        file: `ranking.${format}`,
        parameters: { metric: metric.key, year, basis, direction, ...among, minCoverage },
      }))}
      controls={<Controls data={data} variables={variables} centre={centre} />}
    >
      <p class="filing-line">{metric.definition}</p>
      {ranking.totalCount > 0 ? (
        <RankingTable ranking={ranking} metric={metric} year={year} centre={around ?? undefined} />
      ) : (
        <Empty>
          <p>
            <a href={addressOf('region', { code: within }, { year })}>{region?.name}</a>
          </p>
        </Empty>
      )}
      {ranking.totalCount > ranking.nodes.length && first < MOST_ROWS && (
        <p>
          <a class="button button-plain" href={link({ rows: Math.min(first * 2, MOST_ROWS) })}>
            {say('more')}
          </a>
        </p>
      )}
      {ranking.excluded.totalCount > 0 && <ExcludedTable excluded={ranking.excluded} />}
    </PageFrame>
  );
}

function Controls({ data, variables, centre }: ContentProps & { readonly centre: string | undefined }) {
  const say = useWords(RANKING_WORDS);
  const common = useCommonWords();
  const { change, text, choice } = useParameters();
  const of = choice('of', SUBJECTS);
  const bodies = of === 'DEPARTMENTS';
  const choices = (values: readonly (keyof typeof RANKING_WORDS)[]) =>
    values.map((value) => ({ value, label: say(value) }));
  return (
    <>
      <Select
        label={say('of')}
        value={of}
        options={choices(SUBJECTS)}
        onChange={(value) => change({ of: value === 'REGIONS' ? undefined : value, around: undefined })}
      />
      <SubjectPicker
        label={say('within')}
        bodies={false}
        shown={data.region?.name ?? ''}
        onChoose={({ code }) => change({ within: code, around: undefined })}
      />
      <Select
        label={say('level')}
        value={text('level') ?? ''}
        options={[{ value: '', label: say(bodies ? 'anyLevel' : 'children') }, ...choices(LEVELS)]}
        onChange={(level) => change({ level })}
      />
      <YearSelect year={variables.year ?? data.dataset.latestYear} years={data.dataset.years} />
      <KindSelect kinds={data.departmentKinds} />
      {!bodies && text('kind') === undefined && <BasisSelect />}
      <MetricPicker label={common('metric')} shown={data.metric.label} onChoose={(metric) => change({ metric })} />
      <Select
        label={say('minCoverage')}
        value={text('coverage') ?? '0'}
        options={COVERAGES.map((value) => ({ value, label: value === '0' ? say('noMinimum') : `${value}%` }))}
        onChange={(value) => change({ coverage: value === '0' ? undefined : value })}
      />
      <Select
        label={say('direction')}
        value={choice('direction', DIRECTIONS)}
        options={choices(DIRECTIONS)}
        onChange={(value) => change({ direction: value === 'HIGHEST_FIRST' ? undefined : value })}
      />
      <SubjectPicker
        label={say('around')}
        placeholder={say('aroundHint')}
        regions={!bodies}
        bodies={bodies}
        shown={centre ?? ''}
        onChoose={({ id }) => change({ around: id })}
      />
      {centre !== undefined && (
        <button type="button" class="link" onClick={() => change({ around: undefined })}>
          {say('aroundNone')}
        </button>
      )}
    </>
  );
}
