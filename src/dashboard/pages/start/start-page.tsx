/** The first page: what is in the store and where to begin; for an empty store, what to do next. */
import { useLanguage, useWords } from '../../language/language';
import { Change, Figure } from '../../numbers/figure';
import { YearSelect } from '../../parts/controls';
import { DataTable } from '../../parts/data-table';
import { PageFrame } from '../../parts/page-frame';
import { SubjectPicker } from '../../parts/pickers';
import { Answered } from '../../parts/states';
import { StartPage, type StartPageResult, type StartPageVariables } from '../../queries/start';
import { useQuery } from '../../query/use-query';
import { navigate, oneYear, useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { DemoOffer } from './demo-offer';
import { START_WORDS } from './words';

export default function Start() {
  const { number } = useParameters();
  const year = number('year');
  const variables: StartPageVariables = { year, years: oneYear(year) };
  const answer = useQuery(StartPage, variables);
  return (
    <Answered answer={answer}>
      {(data, asked) => (data.dataset.reports === 0 ? <EmptyStore /> : <Filled data={data} variables={asked} />)}
    </Answered>
  );
}

/** First run. */
function EmptyStore() {
  const say = useWords(START_WORDS);
  const language = useLanguage();
  const [file, folder] = language === 'zh' ? ['报告.pdf', '文件夹/'] : ['report.pdf', 'folder/'];
  return (
    <PageFrame title={say('emptyTitle')}>
      <section class="prose">
        <p>
          <a class="button" href={addressOf('check')}>
            {say('emptyHere')}
          </a>
        </p>
        <p>{say('emptyImport')}</p>
        <dl class="commands">
          <dt>{say('emptyCheck')}</dt>
          <dd>
            <code>npm run -s gongkai -- check {file}</code>
          </dd>
          <dt>{say('emptyOne')}</dt>
          <dd>
            <code>npm run -s gongkai -- import {file}</code>
          </dd>
          <dt>{say('emptyFolder')}</dt>
          <dd>
            <code>npm run -s gongkai -- import {folder}</code>
          </dd>
        </dl>
        <DemoOffer />
      </section>
    </PageFrame>
  );
}

interface FilledProps {
  readonly data: StartPageResult;
  readonly variables: StartPageVariables;
}

function Filled({ data, variables }: FilledProps) {
  const say = useWords(START_WORDS);
  const year = variables.year ?? data.dataset.latestYear;
  return (
    <PageFrame
      frame={data}
      title={say('title')}
      question={{ operation: StartPage, variables }}
      exports={['csv', 'xlsx'].map((format) => ({
        file: `statistics.${format}`,
        parameters: { metrics: 'RECEIVED', groupBy: 'REGION', level: 'CITY', year, orderBy: 'RECEIVED' },
      }))}
      controls={
        <>
          <YearSelect year={year} years={data.dataset.years} />
          <SubjectPicker
            label={say('find')}
            bodies={false}
            onChoose={({ code }) => navigate(addressOf('region', { code }, { year }))}
          />
        </>
      }
    >
      <p class="lead">{say('lead')}</p>
      <Places data={data} year={year} />
    </PageFrame>
  );
}

function Places({ data, year }: { readonly data: StartPageResult; readonly year: number }) {
  const say = useWords(START_WORDS);
  const { nation, statistics, largestCounty } = data;
  const { expected, onTime, late, missing, unknown } = nation.timeliness;
  const filing = [
    say('expected', { count: expected }),
    say('onTime', { count: onTime }),
    say('late', { count: late }),
    say('missing', { count: missing }),
    say('unknown', { count: unknown }),
  ];
  const places = statistics.nodes.flatMap(({ key, measures }) =>
    key.region ? [{ region: key.region, received: measures[0]! }] : [],
  );
  const first = places[0]?.region;
  return (
    <>
      <section>
        <h2>
          <a href={addressOf('region', { code: nation.code }, { year })}>{say('nation', { year })}</a>
        </h2>
        <ul class="headlines">
          {nation.measures.map((measure) => (
            <li key={measure.metric.key}>
              <span class="headline-label">{measure.metric.label}</span>
              <Figure figure={measure} metric={measure.metric} short unit />
              <Change change={measure.change} metric={measure.metric} />
            </li>
          ))}
        </ul>
        <p class="filing-line">{filing.join(' · ')}</p>
      </section>
      <Questions city={first} county={largestCounty.nodes[0]?.key.region ?? undefined} nation={nation} year={year} />
      <section>
        <DataTable
          caption={say('places', { year })}
          keyOf={({ region }) => region.code}
          rows={places}
          columns={[
            {
              id: 'place',
              header: say('place'),
              heading: true,
              cell: ({ region }) => (
                <a href={addressOf('region', { code: region.code }, { year })}>{region.fullName}</a>
              ),
              sortBy: ({ region }) => region.fullName,
            },
            {
              id: 'received',
              header: say('received'),
              numeric: true,
              cell: ({ received }) => <Figure figure={received} metric={{ kind: 'COUNT', unit: '件' }} />,
              sortBy: ({ received }) => received.value,
            },
          ]}
        />
      </section>
    </>
  );
}

interface NamedPlace {
  readonly code: string;
  readonly name: string;
}

interface QuestionsProps {
  /** The largest of those that have reports of the year. */
  readonly city: NamedPlace | undefined;
  readonly county: NamedPlace | undefined;
  readonly nation: NamedPlace;
  readonly year: number;
}

/** What the store can answer, each as a link to its answer. */
function Questions({ city, county, nation, year }: QuestionsProps) {
  const say = useWords(START_WORDS);
  const around = city ?? county ?? nation;
  const place = around.name;
  const within = around.code;
  const questions = [
    city && {
      href: addressOf('region', { code: city.code }, { year, metric: 'REFUSAL_RATE' }),
      text: say('rankDistricts', { place, year }),
    },
    county && {
      href: addressOf('region', { code: county.code }, { year, view: 'routes' }),
      text: say('routesOf', { place: county.name, year }),
    },
    {
      href: addressOf('ranking', {}, { of: 'DEPARTMENTS', within, metric: 'RECEIVED', year }),
      text: say('rankBodies', { place, year }),
    },
    { href: addressOf('findings', {}, { within, year }), text: say('findingsOf', { place, year }) },
    { href: addressOf('filing', {}, { within, year }), text: say('filingOf', { place, year }) },
    { href: addressOf('check'), text: say('checkDraft') },
  ].filter((question) => question !== undefined);
  return (
    <section>
      <h2>{say('questions')}</h2>
      <ul class="questions">
        {questions.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
