/** The filing table: a row for each place below, and one for each kind of body. */
import { useWords } from '../../language/language';
import { Figure } from '../../numbers/figure';
import { whole } from '../../numbers/format';
import { type Column, DataTable } from '../../parts/data-table';
import type { FilingPageResult } from '../../queries/filing';
import type { FilingStatus } from '../../queries/schema';
import { useParameters } from '../../routing/router';
import { FILING_WORDS } from './words';

type Region = NonNullable<FilingPageResult['region']>;
type Filing = NonNullable<FilingPageResult['filing']>;
type Counts = Filing['rows']['nodes'][number]['timeliness'];

interface Row {
  readonly id: string;
  readonly label: string;
  /** Where the row leads. */
  readonly href: string | undefined;
  readonly counts: Counts;
  /** What of the address its counts are of; undefined where no address says so. */
  readonly of: { readonly within?: string; readonly kind?: string; readonly scope?: 'CONSOLIDATED' } | undefined;
}

const RATIO = { kind: 'RATIO', unit: '%' } as const;
const COUNTED: readonly (readonly [field: 'onTime' | 'late' | 'missing' | 'unknown', status: FilingStatus])[] = [
  ['onTime', 'ON_TIME'],
  ['late', 'LATE'],
  ['missing', 'MISSING'],
  ['unknown', 'UNKNOWN'],
];

export interface FilingTablesProps {
  readonly region: Region;
  readonly filing: Filing;
  /** Code of the only kind that is shown. */
  readonly kind: string | undefined;
}

export function FilingTables({ region, filing, kind }: FilingTablesProps) {
  const say = useWords(FILING_WORDS);
  const { with: link } = useParameters();
  const total: Row = { id: 'total', label: say('total'), href: undefined, counts: region.timeliness, of: {} };
  const below = filing.rows.nodes.flatMap((row) => {
    const { code, name } = row.region;
    return isCounted(row.consolidated) ? rowOfGovernments(code, name, row.consolidated, { within: code }) : [];
  });
  const governments =
    region.consolidated && isCounted(region.consolidated)
      ? [
          ...below,
          ...itself(say('ownGovernment'), below, region.consolidated),
          rowOfGovernments('total', say('total'), region.consolidated, {}),
        ]
      : [];
  const places = filing.rows.nodes.flatMap((row): Row[] => {
    const { code, name } = row.region;
    // With a kind chosen, a place without such a body has no row.
    const counts = kind === undefined ? row.timeliness : row.kinds[0]?.timeliness;
    return counts && isCounted(counts)
      ? [{ id: code, label: name, href: link({ within: code }), counts, of: { within: code } }]
      : [];
  });
  const kinds = filing.total.kinds
    .filter((each) => kind === undefined || each.kind.code === kind)
    .map((each): Row => {
      const { code, label } = each.kind;
      return { id: code, label, href: link({ kind: code }), counts: each.timeliness, of: { kind: code } };
    });
  return (
    <>
      <section>
        {places.length === 0 && <p class="filing-line">{say('noneBelow')}</p>}
        <CountTable
          caption={say('byRegion')}
          first={say('region')}
          rows={[...places, ...itself(say('ownBodies'), places, region.timeliness), total]}
        />
      </section>
      {kind === undefined && governments.length > 0 && (
        <section>
          <CountTable caption={say('consolidated')} first={say('region')} rows={governments} />
        </section>
      )}
      <section>
        <CountTable caption={say('byKind')} first={say('kind')} rows={[...kinds, total]} />
      </section>
    </>
  );
}

/** Whether anybody is expected, or filed. */
function isCounted({ expected, onTime, late, unknown }: Counts): boolean {
  return expected + onTime + late + unknown > 0;
}

/** What the whole has beside the places below: the bodies that belong to none of these. Without it the rows would not add up. */
function itself(label: string, rows: readonly Row[], whole: Counts): Row[] {
  const rest = (field: 'expected' | 'onTime' | 'late' | 'missing' | 'unknown') =>
    rows.reduce((left, { counts }) => left - counts[field], whole[field]);
  const expected = rest('expected');
  const onTime = rest('onTime');
  const onTimeRate = expected === 0 ? null : onTime / expected;
  const counts = {
    expected,
    onTime,
    late: rest('late'),
    missing: rest('missing'),
    unknown: rest('unknown'),
    onTimeRate,
  };
  return rows.length > 0 && isCounted(counts) ? [{ id: 'itself', label, href: undefined, counts, of: undefined }] : [];
}

function rowOfGovernments(id: string, label: string, counts: Counts, of: Row['of']): Row {
  return { id, label, href: undefined, counts, of: { ...of, scope: 'CONSOLIDATED' } };
}

function CountTable({
  caption,
  first,
  rows,
}: {
  readonly caption: string;
  readonly first: string;
  readonly rows: readonly Row[];
}) {
  const say = useWords(FILING_WORDS);
  const { with: link } = useParameters();
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      header: first,
      heading: true,
      cell: ({ label, href }) => (href === undefined ? label : <a href={href}>{label}</a>),
    },
    {
      id: 'expected',
      header: say('expected'),
      numeric: true,
      cell: ({ counts }) => whole(counts.expected),
      sortBy: ({ counts }) => counts.expected,
    },
    ...COUNTED.map(
      ([field, status]): Column<Row> => ({
        id: field,
        header: say(status),
        numeric: true,
        minor: status === 'UNKNOWN',
        cell: ({ counts, of }) =>
          counts[field] === 0 || !of ? (
            whole(counts[field])
          ) : (
            <a
              href={link({ scope: undefined, ...of, view: 'list', status })}
              class={status === 'MISSING' ? 'coverage-short' : undefined}
            >
              {whole(counts[field])}
            </a>
          ),
        sortBy: ({ counts }) => counts[field],
      }),
    ),
    {
      id: 'rate',
      header: say('rate'),
      numeric: true,
      cell: ({ counts }) =>
        counts.onTimeRate === null ? (
          '—'
        ) : (
          // A report without a date may have been on time: as where the rate is a metric, it is told to be incomplete.
          <Figure
            figure={{ value: counts.onTimeRate, status: counts.unknown > 0 ? 'PARTIAL' : 'DERIVED' }}
            metric={RATIO}
          />
        ),
      sortBy: ({ counts }) => counts.onTimeRate,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      className={({ id }) => (id === 'total' ? 'total-row' : undefined)}
    />
  );
}
