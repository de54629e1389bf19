/** Pickers whose choice stands in the address. */
import { useId } from 'preact/hooks';
import { useCommonWords } from '../language/language';
import type { Basis } from '../queries/schema';
import { useParameters } from '../routing/router';

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function Select({ label, value, options, onChange }: SelectProps) {
  const id = useId();
  return (
    <div class="control">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Sets `year`; shows the given one where the address has none. */
export function YearSelect({ year, years }: { readonly year: number; readonly years: readonly number[] }) {
  const say = useCommonWords();
  const { change, number } = useParameters();
  // What was chosen, also as long as its answer is waited for.
  const chosen = number('year') ?? year;
  const listed = years.includes(chosen) ? years : [...years, chosen].sort((a, b) => a - b);
  return (
    <Select
      label={say('year')}
      value={String(chosen)}
      options={[...listed].reverse().map((each) => ({ value: String(each), label: String(each) }))}
      onChange={(value) => change({ year: value, after: undefined })}
    />
  );
}

export interface KindSelectProps {
  readonly kinds: readonly { readonly code: string; readonly label: string }[];
}

/** Sets `kind`; none is all of them. */
export function KindSelect({ kinds }: KindSelectProps) {
  const say = useCommonWords();
  const { text, change } = useParameters();
  const options = kinds.map(({ code, label }) => ({ value: code, label }));
  return (
    <Select
      label={say('kind')}
      value={text('kind') ?? ''}
      options={[{ value: '', label: say('allKinds') }, ...options]}
      onChange={(value) => change({ kind: value, after: undefined })}
    />
  );
}

export const BASES = ['COMPUTED', 'FILED', 'BEST'] as const satisfies readonly Basis[];

/** Sets `basis`. */
export function BasisSelect() {
  const say = useCommonWords();
  const { change, choice } = useParameters();
  const labels = { COMPUTED: say('computed'), FILED: say('filed'), BEST: say('best') };
  return (
    <Select
      label={say('basis')}
      value={choice('basis', BASES)}
      options={BASES.map((each) => ({ value: each, label: labels[each] }))}
      onChange={(value) => change({ basis: value === 'COMPUTED' ? undefined : value, after: undefined })}
    />
  );
}

/** Views of one page, as links: the one that is shown stands in the address. */
export interface ViewsProps {
  readonly label: string;
  readonly views: readonly { readonly label: string; readonly href: string; readonly current: boolean }[];
}

export function Views({ label, views }: ViewsProps) {
  return (
    <nav class="views" aria-label={label}>
      <ul>
        {views.map((view) => (
          <li key={view.label}>
            <a href={view.href} aria-current={view.current ? 'page' : undefined}>
              {view.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
