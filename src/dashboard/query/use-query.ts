/** The answer to a view's question, kept for the way back, with the states that a page has to show. */
import { useEffect, useState } from 'preact/hooks';
import { type Language, useLanguage } from '../language/language';
import { ask, Failure } from './ask';
import type { Operation } from './operation';
import { tokenChanges, useToken } from './token';

export interface Answer<Result> {
  /** The answer; of the question before, as long as the present one is waited for. */
  readonly data: Result | undefined;
  readonly failure: Failure | undefined;
  /** Whether an answer is waited for. */
  readonly waiting: boolean;
  /** Asks again. */
  readonly again: () => void;
}

/** Answers to the last questions, so that going back shows a page at once. */
const kept = new Map<string, unknown>();
const KEPT_ANSWERS = 40;

function keep(key: string, data: unknown): void {
  kept.delete(key);
  kept.set(key, data);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_ANSWERS && oldest !== undefined) kept.delete(oldest);
}

/** After a change of the data, nothing that was read before holds. */
export function forgetAnswers(): void {
  kept.clear();
}

function keyOf(operation: Operation<never, unknown>, variables: unknown, language: Language): string {
  return `${language} ${tokenChanges()} ${operation.name} ${JSON.stringify(variables)}`;
}

interface Held<Result> {
  readonly key: string | undefined;
  readonly data: Result | undefined;
  readonly failure: Failure | undefined;
}

/** Asks a question, and again whenever its variables or the token change; `undefined` asks nothing. */
export function useQuery<Variables, Result>(
  operation: Operation<Variables, Result>,
  variables: Variables | undefined,
): Answer<Result> {
  const language = useLanguage();
  useToken();
  const key = variables === undefined ? undefined : keyOf(operation, variables, language);
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<Held<Result>>({ key: undefined, data: undefined, failure: undefined });
  useEffect(() => {
    if (key === undefined || variables === undefined) return undefined;
    const known = kept.get(key) as Result | undefined;
    if (known !== undefined) {
      setHeld({ key, data: known, failure: undefined });
      return undefined;
    }
    const controller = new AbortController();
    ask(operation, variables, { language, signal: controller.signal }).then(
      (data) => {
        keep(key, data);
        if (!controller.signal.aborted) setHeld({ key, data, failure: undefined });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const failure = error instanceof Failure ? error : new Failure('UNREADABLE', String(error));
        setHeld({ key, data: undefined, failure });
      },
    );
    return () => controller.abort();
  }, [key, round]);
  const known = key === undefined ? undefined : (kept.get(key) as Result | undefined);
  const mine = held.key === key;
  return {
    data: key === undefined ? undefined : (known ?? (mine ? held.data : held.failure ? undefined : held.data)),
    failure: mine ? held.failure : undefined,
    waiting: key !== undefined && !mine && known === undefined,
    again: () => {
      setHeld({ key: undefined, data: undefined, failure: undefined });
      setRound((before) => before + 1);
    },
  };
}
