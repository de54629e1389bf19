/** A draft as it was read: whose it is, what is wrong with it, its form, how it follows from last year, its text. */
import { useState } from 'preact/hooks';
import { useLanguage, useWords } from '../../language/language';
import { Figure } from '../../numbers/figure';
import { day, inFull } from '../../numbers/format';
import { CHECK_WORDS } from '../../parts/check-words';
import { DataTable } from '../../parts/data-table';
import { FindingItem, Unassessed } from '../../parts/finding-item';
import { NarrativeText } from '../../parts/narrative-text';
import { ReadForm } from '../../parts/read-form';
import type { CheckParts } from '../../queries/checks';
import { addressOf } from '../../routing/routes';
import type { Draft } from './batch';
import { saveCsv, saveWorkbook } from './draft-files';
import { messageHere } from './here';
import { DRAFT_WORDS } from './words';

export interface DraftViewProps {
  readonly draft: Draft;
  readonly fileName: string;
}

export function DraftView({ draft, fileName }: DraftViewProps) {
  const say = useWords(DRAFT_WORDS);
  const checks = useWords(CHECK_WORDS);
  const language = useLanguage();
  const [cell, setCell] = useState<string>();
  const [marking, setMarking] = useState<CheckParts>();
  const { findings, forms, figures, narrative, notices } = draft;
  const show = (id: string | undefined) => {
    setCell(id);
    if (id !== undefined)
      document.querySelector(`[data-cell="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' });
  };
  const item = (finding: CheckParts, at: number) => (
    <FindingItem key={`${at} ${finding.message}`} finding={finding}>
      {finding.cells.length > 0 && (
        <p class="review">
          <button type="button" class="link" onClick={() => setMarking(marking === finding ? undefined : finding)}>
            {marking === finding ? checks('unmark') : checks('showCells', { count: finding.cells.length })}
          </button>
        </p>
      )}
    </FindingItem>
  );
  return (
    <article class="draft" aria-label={fileName}>
      <Whose draft={draft} fileName={fileName} />
      <p class="page-actions">
        <button type="button" class="link" onClick={() => saveCsv(draft, 'findings', fileName, say)}>
          {say('saveFindings')}
        </button>
        <button type="button" class="link" onClick={() => saveCsv(draft, 'cells', fileName, say)}>
          {say('saveCells')}
        </button>
        <button type="button" class="link" onClick={() => void saveWorkbook(draft, fileName, say)}>
          {say('saveWorkbook')}
        </button>
      </p>
      <section>
        <h2>{say('findings', { count: findings.length })}</h2>
        {findings.length === 0 && <p>{checks('noFindings')}</p>}
        {findings.map(item)}
        <Unassessed rules={draft.unassessed} />
      </section>
      {notices.length > 0 && (
        <section>
          <h2>{say('notices')}</h2>
          <ul>
            {notices.map((notice) => (
              <li key={`${notice.code} ${notice.zh}`}>{notice[language]}</li>
            ))}
          </ul>
        </section>
      )}
      <Continuity draft={draft} onCell={show} />
      <section>
        <h2>{say('form')}</h2>
        <ReadForm
          forms={forms}
          cells={figures.cells}
          findings={findings}
          selected={cell}
          onSelect={setCell}
          marked={marking?.cells}
          drawFinding={(finding) => item(finding, findings.indexOf(finding))}
        />
      </section>
      <section>
        <h2>{say('text')}</h2>
        <NarrativeText
          narrative={narrative}
          linkTo={(id, words, title) => (
            <button type="button" class="stated-button" title={title} onClick={() => show(id)}>
              {words}
            </button>
          )}
        />
      </section>
    </article>
  );
}

function Whose({ draft, fileName }: DraftViewProps) {
  const say = useWords(DRAFT_WORDS);
  const checks = useWords(CHECK_WORDS);
  const { bodyName, year, scope, region, kind, problem, department, earlier, present, publishedOn, deadline, title } =
    draft;
  const facts = [
    `${bodyName} ${year}`,
    checks(scope),
    region?.fullName,
    kind.label,
    publishedOn !== null && day(publishedOn),
    deadline !== null && say('due', { date: day(deadline) }),
  ].filter(Boolean);
  return (
    <header class="draft-head">
      <h2>{title ?? fileName}</h2>
      <p>{say('reading', { facts: facts.join(' · ') })}</p>
      {problem && <p class="banner">{say('unknownBody', { message: messageHere(problem.message) })}</p>}
      {!problem && !department && <p class="filing-line">{say('newBody')}</p>}
      {department && !earlier && <p class="filing-line">{say('noEarlier')}</p>}
      {present && (
        <p>
          <a href={addressOf('report', { id: present.id })}>{say('present', { version: present.version })}</a>
        </p>
      )}
    </header>
  );
}

function Continuity({ draft, onCell }: { readonly draft: Draft; readonly onCell: (cell: string) => void }) {
  const say = useWords(DRAFT_WORDS);
  const { continuity, earlier } = draft;
  if (!earlier) return null;
  return (
    <section>
      <DataTable
        caption={say('continuity')}
        rows={continuity}
        keyOf={({ found }) => found.cell}
        className={({ outcome }) => `follows-${outcome}`}
        columns={[
          {
            id: 'cell',
            header: say('label'),
            heading: true,
            cell: ({ found }) => (
              <button type="button" class="link" onClick={() => onCell(found.cell)}>
                {found.metric.label}
              </button>
            ),
          },
          {
            id: 'before',
            header: say('carried'),
            numeric: true,
            cell: ({ before }) => <Figure figure={before} metric={before.metric} bare />,
          },
          {
            id: 'expected',
            header: say('expected'),
            numeric: true,
            cell: ({ expected, found }) => (expected === null ? '—' : inFull(expected, found.metric)),
          },
          {
            id: 'found',
            header: say('found'),
            numeric: true,
            cell: ({ found }) => <Figure figure={found} metric={found.metric} bare />,
          },
          { id: 'outcome', header: say('outcome'), cell: ({ outcome }) => say(outcome) },
        ]}
      />
      <p class="filing-line">
        <a href={addressOf('report', { id: earlier.id })}>{say('earlier', { year: earlier.year })}</a>
      </p>
    </section>
  );
}
