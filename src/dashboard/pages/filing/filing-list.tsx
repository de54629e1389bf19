/** The filing list: body by body, with its deadline, its date and how late it is. */
import { useWords } from '../../language/language';
import { day, whole } from '../../numbers/format';
import { DataTable } from '../../parts/data-table';
import type { FilingPageResult } from '../../queries/filing';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import { FILING_WORDS } from './words';

type Entries = NonNullable<NonNullable<FilingPageResult['region']>['listed']>['entries'];

export function FilingList({ entries: { nodes, pageInfo, totalCount } }: { readonly entries: Entries }) {
  const say = useWords(FILING_WORDS);
  const { text, with: link } = useParameters();
  if (nodes.length === 0) return <p>{say('none')}</p>;
  return (
    <section>
      <DataTable
        caption={say('listed', { count: whole(totalCount) })}
        rows={nodes}
        keyOf={({ department }) => department.id}
        columns={[
          {
            id: 'body',
            header: say('body'),
            heading: true,
            cell: ({ department, report }) =>
              report ? <a href={addressOf('report', { id: report.id })}>{department.name}</a> : department.name,
            sortBy: ({ department }) => department.name,
          },
          {
            id: 'region',
            header: say('region'),
            minor: true,
            cell: ({ department }) => department.region.fullName,
            sortBy: ({ department }) => department.region.code,
          },
          {
            id: 'kind',
            header: say('kind'),
            minor: true,
            cell: ({ department }) => department.kind.label,
            sortBy: ({ department }) => department.kind.label,
          },
          {
            id: 'status',
            header: say('status'),
            cell: ({ status }) => <span class={`unbroken filing-${status}`}>{say(status)}</span>,
            sortBy: ({ status }) => status,
          },
          { id: 'deadline', header: say('deadline'), minor: true, cell: ({ deadline }) => <Day of={deadline} /> },
          {
            id: 'published',
            header: say('publishedOn'),
            cell: ({ publishedOn }) => <Day of={publishedOn} />,
            sortBy: ({ publishedOn }) => publishedOn,
          },
          {
            id: 'late',
            header: say('daysLate'),
            numeric: true,
            cell: ({ daysLate }) => (daysLate === null ? '' : whole(daysLate)),
            sortBy: ({ daysLate }) => daysLate,
          },
        ]}
      />
      <p class="pages screen-only">
        {text('after') !== undefined && <a href={link({ after: undefined })}>{say('fromStart')}</a>}
        {pageInfo.hasNextPage && <a href={link({ after: pageInfo.endCursor })}>{say('next')}</a>}
      </p>
    </section>
  );
}

function Day({ of }: { readonly of: string | null }) {
  return <span class="unbroken">{day(of) || '—'}</span>;
}
