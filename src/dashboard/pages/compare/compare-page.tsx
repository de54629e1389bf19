/** Regions and bodies against each other: metrics by years, with the median of their peers. */
import { useWords } from '../../language/language';
import { BASES, BasisSelect, Select, Views } from '../../parts/controls';
import { PageFrame } from '../../parts/page-frame';
import { MetricPicker, SubjectPicker } from '../../parts/pickers';
import { Answered } from '../../parts/states';
import { ComparePage, type ComparePageResult, type ComparePageVariables } from '../../queries/compare';
import type { MetricKey } from '../../queries/schema';
import { useQuery } from '../../query/use-query';
import { useParameters } from '../../routing/router';
import { CompareBars, CompareLines, CompareScatter } from './compare-charts';
import { CompareTable } from './compare-table';
import { COMPARE_WORDS } from './words';

export type Comparison = ComparePageResult['comparison'];
export type ComparedSubject = Comparison['subjects'][number];

const METRICS: readonly MetricKey[] = ['RECEIVED', 'REFUSAL_RATE'];
const VIEWS = ['table', 'lines', 'bars', 'scatter'] as const;
/** More lines than that cannot be told apart. */
const MOST_SUBJECTS = 12;

/** The name of a subject; a body's says its place already. */
export function nameOf(subject: ComparedSubject): string {
  return 'name' in subject ? subject.name : '';
}

export default function Compare() {
  const { list, number, choice } = useParameters();
  const given = list('metrics') as readonly MetricKey[];
  const variables: ComparePageVariables = {
    subjects: list('subjects').slice(0, MOST_SUBJECTS),
    metrics: given.length > 0 ? given : METRICS,
    years: { from: number('from'), to: number('to') },
    basis: choice('basis', BASES),
  };
  const answer = useQuery(ComparePage, variables);
  return <Answered answer={answer}>{(data, asked) => <Content data={data} variables={asked} />}</Answered>;
}

function Content({ data, variables }: { readonly data: ComparePageResult; readonly variables: ComparePageVariables }) {
  const say = useWords(COMPARE_WORDS);
  const { change, choice, number, with: link } = useParameters();
  const view = choice('view', VIEWS);
  const { comparison, dataset } = data;
  const { subjects, metrics, basis } = variables;
  // What the address does not say: from the first year that has reports to the latest.
  const years = { from: comparison.years[0]!, to: comparison.years.at(-1)! };
  const name = comparison.subjects.length > 0 ? comparison.subjects.map(nameOf).join('、') : undefined;
  const span = dataset.years.map((year) => ({ value: String(year), label: String(year) }));
  return (
    <PageFrame
      frame={data}
      title={say('title')}
      subtitle={name}
      question={{ operation: ComparePage, variables }}
      exports={
        subjects.length === 0
          ? []
          : ['csv', 'xlsx'].map((format) => ({
              file: `comparison.${format}`,
              parameters: { subjects, metrics, years: `${years.from}-${years.to}`, basis },
            }))
      }
      controls={
        <>
          <SubjectPicker
            label={say('add')}
            onChoose={({ id }) => change({ subjects: [...new Set([...subjects, id])] })}
          />
          <MetricPicker
            label={say('addMetric')}
            onChoose={(key) => change({ metrics: [...new Set([...metrics, key])] })}
          />
          <Select
            label={say('from')}
            value={String(number('from') ?? years.from)}
            options={span}
            onChange={(from) => change({ from })}
          />
          <Select
            label={say('to')}
            value={String(number('to') ?? years.to)}
            options={span}
            onChange={(to) => change({ to })}
          />
          <BasisSelect />
        </>
      }
    >
      <ul class="chips" aria-label={say('subjects')}>
        {comparison.subjects.map((subject) => (
          <Chip
            key={subject.id}
            label={nameOf(subject)}
            href={link({ subjects: subjects.filter((id) => id !== subject.id) })}
          />
        ))}
      </ul>
      <ul class="chips" aria-label={say('metrics')}>
        {comparison.metrics.map(({ key, label }) => (
          <Chip
            key={key}
            label={label}
            href={metrics.length > 1 ? link({ metrics: metrics.filter((each) => each !== key) }) : undefined}
          />
        ))}
      </ul>
      {subjects.length === 0 ? (
        <div class="state state-empty">
          <p>{say('empty')}</p>
          <p>{say('lead')}</p>
        </div>
      ) : (
        <>
          <Views
            label={say('views')}
            views={VIEWS.map((each) => ({
              label: say(each),
              href: link({ view: each === 'table' ? undefined : each }),
              current: each === view,
            }))}
          />
          {view === 'table' && <CompareTable comparison={comparison} />}
          {view === 'lines' && <CompareLines comparison={comparison} />}
          {view === 'bars' && <CompareBars comparison={comparison} />}
          {view === 'scatter' && <CompareScatter comparison={comparison} />}
        </>
      )}
    </PageFrame>
  );
}

/** What is chosen; the link takes it away. */
function Chip({ label, href }: { readonly label: string; readonly href: string | undefined }) {
  const say = useWords(COMPARE_WORDS);
  return (
    <li>
      {label}
      {href && (
        <a href={href} aria-label={say('remove', { name: label })}>
          ×
        </a>
      )}
    </li>
  );
}
