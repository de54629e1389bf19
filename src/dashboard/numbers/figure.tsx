/** One number: its value, what it is worth, and what it rests on, always together. */
import { useLanguage, useWords } from '../language/language';
import type { ChangeParts, CoverageParts, NumberParts } from '../queries/fragments';
import { inFull, inShort, signed, unitOf, type Written } from './format';
import { NUMBER_WORDS } from './words';

export interface FigureProps {
  /** With its coverage, unless what stands around it says it. */
  readonly figure: Pick<NumberParts, 'value' | 'status'> & { readonly coverage?: CoverageParts };
  readonly metric: Written;
  /** In short (1,139.9万) rather than to the last digit. */
  readonly short?: boolean;
  /** Without the coverage, where a row or a table says it once for all of its numbers. */
  readonly bare?: boolean;
  readonly unit?: boolean;
  /** ≥ for a lower bound rather than words, where there is no room: what it means has to be said beside it. */
  readonly brief?: boolean;
}

/** Whether a number is a lower bound: something that belongs to it is not there. */
export function isPartial({ status }: Pick<NumberParts, 'status'>): boolean {
  return status === 'PARTIAL';
}

/** The number and its mark; where there is none, the reason in words. Never a zero for a missing figure. */
export function Figure({ figure, metric, short = false, bare = false, unit = false, brief = false }: FigureProps) {
  const language = useLanguage();
  const say = useWords(NUMBER_WORDS);
  const { value, status } = figure;
  if (value === null) {
    return <span class="figure figure-none">{say(status)}</span>;
  }
  const partial = isPartial(figure);
  // A ratio of incomplete sums may err either way.
  const mark = metric.kind === 'RATIO' ? say('incomplete') : brief ? '≥' : say('atLeast');
  return (
    <span class={partial ? 'figure figure-partial' : 'figure'}>
      {partial && <span class="figure-mark">{mark} </span>}
      <span class="figure-value">{short ? inShort(value, metric, language) : inFull(value, metric)}</span>
      {unit && <span class="figure-unit"> {unitOf(metric, language)}</span>}
      {!bare && figure.coverage && <CoverageNote coverage={figure.coverage} />}
    </span>
  );
}

/** How many of the expected bodies reported, and the cells that hold no number. */
export function CoverageNote({ coverage }: { readonly coverage: CoverageParts }) {
  const say = useWords(NUMBER_WORDS);
  const { expected, reporting, blank, notApplicable, unreadable } = coverage;
  const notes = [
    expected === 0 && reporting === 0 ? say('nobodyExpected') : say('coverage', { reporting, expected }),
    blank > 0 && say('blanks', { count: blank }),
    notApplicable > 0 && say('notApplicables', { count: notApplicable }),
    unreadable > 0 && say('unreadables', { count: unreadable }),
  ].filter(Boolean);
  return <small class={reporting < expected ? 'coverage coverage-short' : 'coverage'}>{notes.join(' · ')}</small>;
}

export interface ChangeProps {
  readonly change: ChangeParts | null;
  readonly metric: Written;
}

/** Change against the year before: of a ratio in percentage points, otherwise relative; a break is named. */
export function Change({ change, metric }: ChangeProps) {
  const say = useWords(NUMBER_WORDS);
  if (change === null) return null;
  const { absolute, relative, status } = change;
  if (status !== 'NORMAL') return <span class="change change-none">{say(status)}</span>;
  if (metric.kind === 'RATIO') return absolute === null ? null : <Difference value={absolute} metric={metric} />;
  if (relative === null) return null;
  return <span class="change">{signed(relative, (size) => `${(size * 100).toFixed(1)}%`)}</span>;
}

/** A difference of two values of a metric: of a ratio in percentage points. */
export function Difference({ value, metric }: { readonly value: number; readonly metric: Written }) {
  const say = useWords(NUMBER_WORDS);
  const text =
    metric.kind === 'RATIO'
      ? say('points', { change: signed(value * 100, (size) => size.toFixed(1)) })
      : signed(value, (size) => inFull(size, metric));
  return <span class="change">{text}</span>;
}
