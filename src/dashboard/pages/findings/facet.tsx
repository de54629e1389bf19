/** One way to narrow findings down: its choices with their counts, as links. */
import { useWords } from '../../language/language';
import { whole } from '../../numbers/format';
import { useParameters } from '../../routing/router';
import { FINDINGS_WORDS } from './words';

export interface FacetProps {
  readonly title: string;
  /** Of the address. */
  readonly parameter: string;
  readonly items: readonly { readonly value: string; readonly label: string; readonly findings: number }[];
}

/** Choices that are shown at once. */
const SHOWN = 12;

export function Facet({ title, parameter, items }: FacetProps) {
  const say = useWords(FINDINGS_WORDS);
  const { text, with: link } = useParameters();
  const chosen = text(parameter);
  if (items.length === 0 && chosen === undefined) return null;
  const row = ({ value, label, findings }: FacetProps['items'][number]) => (
    <li key={value}>
      <a href={link({ [parameter]: value, after: undefined })} aria-current={chosen === value ? 'true' : undefined}>
        {label}
      </a>{' '}
      <span class="numeric">{whole(findings)}</span>
    </li>
  );
  return (
    <section class="facet">
      <h2>{title}</h2>
      <ul>
        {chosen !== undefined && (
          <li>
            <a href={link({ [parameter]: undefined, after: undefined })}>{say('all')}</a>
          </li>
        )}
        {items.slice(0, SHOWN).map(row)}
      </ul>
      {items.length > SHOWN && (
        <details>
          <summary>{say('count', { count: `+${items.length - SHOWN}` })}</summary>
          <ul>{items.slice(SHOWN).map(row)}</ul>
        </details>
      )}
    </section>
  );
}
