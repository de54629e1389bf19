/** The narrative with each of its figures beside the tables. Everything in it is text, whatever the document holds. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../language/language';
import type { NarrativeParts } from '../queries/checks';
import { CHECK_WORDS } from './check-words';

type Section = NarrativeParts['sections'][number];
type Stated = Section['figures'][number];

const OUTCOMES = ['MATCH', 'DEFINITION_DIFFERS', 'SCOPE_DIFFERS', 'UNEXPLAINED', 'NOT_ASSESSABLE'] as const;

export interface NarrativeTextProps {
  readonly narrative: NarrativeParts;
  /** A figure goes to the first of its cells. */
  readonly linkTo: (cell: string, children: ComponentChildren, title: string) => ComponentChildren;
}

/** Sections that are a table of the form: where nothing else was written, the table is the section. */
const TABLES: readonly Section['key'][] = ['PROACTIVE', 'REQUESTS', 'REMEDIES'];

export function NarrativeText({ narrative, linkTo }: NarrativeTextProps) {
  const say = useWords(CHECK_WORDS);
  const sections = narrative.sections.filter(({ key, text }) => text.trim() !== '' || !TABLES.includes(key));
  if (sections.length === 0) return <p>{say('noText')}</p>;
  const present = OUTCOMES.filter((outcome) =>
    sections.some(({ figures }) => figures.some((f) => f.outcome === outcome)),
  );
  return (
    <div class="narrative">
      {present.length > 0 && (
        <p class="legend">
          {say('stated')}{' '}
          {present.map((outcome) => (
            <span key={outcome} class={`stated stated-${outcome}`}>
              {say(outcome)}
            </span>
          ))}
        </p>
      )}
      {sections.map((section) => (
        <section key={section.key}>
          <h2>{section.heading}</h2>
          <div class="narrative-text">{marked(section, linkTo, say)}</div>
        </section>
      ))}
    </div>
  );
}

function marked(
  { text, figures }: Section,
  linkTo: NarrativeTextProps['linkTo'],
  say: ReturnType<typeof useWords<typeof CHECK_WORDS>>,
): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let done = 0;
  for (const figure of [...figures].sort((a, b) => a.start - b.start)) {
    if (figure.start < done) continue;
    parts.push(text.slice(done, figure.start));
    parts.push(statedFigure(text.slice(figure.start, figure.end), figure, linkTo, say));
    done = figure.end;
  }
  parts.push(text.slice(done));
  return parts;
}

function statedFigure(
  words: string,
  { outcome, expected, cells }: Stated,
  linkTo: NarrativeTextProps['linkTo'],
  say: ReturnType<typeof useWords<typeof CHECK_WORDS>>,
): ComponentChildren {
  const beside = expected === null ? '' : `；${say('inTables', { expected })}`;
  const title = `${say(outcome)}${beside}`;
  const shown = <span class={`stated stated-${outcome}`}>{words}</span>;
  return cells[0] === undefined ? <span title={title}>{shown}</span> : linkTo(cells[0], shown, title);
}
