/** The answer to a view's question, kept for the way back, with the states that a page has to show. */
import { useEffect, useState } from 'preact/hooks';
import { type Language, useLanguage } from '../language/language';
import { ask, Failure } from './ask';
import type { Operation } from './operation';
import { tokenChanges, useToken } from './token';

export interface Answer<Result, Variables = unknown> {
  /** The answer; of the question before, as long as the present one is waited for. */
  readonly data: Result | undefined;
  /** The variables that `data` answers: figures are never shown under what they do not belong to. */
  readonly asked: Variables;
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

interface Held<Result, Variables> {
  readonly key: string | undefined;
  readonly asked: Variables;
  readonly data: Result | undefined;
  readonly failure: Failure | undefined;
}

/** Asks a question, and again whenever its variables or the token change. */
export function useQuery<Variables, Result>(
  operation: Operation<Variables, Result>,
  variables: Variables,
): Answer<Result, Variables> {
  const language = useLanguage();
  useToken();
  const key = keyOf(operation, variables, language);
  const [round, setRound] = useState(0);
  const nothing: Held<Result, Variables> = { key: undefined, asked: variables, data: undefined, failure: undefined };
  const [held, setHeld] = useState(nothing);
  useEffect(() => {
    const known = kept.get(key) as Result | undefined;
    if (known !== undefined) {
      setHeld({ key, asked: variables, data: known, failure: undefined });
      return undefined;
    }
    const controller = new AbortController();
    ask(operation, variables, { language, signal: controller.signal }).then(
      (data) => {
        keep(key, data);
        if (!controller.signal.aborted) setHeld({ key, asked: variables, data, failure: undefined });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const failure = error instanceof Failure ? error : new Failure('UNREADABLE', String(error));
        setHeld({ key, asked: variables, data: undefined, failure });
      },
    );
    return () => controller.abort();
  }, [key, round]);
  const known = kept.get(key) as Result | undefined;
  const mine = held.key === key;
  const present = mine || known !== undefined || held.data === undefined;
  return {
    data: known ?? held.data,
    asked: present ? variables : held.asked,
    failure: mine ? held.failure : undefined,
    waiting: !mine && known === undefined,
    again: () => {
      setHeld(nothing);
      setRound((before) => before + 1);
    },
  };
}
