/** One failed check: how much it matters, what was found, on what ground, and what is to be done. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../language/language';
import type { CheckParts } from '../queries/checks';
import { CHECK_WORDS } from './check-words';

export interface FindingItemProps {
  readonly finding: CheckParts & { readonly status?: 'OPEN' | 'EXPLAINED'; readonly note?: string | null };
  /** Before the message: whose report it is. */
  readonly where?: ComponentChildren;
  /** Under it: what can be done. */
  readonly children?: ComponentChildren;
}

export function FindingItem({ finding, where, children }: FindingItemProps) {
  const say = useWords(CHECK_WORDS);
  const { rule, message, expected, found, status, note } = finding;
  const severity = rule?.severity ?? 'INFO';
  return (
    <article class={`finding finding-${status === 'EXPLAINED' ? 'explained' : severity}`}>
      {where && <p class="finding-where">{where}</p>}
      <p class="finding-message">
        <span class={`severity severity-${severity}`}>{say(severity)}</span> {message}
      </p>
      <p class="finding-ground">
        {rule && (
          <>
            <code>{rule.id}</code> {rule.label} · {say('basis', { basis: say(rule.basis) })}
          </>
        )}
        {expected !== null && found !== null && <> · {say('compared', { expected, found })}</>}
      </p>
      {status === 'EXPLAINED' && <p class="finding-note">{note ? say('explainedBy', { note }) : say('EXPLAINED')}</p>}
      {children}
    </article>
  );
}

/** Rules that could not be assessed: not the same as none that failed. */
export function Unassessed({ rules }: { readonly rules: readonly { readonly id: string; readonly label: string }[] }) {
  const say = useWords(CHECK_WORDS);
  if (rules.length === 0) return null;
  return (
    <p class="filing-line">
      {say('unassessed')}
      {rules.map(({ label }) => label).join('；')}
    </p>
  );
}
