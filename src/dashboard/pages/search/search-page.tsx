/** Full text over bodies, titles and narratives, with what was found marked. */
import { useId, useState } from 'preact/hooks';
import { useWords } from '../../language/language';
import { whole } from '../../numbers/format';
import { Select } from '../../parts/controls';
import { PageFrame } from '../../parts/page-frame';
import { SubjectPicker } from '../../parts/pickers';
import { Answered, Empty } from '../../parts/states';
import { SearchPage, type SearchPageResult, type SearchPageVariables } from '../../queries/search';
import { useQuery } from '../../query/use-query';
import { oneYear, useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { SEARCH_WORDS } from './words';

type Hit = NonNullable<SearchPageResult['search']>['nodes'][number];

const PAGE = 20;
const MOST = 200;

export default function Search() {
  const { text, number } = useParameters();
  const words = text('text')?.slice(0, 200) ?? '';
  const year = number('year');
  const variables: SearchPageVariables = {
    text: words,
    filter: { within: text('within'), years: year === undefined ? undefined : oneYear(year) },
    first: Math.min(number('rows') ?? PAGE, MOST),
    asked: words.trim() !== '',
  };
  const answer = useQuery(SearchPage, variables);
  return <Answered answer={answer}>{(data, asked) => <Content data={data} variables={asked} />}</Answered>;
}

interface ContentProps {
  readonly data: SearchPageResult;
  readonly variables: SearchPageVariables;
}

function Content({ data, variables }: ContentProps) {
  const say = useWords(SEARCH_WORDS);
  const { text, change, with: link } = useParameters();
  const { search, regions, dataset } = data;
  const years = [...dataset.years].reverse().map((year) => ({ value: String(year), label: String(year) }));
  return (
    <PageFrame
      frame={data}
      title={say('title')}
      subtitle={search && say('found', { count: whole(search.totalCount) })}
      question={{ operation: SearchPage, variables }}
      exports={
        search
          ? ['csv', 'xlsx'].map((format) => ({
              file: `search.${format}`,
              parameters: { text: variables.text, within: text('within'), year: text('year') },
            }))
          : []
      }
      controls={
        <>
          <WordsField key={variables.text} words={variables.text} />
          <Select
            label={say('year')}
            value={text('year') ?? ''}
            options={[{ value: '', label: say('allYears') }, ...years]}
            onChange={(year) => change({ year, rows: undefined })}
          />
          <SubjectPicker
            label={say('within')}
            bodies={false}
            shown={text('within') ?? ''}
            onChoose={({ code }) => change({ within: code, rows: undefined })}
          />
          {text('within') && (
            <button type="button" class="link" onClick={() => change({ within: undefined })}>
              {say('withinClear')}
            </button>
          )}
        </>
      }
    >
      {!search && <p class="lead">{say('lead')}</p>}
      {regions && regions.nodes.length > 0 && (
        <p>
          {say('regions')}
          {regions.nodes.map(({ code, fullName }, at) => (
            <span key={code}>
              {at > 0 && '、'}
              <a href={addressOf('region', { code })}>{fullName}</a>
            </span>
          ))}
        </p>
      )}
      {search && search.nodes.length === 0 && <Empty />}
      {search && (
        <ol class="hits">
          {search.nodes.map((hit) => (
            <HitItem key={hit.report?.id ?? hit.department.id} hit={hit} />
          ))}
        </ol>
      )}
      {search && search.totalCount > search.nodes.length && variables.first < MOST && (
        <p>
          <a class="button button-plain" href={link({ rows: variables.first + PAGE })}>
            {say('more')}
          </a>
        </p>
      )}
    </PageFrame>
  );
}

function WordsField({ words }: { readonly words: string }) {
  const say = useWords(SEARCH_WORDS);
  const { change } = useParameters();
  const id = useId();
  const [text, setText] = useState(words);
  return (
    <form
      class="control search-words"
      onSubmit={(event) => {
        event.preventDefault();
        change({ text: text.trim(), rows: undefined });
      }}
    >
      <label for={id}>{say('text')}</label>
      <span>
        <input
          id={id}
          type="search"
          maxLength={200}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {say('go')}
        </button>
      </span>
    </form>
  );
}

function HitItem({ hit: { department, report, texts } }: { readonly hit: Hit }) {
  const say = useWords(SEARCH_WORDS);
  const { name, region, reports } = department;
  return (
    <li>
      <h2 class="hit-title">
        {report ? (
          <a href={addressOf('report', { id: report.id })}>
            {name} · {say('report', { year: report.year })}
          </a>
        ) : (
          <a href={addressOf('compare', {}, { subjects: department.id, view: 'lines' })}>{name}</a>
        )}
        <small>
          {region.fullName}
          {report?.scope === 'CONSOLIDATED' && ` · ${say('consolidated')}`}
          {!report && ` · ${say('body')}`}
        </small>
      </h2>
      {!report && reports.nodes.length > 0 && (
        <p class="filing-line">
          {say('years')}
          {reports.nodes.map(({ id, year, scope }, at) => (
            <span key={id}>
              {at > 0 && '、'}
              <a href={addressOf('report', { id })}>
                {year}
                {scope === 'CONSOLIDATED' && `（${say('consolidated')}）`}
              </a>
            </span>
          ))}
        </p>
      )}
      {texts
        .filter(({ field }) => report || field !== 'BODY')
        .map((found) => (
          <p key={`${found.field} ${found.section} ${found.text}`} class="hit-text">
            <small>{say(found.section ?? found.field)}</small> <Marked text={found.text} marks={found.marks} />
          </p>
        ))}
    </li>
  );
}

/** The excerpt as plain text, with what was found marked: nothing in it is ever markup. */
function Marked({ text, marks }: Pick<Hit['texts'][number], 'text' | 'marks'>) {
  const pieces: preact.ComponentChild[] = [];
  let at = 0;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}
