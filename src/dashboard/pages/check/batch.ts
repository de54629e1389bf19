/** Files that a person handed in: read one after the other, then imported where that is asked for. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../language/language';
import {
  CheckDraft,
  type CheckDraftResult,
  type CheckDraftVariables,
  ImportDraft,
  type ImportDraftResult,
} from '../../queries/draft';
import { ask, Failure } from '../../query/ask';
import { forgetAnswers } from '../../query/use-query';

export type Draft = CheckDraftResult['draft'];
/** What the files do not say. */
export type Given = Omit<CheckDraftVariables['input'], 'content' | 'text' | 'fileName'>;

export interface HandedFile {
  readonly id: number;
  readonly file: File;
  readonly state: 'WAITING' | 'READING' | 'READ' | 'REFUSED' | 'IMPORTING' | 'DONE';
  readonly draft?: Draft;
  readonly failure?: Failure;
  readonly outcome?: NonNullable<ImportDraftResult['importReport']['outcome']>;
  /** Id of the report that it became. */
  readonly report?: string;
}

export interface Batch {
  readonly files: readonly HandedFile[];
  add(files: readonly File[]): void;
  /** Reads one again: what it did not say may have been given. */
  again(id: number): void;
  /** Imports those that were read, one after the other. */
  take(ids: readonly number[]): void;
}

type Work = { readonly id: number; readonly task: 'READ' | 'IMPORT' };

export function useBatch(given: Given, language: Language, largest: number | null): Batch {
  const [files, setFiles] = useState<readonly HandedFile[]>([]);
  const [queue, setQueue] = useState<readonly Work[]>([]);
  const working = useRef(false);
  const next = useRef(1);
  // What is given counts as of the moment in which a file is read.
  const now = useRef({ given, language, largest });
  now.current = { given, language, largest };
  const set = (id: number, change: Partial<HandedFile>) =>
    setFiles((before) => before.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const work = async ({ id, task }: Work) => {
    const handed = files.find((each) => each.id === id);
    if (!handed) return;
    set(id, { state: task === 'READ' ? 'READING' : 'IMPORTING', failure: undefined });
    try {
      const input = { ...now.current.given, fileName: handed.file.name };
      if (task === 'READ') {
        if (now.current.largest !== null && handed.file.size > now.current.largest) throw new Failure('TOO_LARGE', '');
        const content = await contentOf(handed.file);
        const { draft } = await ask(CheckDraft, { input: { ...input, content } }, now.current);
        set(id, { state: 'READ', draft });
      } else {
        const content = await contentOf(handed.file);
        const { importReport } = await ask(ImportDraft, { input: { ...input, content } }, now.current);
        const [problem] = importReport.userErrors;
        if (problem) throw new Failure(problem.code, problem.message);
        forgetAnswers();
        set(id, { state: 'DONE', outcome: importReport.outcome!, report: importReport.report!.id });
      }
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure('UNREADABLE', String(error));
      set(id, { state: task === 'READ' ? 'REFUSED' : 'READ', failure });
    }
  };
  useEffect(() => {
    const [first] = queue;
    if (!first || working.current) return;
    working.current = true;
    work(first).finally(() => {
      working.current = false;
      setQueue((before) => before.slice(1));
    });
  }, [queue]);
  return {
    files,
    add: (added) => {
      const handed = added.map((file): HandedFile => ({ id: next.current++, file, state: 'WAITING' }));
      setFiles((before) => [...before, ...handed]);
      setQueue((before) => [...before, ...handed.map(({ id }) => ({ id, task: 'READ' as const }))]);
    },
    again: (id) => setQueue((before) => [...before, { id, task: 'READ' }]),
    take: (ids) => setQueue((before) => [...before, ...ids.map((id) => ({ id, task: 'IMPORT' as const }))]),
  };
}

/** The content of a file in base64. */
function contentOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Failure('UNREADABLE', String(reader.error)));
    reader.readAsDataURL(file);
  });
}
