/** Check a draft before it is published; with a token, import it. */
import { useId, useState } from 'preact/hooks';
import { useLanguage, useWords } from '../../language/language';
import { CHECK_WORDS } from '../../parts/check-words';
import { Select } from '../../parts/controls';
import { PageFrame } from '../../parts/page-frame';
import { SubjectPicker } from '../../parts/pickers';
import { Answered } from '../../parts/states';
import { WithoutToken } from '../../parts/token-hint';
import { CheckDraft, DraftStart, type DraftStartResult } from '../../queries/draft';
import type { Scope } from '../../queries/schema';
import { useToken } from '../../query/token';
import { useQuery } from '../../query/use-query';
import { type ParameterState, useParameters } from '../../routing/router';
import { type Given, useBatch } from './batch';
import { DraftView } from './draft-view';
import { FileList } from './file-list';
import { DRAFT_WORDS } from './words';

const MEGABYTE = 1_000_000;
const SCOPES: readonly Scope[] = ['OWN', 'CONSOLIDATED'];

export default function Check() {
  // Its limits are those of the token in use.
  useToken();
  const answer = useQuery(DraftStart, {});
  return <Answered answer={answer}>{(data) => <Content data={data} />}</Answered>;
}

function givenIn({ text, number }: ParameterState): Given {
  return {
    year: number('year') ?? null,
    department: text('body') ?? null,
    region: text('region') ?? null,
    scope: SCOPES.find((each) => each === text('scope')) ?? null,
  };
}

function Content({ data }: { readonly data: DraftStartResult }) {
  const say = useWords(DRAFT_WORDS);
  const language = useLanguage();
  const given = givenIn(useParameters());
  const { bytes, perMinute } = data.draftLimits;
  const batch = useBatch(given, language, bytes);
  const [looked, setLooked] = useState<number>();
  const read = batch.files.filter(({ draft }) => draft);
  const shown = read.find(({ id }) => id === looked) ?? read.at(-1);
  const megabytes = bytes === null ? '' : (bytes / MEGABYTE).toFixed(1);
  return (
    <PageFrame
      frame={data}
      title={say('title')}
      question={{
        operation: CheckDraft,
        variables: { input: { ...given, fileName: 'report.txt', text: '……' } },
      }}
      controls={<GivenFields given={given} />}
    >
      <p class="lead screen-only">{say('lead')}</p>
      {perMinute === 0 ? <p class="banner">{say('off')}</p> : <DropZone onFiles={batch.add} />}
      <p class="filing-line screen-only">
        {perMinute === null
          ? say('limitBytes', { size: megabytes })
          : say('limits', { size: megabytes, count: perMinute })}
      </p>
      <WithoutToken>{say('importHint')}</WithoutToken>
      <FileList batch={batch} limit={megabytes} looked={shown?.id} onLook={setLooked} />
      {shown?.draft && <DraftView key={shown.id} draft={shown.draft} fileName={shown.file.name} />}
    </PageFrame>
  );
}

function GivenFields({ given }: { readonly given: Given }) {
  const say = useWords(DRAFT_WORDS);
  const checks = useWords(CHECK_WORDS);
  const { change } = useParameters();
  const [year, body] = [useId(), useId()];
  return (
    <>
      <p class="controls-title">{say('given')}</p>
      <div class="control">
        <label for={year}>{say('year')}</label>
        <input
          id={year}
          type="number"
          min={2008}
          max={2100}
          value={given.year ?? ''}
          onChange={(event) => change({ year: event.currentTarget.value }, { replace: true })}
        />
      </div>
      <div class="control">
        <label for={body}>{say('body')}</label>
        <input
          id={body}
          type="text"
          value={given.department ?? ''}
          onChange={(event) => change({ body: event.currentTarget.value.trim() }, { replace: true })}
        />
      </div>
      <SubjectPicker
        label={say('region')}
        bodies={false}
        shown={given.region ?? ''}
        onChoose={({ code }) => change({ region: code }, { replace: true })}
      />
      <Select
        label={say('scope')}
        value={given.scope ?? ''}
        options={[{ value: '', label: say('asSaid') }, ...SCOPES.map((value) => ({ value, label: checks(value) }))]}
        onChange={(scope) => change({ scope }, { replace: true })}
      />
    </>
  );
}

function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const say = useWords(DRAFT_WORDS);
  const id = useId();
  const [over, setOver] = useState(false);
  const hand = (list: FileList | null | undefined) => {
    if (list && list.length > 0) onFiles([...list]);
  };
  return (
    // Dropping is a short cut to the field within.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      class={over ? 'drop drop-over screen-only' : 'drop screen-only'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        hand(event.dataTransfer?.files);
      }}
    >
      <p>
        {say('drop')}{' '}
        <label for={id} class="button">
          {say('pick')}
        </label>
      </p>
      <input
        id={id}
        class="file-field"
        type="file"
        multiple
        onChange={(event) => {
          hand(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
