/** A region: its figures of a year with what they rest on, on the form and over time, its parts and its bodies. */
import type { PageProps } from '../../app';
import { useCommonWords, useWords } from '../../language/language';
import { BASES, BasisSelect, KindSelect, Views, YearSelect } from '../../parts/controls';
import type { ExportLink } from '../../parts/page-frame';
import { PageFrame } from '../../parts/page-frame';
import { MetricPicker } from '../../parts/pickers';
import { Answered } from '../../parts/states';
import { RegionPage, type RegionPageResult, type RegionPageVariables } from '../../queries/region';
import type { Basis, MetricKey, RegionLevel } from '../../queries/schema';
import { useQuery } from '../../query/use-query';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { FormView } from './form-view';
import { Overview } from './overview';
import { BodyRanking } from './rankings';
import { OUTCOMES_TO_LOOK_AT, RoutesView } from './routes-view';
import { TrendsView } from './trends-view';
import { REGION_WORDS } from './words';

const HEADLINE: readonly MetricKey[] = [
  'RECEIVED',
  'CONCLUDED',
  'CARRIED_FORWARD',
  'DISCLOSURE_RATE',
  'REFUSAL_RATE',
  'RECONSIDERATION_TOTAL',
  'DIRECT_LITIGATION_TOTAL',
  'ON_TIME_RATE',
];

/** The metric of the rankings and trends, unless the address names one. */
const METRIC: MetricKey = 'RECEIVED';
/** Views of the page. Each asks for what it shows, in one question. */
const VIEWS = ['overview', 'form', 'trends', 'routes', 'bodies'] as const;
/** How many years trends show. */
const SPAN = 10;

export default function Region({ path: { code = '' } }: PageProps) {
  const { choice, number, text } = useParameters();
  // An address without a year means the last one that there are reports of.
  const year = number('year');
  const kind = text('kind');
  const view = choice('view', VIEWS);
  const basis: Basis = kind === undefined ? choice('basis', BASES) : 'COMPUTED';
  const metric = (text('metric') as MetricKey | undefined) ?? METRIC;
  const variables: RegionPageVariables = {
    code,
    year,
    years: year === undefined ? { latest: SPAN } : { from: year - SPAN + 1, to: year },
    basis,
    kind,
    level: levelOf(code),
    metric,
    headline: HEADLINE,
    // The overview compares a few figures, the reconciliation all of them.
    reconciled:
      view === 'overview' ? [...new Set([metric, ...HEADLINE.filter((key) => key !== 'ON_TIME_RATE')])] : null,
    outcomes: view === 'routes' && text('lines') !== 'all' ? OUTCOMES_TO_LOOK_AT : null,
    withForm: view === 'form',
    withChildren: view === 'overview' || view === 'trends',
    withTrends: view === 'trends',
    withRoutes: kind === undefined && (view === 'overview' || view === 'routes'),
    withBodies: view === 'bodies',
  };
  const answer = useQuery(RegionPage, variables);
  return (
    <Answered answer={answer}>
      {(data, asked) => data.region && <Content data={data} region={data.region} asked={asked} view={view} />}
    </Answered>
  );
}

/** The level that a code of GB/T 2260 says. */
function levelOf(code: string): RegionLevel {
  if (/^0+$/.test(code)) return 'NATION';
  if (code.length > 6) return 'TOWNSHIP';
  if (code.endsWith('0000')) return 'PROVINCE';
  return code.endsWith('00') ? 'CITY' : 'COUNTY';
}

/** What was asked, with the year that was meant. */
export type RegionQuestion = RegionPageVariables & { readonly year: number };

export type RegionData = NonNullable<RegionPageResult['region']>;

interface ContentProps {
  readonly data: RegionPageResult;
  readonly region: RegionData;
  readonly asked: RegionPageVariables;
  readonly view: (typeof VIEWS)[number];
}

function Content({ data, region, asked, view }: ContentProps) {
  const say = useWords(REGION_WORDS);
  const common = useCommonWords();
  const { change, with: link } = useParameters();
  const year = asked.year ?? data.dataset.latestYear;
  const variables: RegionQuestion = { ...asked, year };
  const { kind } = asked;
  const { metric } = data;
  const trail = region.ancestors.map((above) => ({
    label: above.name,
    href: addressOf('region', { code: above.code }, { year, metric: metric.key }),
  }));
  return (
    <PageFrame
      frame={data}
      title={region.name}
      subtitle={say('code', { code: region.code })}
      trail={trail}
      question={{ operation: RegionPage, variables }}
      exports={exportsOf(view, region.code, variables)}
      controls={
        <>
          <YearSelect year={year} years={data.dataset.years} />
          <KindSelect kinds={data.departmentKinds} />
          {kind === undefined && <BasisSelect />}
          <MetricPicker label={common('metric')} shown={metric.label} onChoose={(key) => change({ metric: key })} />
        </>
      }
    >
      <Views
        label={say('views')}
        views={VIEWS.filter((each) => each !== 'routes' || kind === undefined).map((each) => ({
          label: say(each),
          href: link({ view: each === 'overview' ? undefined : each, lines: undefined }),
          current: each === view,
        }))}
      />
      {view === 'overview' && <Overview data={data} region={region} variables={variables} />}
      {view === 'form' && <FormView data={data} region={region} year={year} />}
      {view === 'trends' && <TrendsView data={data} region={region} variables={variables} />}
      {view === 'routes' && <RoutesView data={data} year={year} />}
      {view === 'bodies' && data.bodies && <BodyRanking bodies={data.bodies} metric={metric} />}
    </PageFrame>
  );
}

/** What the view shows, as files. */
function exportsOf(view: ContentProps['view'], code: string, variables: RegionQuestion): ExportLink[] {
  const { metric, year, basis, kind } = variables;
  const both = (file: string, parameters: ExportLink['parameters']) =>
    ['csv', 'xlsx'].map((format) => ({ file: `${file}.${format}`, parameters }));
  switch (view) {
    case 'form':
      return [
        { file: 'cells.csv', parameters: { within: code, year, kinds: kind } },
        { file: 'compiled.docx', parameters: { region: code, year, basis } },
      ];
    case 'trends':
      return both('comparison', { subjects: code, metrics: metric, years: `${year - SPAN + 1}-${year}`, basis });
    case 'routes':
      return both('reconciliation', { region: code, year });
    case 'bodies':
      return both('ranking', { metric, year, of: 'DEPARTMENTS', within: code, level: levelOf(code), kind });
    default:
      return both('ranking', { metric, year, within: code, basis, kind });
  }
}
