/** What a page shows where it has nothing to show yet, nothing at all, or no answer. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useCommonWords } from '../language/language';
import type { Failure } from '../query/ask';
import type { Answer } from '../query/use-query';

const SLOW_MS = 4000;

/** Named in words for screen readers; after a while it says that the server is slow. */
export function Loading() {
  const say = useCommonWords();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="state state-loading" role="status">
      <span class="state-bar" />
      <p>{say(slow ? 'stillLoading' : 'loading')}</p>
    </div>
  );
}

/** Nothing fits what was asked; the children may say what to do. */
export function Empty({ children }: { readonly children?: ComponentChildren }) {
  const say = useCommonWords();
  return (
    <div class="state state-empty">
      <p>{say('nothing')}</p>
      {children}
    </div>
  );
}

export function FailureNote({ failure, again }: { readonly failure: Failure; readonly again?: () => void }) {
  const say = useCommonWords();
  const text =
    failure.code === 'UNREACHABLE'
      ? say('unreachable')
      : failure.code === 'UNREADABLE'
        ? say('unreadable', { detail: failure.message })
        : failure.message;
  return (
    <div class="state state-failed" role="alert">
      <h1 class="state-title">{say('failed')}</h1>
      <p>{text}</p>
      {failure.retryAfter !== undefined && <p>{say('retryAfter', { seconds: failure.retryAfter })}</p>}
      <p class="state-code">{failure.code}</p>
      {again && (
        <button type="button" class="button" onClick={again}>
          {say('again')}
        </button>
      )}
    </div>
  );
}

export interface AnsweredProps<Result, Variables> {
  readonly answer: Answer<Result, Variables>;
  /** Given the variables that the data answer. */
  readonly children: (data: Result, asked: Variables) => ComponentChildren;
}

/** The answer where it is there; while a next one is waited for, the one before, marked as such. */
export function Answered<Result, Variables>({ answer, children }: AnsweredProps<Result, Variables>) {
  const say = useCommonWords();
  const { data, asked, failure, waiting, again } = answer;
  if (failure) return <FailureNote failure={failure} again={again} />;
  if (data === undefined) return <Loading />;
  return (
    <div class={waiting ? 'answered answered-old' : 'answered'} aria-busy={waiting}>
      {waiting && (
        <p class="answered-note" role="status">
          {say('refreshing')}
        </p>
      )}
      {children(data, asked)}
    </div>
  );
}
