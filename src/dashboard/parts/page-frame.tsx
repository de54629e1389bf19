/** What stands around the content of every page: where it is, what it is called, and its other forms. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useCommonWords, useLanguage } from '../language/language';
import { day, whole } from '../numbers/format';
import type { FrameParts } from '../queries/fragments';
import { playgroundAddress } from '../query/ask';
import type { Operation } from '../query/operation';
import { usePlace } from '../routing/router';
import { type Parameters, queryOf } from '../routing/routes';

export interface Step {
  readonly label: string;
  readonly href: string;
}

/** A file of the exports: `statistics.csv` with the parameters of docs/export.md. */
export interface ExportLink {
  readonly file: string;
  readonly parameters: Parameters;
  /** What it says; `Download CSV` unless given. */
  readonly label?: string;
}

export interface PageFrameProps {
  /** Of the page's own answer: each of them asks for FrameParts. Not there as long as nothing was answered. */
  readonly frame?: FrameParts | undefined;
  readonly title: string;
  /** Behind the title, smaller. */
  readonly subtitle?: ComponentChildren;
  readonly trail?: readonly Step[];
  /** Pickers. */
  readonly controls?: ComponentChildren;
  /** The question that this page asks, for the playground. */
  readonly question?: { readonly operation: Operation<never, unknown>; readonly variables: unknown };
  readonly exports?: readonly ExportLink[];
  readonly children: ComponentChildren;
}

export function PageFrame(props: PageFrameProps) {
  const { frame, title, subtitle, trail = [], controls, question, exports = [], children } = props;
  const say = useCommonWords();
  const language = useLanguage();
  const { path } = usePlace();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${say('product')}`;
  }, [title, language]);
  useEffect(() => {
    // After a move to another page a screen reader goes on from its heading; at the first page it begins at the top.
    if (document.activeElement !== document.body && document.body.dataset.moved === 'yes') heading.current?.focus();
    document.body.dataset.moved = 'yes';
  }, [path]);
  return (
    <>
      {frame?.dataset.fictitious && (
        <p class="banner" role="note">
          {say('fictitious')}
        </p>
      )}
      {trail.length > 0 && (
        <nav class="trail" aria-label={say('breadcrumb')}>
          <ol>
            {trail.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header class="page-head">
        <h1 tabIndex={-1} ref={heading}>
          {title}
          {subtitle && <span class="page-subtitle">{subtitle}</span>}
        </h1>
        <ul class="page-actions" aria-label={say('actions')}>
          {question && (
            <li>
              <a href={playgroundAddress(question.operation, question.variables as never)}>{say('asGraphql')}</a>
            </li>
          )}
          {exports.map(({ file, parameters, label }) => (
            <li key={file}>
              <a href={exportAddress(file, { ...parameters, locale: language })} download>
                {label ?? say('exportAs', { format: file.split('.').at(-1)!.toUpperCase() })}
              </a>
            </li>
          ))}
          <li>
            <button type="button" class="link" onClick={() => print()}>
              {say('print')}
            </button>
          </li>
        </ul>
      </header>
      {controls && <div class="controls">{controls}</div>}
      {children}
      {frame && (
        <p class="data-note">
          {say('footer', { version: whole(frame.dataset.dataVersion), date: day(frame.dataset.changedAt) })}
        </p>
      )}
    </>
  );
}

/** Address of an exported file. */
export function exportAddress(file: string, parameters: Parameters): string {
  return `/export/${file}${queryOf(parameters)}`;
}
