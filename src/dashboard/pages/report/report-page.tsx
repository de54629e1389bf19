/** A report: the form as printed, its narrative, what it resembles, its versions, and what it was read from. */
import type { PageProps } from '../../app';
import { useWords } from '../../language/language';
import { day } from '../../numbers/format';
import { CHECK_WORDS } from '../../parts/check-words';
import { Views } from '../../parts/controls';
import { PageFrame } from '../../parts/page-frame';
import { Answered, Empty } from '../../parts/states';
import { ReportPage, type ReportPageResult, type ReportPageVariables } from '../../queries/report';
import { type Answer, useQuery } from '../../query/use-query';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { CopiedView } from './copied-view';
import { FormView } from './form-view';
import { SourceView } from './source-view';
import { TextView } from './text-view';
import { VersionsView } from './versions-view';
import { REPORT_WORDS } from './words';

const VIEWS = ['form', 'text', 'copied', 'versions', 'source'] as const;

export default function ReportOf({ path: { id = '' } }: PageProps) {
  const { choice } = useParameters();
  const view = choice('view', VIEWS);
  const variables: ReportPageVariables = {
    id,
    form: view === 'form',
    text: view === 'text',
    copied: view === 'copied',
    versions: view === 'versions',
  };
  const answer = useQuery(ReportPage, variables);
  return (
    <Answered answer={answer}>
      {(data, asked) =>
        data.report ? (
          <Content data={data} report={data.report} variables={asked} view={view} answer={answer} />
        ) : (
          <NoReport data={data} />
        )
      }
    </Answered>
  );
}

function NoReport({ data }: { readonly data: ReportPageResult }) {
  const say = useWords(REPORT_WORDS);
  return (
    <PageFrame frame={data} title={say('noReport')}>
      <Empty />
    </PageFrame>
  );
}

export type ReportData = NonNullable<ReportPageResult['report']>;

interface ContentProps {
  readonly data: ReportPageResult;
  readonly report: ReportData;
  readonly variables: ReportPageVariables;
  readonly view: (typeof VIEWS)[number];
  readonly answer: Answer<ReportPageResult>;
}

function Content({ data, report, variables, view, answer }: ContentProps) {
  const say = useWords(REPORT_WORDS);
  const checks = useWords(CHECK_WORDS);
  const { with: link } = useParameters();
  const { department, year, scope } = report;
  const { region } = department;
  const trail = [...region.ancestors, region].map(({ code, name }) => ({
    label: name,
    href: addressOf('region', { code }, { year }),
  }));
  return (
    <PageFrame
      frame={data}
      title={say('title', { body: department.name, year })}
      subtitle={`${checks(scope)} · ${say('version', { version: report.version })}`}
      trail={trail}
      question={{ operation: ReportPage, variables }}
      exports={[
        {
          file: 'cells.csv',
          parameters: { within: region.code, year, kinds: department.kind.code, scope },
          label: say('cells'),
        },
        ...['csv', 'xlsx'].map((format) => ({
          file: `findings.${format}`,
          parameters: { departments: department.id, year },
          label: `${say('findings', { count: report.findings.totalCount })} ${format.toUpperCase()}`,
        })),
      ]}
    >
      {report.withdrawn && <p class="banner">{say('withdrawn')}</p>}
      <p class="lead">
        {report.title && <>{report.title} · </>}
        <Filing report={report} />
      </p>
      <OtherYears report={report} />
      <Views
        label={say('views')}
        views={VIEWS.map((each) => ({
          label: say(each),
          href: link({ view: each === 'form' ? undefined : each, cell: undefined, finding: undefined }),
          current: each === view,
        }))}
      />
      {view === 'form' && <FormView report={report} onChange={answer.again} />}
      {view === 'text' && <TextView report={report} />}
      {view === 'copied' && <CopiedView report={report} />}
      {view === 'versions' && <VersionsView report={report} />}
      {view === 'source' && <SourceView report={report} />}
    </PageFrame>
  );
}

function Filing({ report: { publishedOn, deadline, filing } }: { readonly report: ReportData }) {
  const say = useWords(REPORT_WORDS);
  return (
    <>
      <span class="unbroken">
        {publishedOn === null ? say('unknownDate') : say('published', { date: day(publishedOn) })}
      </span>
      {deadline !== null && (
        <>
          {' '}
          · <span class="unbroken">{say('deadline', { date: day(deadline) })}</span>
        </>
      )}
      {filing !== 'MISSING' && (
        <>
          {' '}
          · <span class={filing === 'LATE' ? 'coverage-short' : undefined}>{say(filing)}</span>
        </>
      )}
    </>
  );
}

function OtherYears({ report: { id, department } }: { readonly report: ReportData }) {
  const say = useWords(REPORT_WORDS);
  const checks = useWords(CHECK_WORDS);
  const { nodes } = department.reports;
  if (nodes.length < 2) return null;
  const twice = new Set(nodes.map(({ scope }) => scope)).size > 1;
  return (
    <nav class="other-years" aria-label={say('otherYears')}>
      <ul>
        {nodes.map((each) => (
          <li key={each.id}>
            <a href={addressOf('report', { id: each.id })} aria-current={each.id === id ? 'page' : undefined}>
              {each.year}
              {twice && ` ${checks(each.scope)}`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
