/** A region: its figures of a year with what they rest on, its parts, its bodies. */

import type { PageProps } from '../../app';
import { useCommonWords, useWords } from '../../language/language';
import { Change, Figure } from '../../numbers/figure';
import { BASES, BasisSelect, KindSelect, Views, YearSelect } from '../../parts/controls';
import { PageFrame } from '../../parts/page-frame';
import { MetricPicker } from '../../parts/pickers';
import { Answered, Empty } from '../../parts/states';
import { RegionPage, type RegionPageResult, type RegionPageVariables } from '../../queries/region';
import type { Basis, MetricKey, RegionLevel } from '../../queries/schema';
import { StartPage } from '../../queries/start';
import { useQuery } from '../../query/use-query';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { BodyRanking, ChildRanking } from './rankings';
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
/** Parts of the page that are shown apart; all of them come with one answer. */
const VIEWS = ['overview', 'bodies'] as const;
/** How far back trends go. */
const SPAN = 9;

export default function Region({ path: { code = '' } }: PageProps) {
  const { number } = useParameters();
  // An address without a year means the last one that there are reports of.
  const given = number('year');
  const frame = useQuery(StartPage, given === undefined ? {} : undefined);
  if (given !== undefined) return <RegionOfYear code={code} year={given} />;
  return (
    <Answered answer={frame}>
      {({ dataset }) => <RegionOfYear code={code} year={dataset.years.at(-1) ?? new Date().getFullYear() - 1} />}
    </Answered>
  );
}

function RegionOfYear({ code, year }: { readonly code: string; readonly year: number }) {
  const { choice, text } = useParameters();
  const kind = text('kind');
  const basis: Basis = kind === undefined ? choice('basis', BASES) : 'COMPUTED';
  const variables: RegionPageVariables = {
    code,
    year,
    years: { from: year - SPAN, to: year },
    basis,
    kind,
    level: levelOf(code),
    metric: (text('metric') as MetricKey | undefined) ?? METRIC,
    headline: HEADLINE,
  };
  const answer = useQuery(RegionPage, variables);
  return (
    <Answered answer={answer}>
      {(data) =>
        data.region ? (
          <Content data={data} region={data.region} variables={variables} />
        ) : (
          <NoRegion data={data} code={code} />
        )
      }
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

function NoRegion({ data, code }: { readonly data: RegionPageResult; readonly code: string }) {
  const say = useWords(REGION_WORDS);
  return (
    <PageFrame frame={data} title={say('noRegion', { code })}>
      <Empty />
    </PageFrame>
  );
}

type RegionData = NonNullable<RegionPageResult['region']>;

interface ContentProps {
  readonly data: RegionPageResult;
  readonly region: RegionData;
  readonly variables: RegionPageVariables;
}

function Content({ data, region, variables }: ContentProps) {
  const say = useWords(REGION_WORDS);
  const common = useCommonWords();
  const { change, choice, with: link } = useParameters();
  const view = choice('view', VIEWS);
  const { year, basis, kind } = variables;
  const { metric } = region.computed;
  const trail = region.ancestors.map(({ code, name }) => ({
    label: name,
    href: addressOf('region', { code }, { year }),
  }));
  return (
    <PageFrame
      frame={data}
      title={region.name}
      subtitle={say('code', { code: region.code })}
      trail={trail}
      question={{ operation: RegionPage, variables }}
      exports={['csv', 'xlsx'].map((format) => ({
        file: `ranking.${format}`,
        parameters: { metric: metric.key, year, within: region.code, basis, kind },
      }))}
      controls={
        <>
          <YearSelect year={year} years={data.dataset.years} />
          <KindSelect kinds={data.departmentKinds} />
          {kind === undefined && <BasisSelect basis={basis} />}
          <MetricPicker label={common('metric')} shown={metric.label} onChoose={(key) => change({ metric: key })} />
        </>
      }
    >
      <Views
        label={say('views')}
        views={VIEWS.map((each) => ({
          label: say(each),
          href: link({ view: each === 'overview' ? undefined : each }),
          current: each === view,
        }))}
      />
      {view === 'overview' && (
        <>
          <Headline region={region} />
          <ChildRanking regions={data.children} metric={metric} year={year} />
        </>
      )}
      {view === 'bodies' && <BodyRanking bodies={data.bodies} metric={metric} />}
    </PageFrame>
  );
}

function Headline({ region }: { readonly region: RegionData }) {
  const say = useWords(REGION_WORDS);
  const { missing, absentKinds } = region.totals.coverage;
  return (
    <section>
      <h2>{say('headline')}</h2>
      <ul class="headlines">
        {region.headline.map((measure) => (
          <li key={measure.metric.key}>
            <span class="headline-label">{measure.metric.label}</span>
            <Figure figure={measure} metric={measure.metric} short unit />
            <Change change={measure.change} metric={measure.metric} />
          </li>
        ))}
      </ul>
      {missing && missing.totalCount > 0 && (
        <p class="filing-line">
          {say('missing', { count: missing.totalCount })}
          {missing.nodes.map(({ name }) => name).join('、')}
          {missing.totalCount > missing.nodes.length && '……'}
        </p>
      )}
      {absentKinds.length > 0 && (
        <p class="filing-line">
          {say('absentKinds')}
          {absentKinds.map(({ label }) => label).join('、')}
        </p>
      )}
    </section>
  );
}
