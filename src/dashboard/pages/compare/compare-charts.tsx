/** A comparison as lines over years, bars of a year, or two metrics against each other. */
import type { ChartPoint, LineSeries } from '../../charts/series';
import { useWords } from '../../language/language';
import { Figure } from '../../numbers/figure';
import { NUMBER_WORDS } from '../../numbers/words';
import { ChartFrame } from '../../parts/chart-frame';
import { Select } from '../../parts/controls';
import { DataTable } from '../../parts/data-table';
import { YearTable } from '../../parts/year-table';
import { useParameters } from '../../routing/router';
import { type Comparison, nameOf } from './compare-page';
import { rowsOf } from './compare-table';
import { COMPARE_WORDS } from './words';

interface Props {
  readonly comparison: Comparison;
}

export function CompareLines({ comparison }: Props) {
  const say = useWords(COMPARE_WORDS);
  return (
    <>
      {comparison.metrics.map((metric) => {
        const rows = rowsOf(comparison, metric.key);
        const breaks = metric.breaks.filter((year) => comparison.years.slice(1).includes(year));
        const lines: LineSeries[] = rows.map(({ subject, row }) => ({
          id: subject.id,
          label: nameOf(subject),
          years: comparison.years,
          points: row.measures,
          breaks,
        }));
        // One subject alone is shown with its peers; several have each other.
        const [only] = rows;
        if (rows.length === 1 && only)
          lines.push({
            id: 'median',
            label: say('medianShort'),
            years: comparison.years,
            points: only.row.peerMedian.map((value) => ({
              value,
              status: value === null ? 'NOT_REPORTED' : 'DERIVED',
            })),
            breaks,
            reference: true,
          });
        return (
          <ChartFrame
            key={metric.key}
            title={metric.label}
            draw={({ LineChart }) => <LineChart title={metric.label} series={lines} metric={metric} height={300} />}
            table={<YearTable caption={metric.label} lines={lines} metric={metric} />}
            notes={<p>{say('hollow')}</p>}
          />
        );
      })}
    </>
  );
}

/** The year of a view that shows one of them. */
function useYear({ years }: Comparison): readonly [index: number, year: number, picker: preact.JSX.Element] {
  const say = useWords(COMPARE_WORDS);
  const { number, change } = useParameters();
  const asked = number('year');
  const at = asked !== undefined && years.includes(asked) ? years.indexOf(asked) : years.length - 1;
  const picker = (
    <div class="controls">
      <Select
        label={say('year')}
        value={String(years[at])}
        options={[...years].reverse().map((year) => ({ value: String(year), label: String(year) }))}
        onChange={(year) => change({ year })}
      />
    </div>
  );
  return [at, years[at]!, picker];
}

export function CompareBars({ comparison }: Props) {
  const say = useWords(COMPARE_WORDS);
  const [at, year, picker] = useYear(comparison);
  return (
    <>
      {picker}
      {comparison.metrics.map((metric) => {
        const rows = rowsOf(comparison, metric.key);
        const groups = rows.map(({ subject, row }) => ({
          id: subject.id,
          label: nameOf(subject),
          points: [row.measures[at]!, medianPoint(row.peerMedian[at])],
        }));
        const title = `${metric.label}，${year}`;
        return (
          <ChartFrame
            key={metric.key}
            title={title}
            draw={({ BarChart }) => (
              <BarChart title={title} groups={groups} series={[String(year), say('medianShort')]} metric={metric} />
            )}
            table={
              <DataTable
                caption={title}
                hiddenCaption
                rows={groups}
                keyOf={({ id }) => id}
                columns={[
                  { id: 'subject', header: say('subject'), heading: true, cell: ({ label }) => label },
                  {
                    id: 'value',
                    header: metric.label,
                    numeric: true,
                    cell: ({ points }) => <Figure figure={points[0]!} metric={metric} bare />,
                    sortBy: ({ points }) => points[0]!.value,
                  },
                  {
                    id: 'median',
                    header: say('medianShort'),
                    numeric: true,
                    cell: ({ points }) => <Figure figure={points[1]!} metric={metric} bare />,
                  },
                ]}
              />
            }
            notes={<p>{say('hollow')}</p>}
          />
        );
      })}
    </>
  );
}

function medianPoint(value: number | null | undefined): ChartPoint {
  return value == null ? { value: null, status: 'NOT_REPORTED' } : { value, status: 'DERIVED' };
}

export function CompareScatter({ comparison }: Props) {
  const say = useWords(COMPARE_WORDS);
  const reason = useWords(NUMBER_WORDS);
  const [at, year, picker] = useYear(comparison);
  const [x, y] = comparison.metrics;
  if (!x || !y) return <p class="state">{say('scatterNeeds')}</p>;
  const [across, up] = [rowsOf(comparison, x.key), rowsOf(comparison, y.key)];
  const points = across.map(({ subject, row }, index) => ({
    id: subject.id,
    label: nameOf(subject),
    x: row.measures[at]!,
    y: up[index]!.row.measures[at]!,
  }));
  const missing = points.flatMap(({ label, x: left, y: right }) => {
    const point = left.value === null ? left : right.value === null ? right : undefined;
    return point ? [`${label}（${reason(point.status)}）`] : [];
  });
  const title = say('scatterTitle', { x: x.label, y: y.label, year });
  return (
    <>
      {picker}
      <ChartFrame
        title={title}
        draw={({ ScatterChart }) => <ScatterChart title={title} points={points} x={x} y={y} />}
        table={
          <DataTable
            caption={title}
            hiddenCaption
            rows={points}
            keyOf={({ id }) => id}
            columns={[
              { id: 'subject', header: say('subject'), heading: true, cell: ({ label }) => label },
              {
                id: 'x',
                header: x.label,
                numeric: true,
                cell: (point) => <Figure figure={point.x} metric={x} bare />,
                sortBy: (point) => point.x.value,
              },
              {
                id: 'y',
                header: y.label,
                numeric: true,
                cell: (point) => <Figure figure={point.y} metric={y} bare />,
                sortBy: (point) => point.y.value,
              },
            ]}
          />
        }
        notes={
          <>
            <p>{say('hollow')}</p>
            {missing.length > 0 && (
              <p>
                {say('notDrawn')}
                {missing.join('、')}
              </p>
            )}
          </>
        }
      />
    </>
  );
}
