/** Failed checks by place, kind, rule, severity and status, with what can be done about each. */
import { useCommonWords, useWords } from '../../language/language';
import { whole } from '../../numbers/format';
import { CHECK_WORDS } from '../../parts/check-words';
import { KindSelect, Select, YearSelect } from '../../parts/controls';
import { FindingItem } from '../../parts/finding-item';
import { PageFrame } from '../../parts/page-frame';
import { SubjectPicker } from '../../parts/pickers';
import { Review } from '../../parts/review';
import { REVIEW_WORDS } from '../../parts/review-words';
import { Answered } from '../../parts/states';
import { WithoutToken } from '../../parts/token-hint';
import { FindingsPage, type FindingsPageResult, type FindingsPageVariables } from '../../queries/findings';
import type { FindingStatus, Severity } from '../../queries/schema';
import { useQuery } from '../../query/use-query';
import { oneYear, type ParameterState, useParameters } from '../../routing/router';
import { addressOf, type Parameters } from '../../routing/routes';
import { Facet } from './facet';
import { FINDINGS_WORDS } from './words';

const NATION = '000000';
const PAGE = 25;
const SEVERITIES: readonly Severity[] = ['ERROR', 'WARNING', 'INFO'];
const STATUSES: readonly FindingStatus[] = ['OPEN', 'EXPLAINED'];

export default function Findings() {
  const variables = variablesOf(useParameters());
  const answer = useQuery(FindingsPage, variables);
  return (
    <Answered answer={answer}>
      {(data, asked) => <Content data={data} variables={asked} onChange={answer.again} />}
    </Answered>
  );
}

function variablesOf({ text, number, list }: ParameterState): FindingsPageVariables {
  const within = text('within') ?? NATION;
  const body = text('body');
  const kind = text('kind');
  const rules = list('rule');
  return {
    within,
    first: PAGE,
    after: text('after') ?? null,
    filter: {
      within,
      years: oneYear(number('year')),
      kinds: kind === undefined ? null : [kind],
      departments: body === undefined ? null : [body],
      rules: rules.length === 0 ? null : rules,
      severity: SEVERITIES.find((each) => each === text('severity')) ?? null,
      status: STATUSES.find((each) => each === text('status')) ?? null,
    },
  };
}

interface ContentProps {
  readonly data: FindingsPageResult;
  readonly variables: FindingsPageVariables;
  readonly onChange: () => void;
}

function Content({ data, variables, onChange }: ContentProps) {
  const year = variables.filter.years?.from ?? data.dataset.latestYear;
  const say = useWords(FINDINGS_WORDS);
  const { region, findings } = data;
  const { kinds, departments, rules, severity, status } = variables.filter;
  const place = region?.name ?? variables.within;
  const asked: Parameters = { within: variables.within, year, kinds, departments, rules, severity, status };
  const reports: Parameters = { within: variables.within, year, kinds, departments };
  return (
    <PageFrame
      frame={data}
      title={say('title')}
      subtitle={`${say('of', { place, year })} · ${say('count', { count: whole(findings.totalCount) })}`}
      trail={[...(region?.ancestors ?? []), ...(region ? [region] : [])].map(({ code, name }) => ({
        label: name,
        href: addressOf('findings', {}, { within: code, year }),
      }))}
      question={{ operation: FindingsPage, variables }}
      exports={[
        ...['csv', 'xlsx'].map((format) => ({ file: `findings.${format}`, parameters: asked })),
        {
          file: 'rule-results.xlsx',
          parameters: reports,
          label: say('ruleResults', { format: 'XLSX' }),
        },
      ]}
      controls={<Controls data={data} year={year} />}
    >
      <Severities data={data} />
      <div class="faceted">
        <Facets data={data} />
        <List data={data} onChange={onChange} />
      </div>
    </PageFrame>
  );
}

function Controls({ data, year }: Pick<ContentProps, 'data'> & { readonly year: number }) {
  const say = useWords(FINDINGS_WORDS);
  const checks = useWords(CHECK_WORDS);
  const { text, change } = useParameters();
  const choices = <T extends string>(all: readonly T[], any: string, label: (each: T) => string) => [
    { value: '', label: any },
    ...all.map((value) => ({ value, label: label(value) })),
  ];
  return (
    <>
      <YearSelect year={year} years={data.dataset.years} />
      <SubjectPicker
        label={say('place')}
        bodies={false}
        shown={data.region?.fullName}
        onChoose={({ code }) => change({ within: code, after: undefined })}
      />
      <KindSelect kinds={data.departmentKinds} />
      <Select
        label={say('severity')}
        value={text('severity') ?? ''}
        options={choices(SEVERITIES, say('allSeverities'), (each) => checks(each))}
        onChange={(severity) => change({ severity, after: undefined })}
      />
      <Select
        label={say('status')}
        value={text('status') ?? ''}
        options={choices(STATUSES, say('allStatuses'), (each) => checks(each))}
        onChange={(status) => change({ status, after: undefined })}
      />
    </>
  );
}

function Severities({ data: { bySeverity } }: Pick<ContentProps, 'data'>) {
  const say = useWords(FINDINGS_WORDS);
  const checks = useWords(CHECK_WORDS);
  const { text, with: link } = useParameters();
  return (
    <ul class="tallies">
      {SEVERITIES.flatMap((severity) => {
        const tally = bySeverity.nodes.find((each) => each.severity === severity);
        if (!tally) return [];
        const { findings, open, bodies } = tally;
        const chosen = text('severity') === severity;
        return [
          <li key={severity}>
            <a
              href={link({ severity: chosen ? undefined : severity, after: undefined })}
              aria-current={chosen ? 'true' : undefined}
              class={`severity-text-${severity}`}
            >
              {say('counts', {
                label: checks(severity),
                findings: whole(findings),
                open: whole(open),
                bodies: whole(bodies),
              })}
            </a>
          </li>,
        ];
      })}
    </ul>
  );
}

function Facets({ data }: Pick<ContentProps, 'data'>) {
  const say = useWords(FINDINGS_WORDS);
  const regions = data.byRegion.nodes.flatMap(({ region, findings }) => (region ? [{ ...region, findings }] : []));
  return (
    <div class="facets">
      <Facet
        title={say('byRegion')}
        parameter="within"
        items={regions
          .filter(({ code }) => code !== data.region?.code)
          .map(({ code, name, findings }) => ({ value: code, label: name, findings }))}
      />
      <Facet
        title={say('byRule')}
        parameter="rule"
        items={data.byRule.nodes.flatMap(({ rule, findings }) =>
          rule ? [{ value: rule.id, label: rule.label, findings }] : [],
        )}
      />
      <Facet
        title={say('byKind')}
        parameter="kind"
        items={data.byKind.nodes.flatMap(({ departmentKind, findings }) =>
          departmentKind ? [{ value: departmentKind.code, label: departmentKind.label, findings }] : [],
        )}
      />
    </div>
  );
}

function List({ data: { findings }, onChange }: Pick<ContentProps, 'data' | 'onChange'>) {
  const say = useWords(FINDINGS_WORDS);
  const common = useCommonWords();
  const checks = useWords(CHECK_WORDS);
  const review = useWords(REVIEW_WORDS);
  const { text, with: link } = useParameters();
  return (
    <section class="finding-list" aria-label={say('title')}>
      {text('body') !== undefined && (
        <p class="filing-line">
          {say('oneBody')} <a href={link({ body: undefined, after: undefined })}>{common('clear')}</a>
        </p>
      )}
      {findings.nodes.length > 0 && <WithoutToken>{review('needsToken')}</WithoutToken>}
      {findings.nodes.length === 0 && <p>{say('none')}</p>}
      {findings.nodes.map((finding) => {
        const { department, report } = finding;
        return (
          <FindingItem
            key={finding.id}
            finding={finding}
            where={
              <>
                {report ? (
                  <a href={addressOf('report', { id: report.id }, { finding: finding.id })}>{department.name}</a>
                ) : (
                  department.name
                )}{' '}
                <small>
                  {department.region.fullName} · {report ? checks(report.scope) : say('noReport')}
                </small>
              </>
            }
          >
            <Review finding={finding} report={report?.id ?? null} onDone={onChange} />
          </FindingItem>
        );
      })}
      <p class="pages screen-only">
        {text('after') !== undefined && <a href={link({ after: undefined })}>{say('fromStart')}</a>}
        {findings.pageInfo.hasNextPage && <a href={link({ after: findings.pageInfo.endCursor })}>{say('next')}</a>}
      </p>
      <p class="filing-line">{say('noneHint')}</p>
    </section>
  );
}
