/** What a person with a token can do about a finding: explain it, open it again, apply the correction that it proposes. */
import { useId, useState } from 'preact/hooks';
import { useLanguage, useWords } from '../language/language';
import type { FindingParts } from '../queries/checks';
import { CorrectFigure, ExplainFinding } from '../queries/findings';
import { ask, Failure } from '../query/ask';
import { useToken } from '../query/token';
import { forgetAnswers } from '../query/use-query';
import { REVIEW_WORDS } from './review-words';

export interface ReviewProps {
  readonly finding: FindingParts;
  /** Of the finding; null where there is none to correct. */
  readonly report: string | null;
  /** Called once something changed. */
  readonly onDone: () => void;
}

type Task = 'EXPLAIN' | 'REOPEN' | 'CORRECT';

/** Problems of the input come as data, others as failures. */
type Outcome = { readonly userErrors: readonly { readonly message: string }[] };

export function Review({ finding, report, onDone }: ReviewProps) {
  const say = useWords(REVIEW_WORDS);
  const token = useToken();
  const [task, setTask] = useState<Task>();
  if (token === null) return null;
  const done = () => {
    setTask(undefined);
    forgetAnswers();
    onDone();
  };
  if (task)
    return (
      <ReviewForm task={task} finding={finding} report={report} onDone={done} onCancel={() => setTask(undefined)} />
    );
  return (
    <p class="review">
      {finding.status === 'OPEN' ? (
        <button type="button" class="link" onClick={() => setTask('EXPLAIN')}>
          {say('explain')}
        </button>
      ) : (
        <button type="button" class="link" onClick={() => setTask('REOPEN')}>
          {say('reopen')}
        </button>
      )}
      {report !== null && finding.proposal.length > 0 && (
        <button type="button" class="link" onClick={() => setTask('CORRECT')}>
          {say('apply')}
        </button>
      )}
    </p>
  );
}

interface ReviewFormProps extends ReviewProps {
  readonly task: Task;
  readonly onCancel: () => void;
}

function ReviewForm({ task, finding, report, onDone, onCancel }: ReviewFormProps) {
  const say = useWords(REVIEW_WORDS);
  const language = useLanguage();
  const id = useId();
  const [text, setText] = useState('');
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    setSaving(true);
    setProblem(undefined);
    try {
      for (const change of changesOf(task, finding, report, text.trim())) {
        const { userErrors } = await change(language);
        if (userErrors[0]) throw new Failure('REFUSED', userErrors[0].message);
      }
      onDone();
    } catch (error) {
      setProblem(error instanceof Failure && error.message ? error.message : String(error));
      setSaving(false);
    }
  };
  return (
    <form
      class="review review-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !saving) save();
      }}
    >
      {task === 'CORRECT' && (
        <p>
          {finding.proposal.map(({ cell, value }) => (
            <span key={cell} class="proposed">
              <code>{cell}</code> {say('proposed', { value })}
            </span>
          ))}
        </p>
      )}
      <label for={id}>{say(task === 'EXPLAIN' ? 'note' : 'reason')}</label>
      <textarea id={id} rows={2} required value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <button type="submit" class="button" disabled={saving}>
        {say(saving ? 'saving' : task === 'CORRECT' ? 'apply' : 'save')}
      </button>
      <button type="button" class="link" onClick={onCancel}>
        {say('cancel')}
      </button>
      {problem !== undefined && (
        <p class="review-problem" role="alert">
          {say('refused', { message: problem })}
        </p>
      )}
    </form>
  );
}

/** A correction of several cells is several changes, one after the other: each of them is whole by itself. */
function changesOf(
  task: Task,
  finding: FindingParts,
  report: string | null,
  text: string,
): readonly ((language: 'zh' | 'en') => Promise<Outcome>)[] {
  if (task === 'CORRECT' && report !== null)
    return finding.proposal.map(
      ({ cell, value }) =>
        async (language) =>
          (await ask(CorrectFigure, { input: { report, cell, value, reason: text } }, { language })).correctFigure,
    );
  const input = { finding: finding.id, note: task === 'EXPLAIN' ? text : null, reason: text };
  return [async (language) => (await ask(ExplainFinding, { input }, { language })).explainFinding];
}
