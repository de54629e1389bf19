/** Who published in time, late, or not at all: as a table by place and kind, and body by body. */
import { useWords } from '../../language/language';
import { KindSelect, Select, Views, YearSelect } from '../../parts/controls';
import { PageFrame } from '../../parts/page-frame';
import { SubjectPicker } from '../../parts/pickers';
import { Answered, Empty } from '../../parts/states';
import { FilingPage, type FilingPageResult, type FilingPageVariables } from '../../queries/filing';
import type { FilingStatus } from '../../queries/schema';
import { useQuery } from '../../query/use-query';
import { type ParameterState, useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { FilingList } from './filing-list';
import { FilingTables } from './filing-tables';
import { FILING_WORDS } from './words';

const NATION = '000000';
const PAGE = 50;
const VIEWS = ['table', 'list'] as const;
/** The reports of the list: of the bodies themselves, or of whole governments. */
const SCOPES = ['OWN', 'CONSOLIDATED'] as const;
export const FILING_STATES: readonly FilingStatus[] = ['MISSING', 'LATE', 'UNKNOWN', 'ON_TIME'];

function variablesOf({ text, number, choice }: ParameterState): FilingPageVariables {
  const kind = text('kind') ?? null;
  const view = choice('view', VIEWS);
  return {
    within: text('within') ?? NATION,
    year: number('year'),
    kind,
    kinds: kind === null ? [] : [kind],
    scope: choice('scope', SCOPES),
    status: FILING_STATES.find((each) => each === text('status')) ?? null,
    first: PAGE,
    after: text('after') ?? null,
    table: view === 'table',
    list: view === 'list',
  };
}

export default function Filing() {
  const variables = variablesOf(useParameters());
  const answer = useQuery(FilingPage, variables);
  return <Answered answer={answer}>{(data, asked) => <Content data={data} variables={asked} />}</Answered>;
}

interface ContentProps {
  readonly data: FilingPageResult;
  readonly variables: FilingPageVariables;
}

function Content({ data, variables }: ContentProps) {
  const say = useWords(FILING_WORDS);
  const { choice, text, change, with: link } = useParameters();
  const view = choice('view', VIEWS);
  const { region } = data;
  const { within, kind, status } = variables;
  const year = variables.year ?? data.dataset.latestYear;
  const asked = { within, year, kinds: kind, filing: status };
  const states = [
    { value: '', label: say('anyStatus') },
    ...FILING_STATES.map((value) => ({ value, label: say(value) })),
  ];
  return (
    <PageFrame
      frame={data}
      title={say('title')}
      subtitle={say('of', { place: region?.name ?? within, year })}
      trail={[...(region?.ancestors ?? []), ...(region ? [region] : [])].map(({ code, name }) => ({
        label: name,
        href: addressOf('filing', {}, { within: code, year, kind, view: text('view'), scope: text('scope'), status }),
      }))}
      question={{ operation: FilingPage, variables }}
      exports={[
        ...['csv', 'xlsx'].map((format) => ({ file: `filing.${format}`, parameters: asked })),
        ...['docx', 'html'].map((format) => ({
          file: `notice.${format}`,
          parameters: { region: within, year },
          label: say('notice', { format: format.toUpperCase() }),
        })),
      ]}
      controls={
        <>
          <YearSelect year={year} years={data.dataset.years} />
          <SubjectPicker
            label={say('place')}
            bodies={false}
            shown={region?.fullName}
            onChoose={({ code }) => change({ within: code, after: undefined })}
          />
          <KindSelect kinds={data.departmentKinds} />
          {view === 'list' && (
            <>
              <Select
                label={say('scope')}
                value={choice('scope', SCOPES)}
                options={SCOPES.map((value) => ({ value, label: say(value) }))}
                onChange={(chosen) => change({ scope: chosen === 'OWN' ? undefined : chosen, after: undefined })}
              />
              <Select
                label={say('status')}
                value={text('status') ?? ''}
                options={states}
                onChange={(chosen) => change({ status: chosen, after: undefined })}
              />
            </>
          )}
        </>
      }
    >
      <p class="filing-line">{say('noticeLead')}</p>
      <Views
        label={say('views')}
        views={VIEWS.map((each) => ({
          label: say(each),
          href: link({ view: each === 'table' ? undefined : each, after: undefined }),
          current: each === view,
        }))}
      />
      {!region && <Empty />}
      {region && view === 'table' && data.filing && (
        <FilingTables region={region} filing={data.filing} kind={kind ?? undefined} />
      )}
      {region?.listed && <FilingList entries={region.listed.entries} />}
    </PageFrame>
  );
}
