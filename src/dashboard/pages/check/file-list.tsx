/** The files that were handed in: how far each is, what was found, and what can be done with it. */
import { useState } from 'preact/hooks';
import { useWords } from '../../language/language';
import { useToken } from '../../query/token';
import { addressOf } from '../../routing/routes';
import type { Batch, Draft, HandedFile } from './batch';
import { messageHere } from './here';
import { DRAFT_WORDS } from './words';

const MEGABYTE = 1_000_000;

export interface FileListProps {
  readonly batch: Batch;
  /** Largest file, in MB, as it is written. */
  readonly limit: string;
  readonly looked: number | undefined;
  readonly onLook: (id: number) => void;
}

export function FileList({ batch, limit, looked, onLook }: FileListProps) {
  const say = useWords(DRAFT_WORDS);
  const token = useToken();
  const { files } = batch;
  if (files.length === 0) return null;
  const done = files.filter(({ state }) => !['WAITING', 'READING'].includes(state)).length;
  const ready = files.filter(({ state }) => state === 'READ').map(({ id }) => id);
  return (
    <section class="files screen-only" aria-label={say('files')}>
      <p role="status">
        {say('progress', { done, all: files.length })}{' '}
        {done < files.length && <progress aria-label={say('files')} max={files.length} value={done} />}
      </p>
      <ul>
        {files.map((handed) => (
          <li key={handed.id} class={handed.id === looked ? 'file file-looked' : 'file'}>
            <span class="file-name">{handed.file.name}</span>
            <StateOf handed={handed} limit={limit} />
            {handed.draft && handed.id !== looked && (
              <button type="button" class="link" onClick={() => onLook(handed.id)}>
                {say('look')}
              </button>
            )}
            {handed.state === 'REFUSED' && (
              <button type="button" class="link" onClick={() => batch.again(handed.id)}>
                {say('again')}
              </button>
            )}
            {handed.report && <a href={addressOf('report', { id: handed.report })}>{say('toReport')}</a>}
          </li>
        ))}
      </ul>
      {token !== null && ready.length > 0 && <Import count={ready.length} onImport={() => batch.take(ready)} />}
    </section>
  );
}

function StateOf({ handed, limit }: { readonly handed: HandedFile; readonly limit: string }) {
  const say = useWords(DRAFT_WORDS);
  const { state, draft, failure, outcome, file } = handed;
  const label = state === 'DONE' ? say(outcome ?? 'IMPORTED') : say(state);
  return (
    <>
      <span class={`file-state file-${state}`}>{label}</span>
      {draft && <span class="file-counts">{say('errors', countsOf(draft))}</span>}
      {failure && (
        <span class="file-failure" role="alert">
          {failureText(say, failure.code, failure.message, file.size, limit)}
        </span>
      )}
    </>
  );
}

function failureText(
  say: ReturnType<typeof useWords<typeof DRAFT_WORDS>>,
  code: string,
  message: string,
  size: number,
  limit: string,
): string {
  if (code === 'TOO_LARGE' && message === '') return say('tooLarge', { size: (size / MEGABYTE).toFixed(1), limit });
  return messageHere(message) || code;
}

function countsOf({ findings }: Draft): Record<'errors' | 'warnings' | 'notes', number> {
  const count = (severity: string) => findings.filter(({ rule }) => rule?.severity === severity).length;
  return { errors: count('ERROR'), warnings: count('WARNING'), notes: count('INFO') };
}

function Import({ count, onImport }: { readonly count: number; readonly onImport: () => void }) {
  const say = useWords(DRAFT_WORDS);
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {count === 1 ? say('importOne') : say('importAll', { count })}
      </button>
    );
  return (
    <p role="alert">
      {say('confirmOne')}{' '}
      <button
        type="button"
        class="button"
        onClick={() => {
          setAsking(false);
          onImport();
        }}
      >
        {say('confirm')}
      </button>{' '}
      <button type="button" class="link" onClick={() => setAsking(false)}>
        {say('cancel')}
      </button>
    </p>
  );
}
