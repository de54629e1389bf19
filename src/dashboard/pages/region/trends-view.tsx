/** A metric of a region over the years, and of each of its parts on one scale. */
import { firstYear, type LineSeries, lineOf, sinceFirst } from '../../charts/series';
import { useCommonWords, useWords } from '../../language/language';
import { NUMBER_WORDS } from '../../numbers/words';
import { ChartFrame, useCharts } from '../../parts/chart-frame';
import { YearTable } from '../../parts/year-table';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import type { ViewProps } from './overview';
import { REGION_WORDS } from './words';

export function TrendsView({ data, region, variables }: ViewProps) {
  const say = useWords(REGION_WORDS);
  const common = useCommonWords();
  const { metric } = data;
  const { computed, filed } = region;
  if (!computed || !filed) return null;
  const lines = sinceFirst([
    lineOf('computed', common('computed'), computed),
    ...(variables.kind == null && filed.values.some((value) => value !== null)
      ? [lineOf('filed', common('filed'), filed)]
      : []),
  ]);
  return (
    <>
      <ChartFrame
        title={`${region.name} · ${metric.label}`}
        draw={({ LineChart }) => <LineChart title={`${region.name} ${metric.label}`} series={lines} metric={metric} />}
        table={<YearTable caption={say('trendTable', { metric: metric.label })} lines={lines} metric={metric} />}
        notes={
          <>
            <p>{data.metric.definition}</p>
            <MissingYears lines={lines} />
          </>
        }
      />
      <Multiples data={data} region={region} variables={variables} />
    </>
  );
}

/** Names what a chart cannot show: years without a number, and why. */
function MissingYears({ lines }: { readonly lines: readonly LineSeries[] }) {
  const say = useWords(REGION_WORDS);
  const reason = useWords(NUMBER_WORDS);
  const hollow = lines.some(({ points }) => points.some(({ status }) => status === 'PARTIAL'));
  const missing = lines.flatMap(({ label, years, points }) =>
    years.flatMap((year, at) => {
      const { value, status } = points[at]!;
      return value === null ? [`${lines.length > 1 ? `${label} ` : ''}${year} ${reason(status)}`] : [];
    }),
  );
  return (
    <>
      {hollow && <p>{say('hollow')}</p>}
      {missing.length > 0 && (
        <p>
          {say('noValues')}
          {missing.join('，')}
        </p>
      )}
    </>
  );
}

function Multiples({ data, region, variables }: ViewProps) {
  const say = useWords(REGION_WORDS);
  const charts = useCharts();
  const { text } = useParameters();
  const { metric, children } = data;
  const parts = (children?.nodes ?? []).flatMap(({ subject }) =>
    subject.__typename === 'Region' && subject.series ? [{ ...subject, series: subject.series }] : [],
  );
  if (parts.length === 0) return null;
  const first = Math.min(...parts.map(({ series }) => firstYear(lineOf('', '', series))));
  const extent = parts.flatMap(({ series }) => series.values.flatMap((value) => value ?? []));
  return (
    <section aria-label={region.name}>
      <h2>{say('multiples', { metric: metric.label })}</h2>
      <p class="filing-line">{say('multiplesNote')}</p>
      <ul class="multiples">
        {parts.map((part) => (
          <li key={part.code}>
            <a
              href={addressOf(
                'region',
                { code: part.code },
                { year: variables.year, metric: metric.key, kind: text('kind'), basis: text('basis'), view: 'trends' },
              )}
            >
              {part.name}
            </a>
            {charts && (
              <charts.LineChart
                title={`${part.name} ${metric.label}`}
                series={sinceFirst([lineOf(part.code, part.name, part.series)], first)}
                metric={metric}
                extent={extent}
                height={84}
                small
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
