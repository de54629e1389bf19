/** Every version of a report, the latest first, and what each of them changed. */
import { useWords } from '../../language/language';
import { Figure } from '../../numbers/figure';
import { day } from '../../numbers/format';
import { CHECK_WORDS } from '../../parts/check-words';
import { DataTable } from '../../parts/data-table';
import type { ReportData } from './report-page';
import { REPORT_WORDS } from './words';

type Version = NonNullable<ReportData['versions']>[number];
type VersionCell = Version['report']['figures']['cells'][number];

export function VersionsView({ report: { versions } }: { readonly report: ReportData }) {
  const say = useWords(REPORT_WORDS);
  if (!versions) return null;
  return (
    <>
      {versions.length === 1 && <p class="lead">{say('oneVersion')}</p>}
      {[...versions.entries()].reverse().map(([at, version]) => (
        <VersionOf key={version.version} version={version} before={versions[at - 1]} />
      ))}
    </>
  );
}

function VersionOf({ version, before }: { readonly version: Version; readonly before: Version | undefined }) {
  const say = useWords(REPORT_WORDS);
  const times = [
    say('since', { date: day(version.recordedAt) }),
    version.supersededAt === null ? say('current') : say('until', { date: day(version.supersededAt) }),
  ];
  return (
    <section class="version">
      <h2>
        {say('version', { version: version.version })} <small>{times.join(' · ')}</small>
      </h2>
      {before ? <Changes before={before} after={version} /> : <p>{say('first')}</p>}
    </section>
  );
}

interface ChangesProps {
  readonly before: Version;
  readonly after: Version;
}

interface ChangedCell {
  readonly before: VersionCell | undefined;
  readonly after: VersionCell | undefined;
}

function Changes({ before, after }: ChangesProps) {
  const say = useWords(REPORT_WORDS);
  const checks = useWords(CHECK_WORDS);
  const cells = changedCells(before, after);
  const sections = changedSections(before, after);
  const notes = [
    before.reason !== null && say(before.reason),
    before.actor !== null && say('by', { actor: before.actor }),
    before.report.scope !== after.report.scope &&
      say('changedScope', { before: checks(before.report.scope), after: checks(after.report.scope) }),
    before.report.publishedOn !== after.report.publishedOn &&
      say('changedDate', {
        before: day(before.report.publishedOn) || say('nothing'),
        after: day(after.report.publishedOn) || say('nothing'),
      }),
    sections.length > 0 && say('changedText', { sections: sections.join('、') }),
  ].filter(Boolean);
  return (
    <>
      <p>
        {notes.join(' · ')}
        {before.note && <q class="version-note">{before.note}</q>}
      </p>
      {cells.length === 0 ? (
        <p class="filing-line">{say('noChange')}</p>
      ) : (
        <DataTable
          caption={say('changedCells')}
          keyOf={({ before: was, after: is }) => (is ?? was)!.cell}
          rows={cells}
          columns={[
            {
              id: 'cell',
              header: say('cell'),
              heading: true,
              cell: ({ before: was, after: is }) => (is ?? was)!.metric.label,
            },
            { id: 'before', header: say('before'), numeric: true, cell: (row) => <Held cell={row.before} /> },
            { id: 'after', header: say('after'), numeric: true, cell: (row) => <Held cell={row.after} /> },
          ]}
        />
      )}
    </>
  );
}

function Held({ cell }: { readonly cell: VersionCell | undefined }) {
  const none = { value: null, status: 'NOT_ON_THIS_FORM' } as const;
  return <Figure figure={cell ?? none} metric={cell?.metric ?? { kind: 'COUNT', unit: '' }} bare />;
}

function changedCells(before: Version, after: Version): ChangedCell[] {
  const was = new Map(before.report.figures.cells.map((cell) => [cell.cell, cell]));
  const is = new Map(after.report.figures.cells.map((cell) => [cell.cell, cell]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({ before: was.get(id), after: is.get(id) }))
    .filter(({ before: a, after: b }) => a?.value !== b?.value || a?.status !== b?.status);
}

/** Headings of the sections that are other than before, in either of the two. */
function changedSections(before: Version, after: Version): string[] {
  const textOf = (version: Version) =>
    new Map(version.report.narrative.sections.map(({ heading, text }) => [heading, text]));
  const [was, is] = [textOf(before), textOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((heading) => was.get(heading) !== is.get(heading));
}
