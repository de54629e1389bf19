/** The overview of a region: main figures, who filed, whether the routes agree, its parts ranked. */
import { useCommonWords, useWords } from '../../language/language';
import { Change, Figure } from '../../numbers/figure';
import type { RegionPageResult } from '../../queries/region';
import { addressOf } from '../../routing/routes';
import { ChildRanking } from './rankings';
import type { RegionData, RegionQuestion } from './region-page';
import { RoutesSummary } from './routes-view';
import { REGION_WORDS } from './words';

export interface ViewProps {
  readonly data: RegionPageResult;
  readonly region: RegionData;
  readonly variables: RegionQuestion;
}

export function Overview({ data, region, variables }: ViewProps) {
  const { metric } = data;
  return (
    <>
      <Headline data={data} region={region} variables={variables} />
      {data.reconciliation && <RoutesSummary reconciliation={data.reconciliation} year={variables.year} />}
      {data.children && <ChildRanking regions={data.children} metric={metric} year={variables.year} />}
    </>
  );
}

function Headline({ data, region, variables: { year, basis, kind } }: ViewProps) {
  const say = useWords(REGION_WORDS);
  const common = useCommonWords();
  const { missing, absentKinds } = region.totals.coverage;
  const basisName = { COMPUTED: common('computed'), FILED: common('filed'), BEST: common('best') }[basis];
  const kindName = data.departmentKinds.find(({ code }) => code === kind)?.label;
  const { report } = region;
  return (
    <section>
      <h2>{say('headline', { year, basis: kindName ? say('ofKind', { kind: kindName }) : basisName })}</h2>
      <ul class="headlines">
        {region.headline.map((measure) => (
          <li key={measure.metric.key}>
            <a
              class="headline-label"
              href={addressOf(
                'region',
                { code: region.code },
                { year, basis, kind, metric: measure.metric.key, view: 'trends' },
              )}
            >
              {measure.metric.label}
            </a>
            <Figure figure={measure} metric={measure.metric} short unit />
            <Change change={measure.change} metric={measure.metric} />
          </li>
        ))}
      </ul>
      <p class="filing-line">
        {say('filingAt')}
        {say('counts', region.timeliness)}
        {report && (
          <>
            {' · '}
            <a href={addressOf('report', { id: report.id })}>{say('government')}</a>（{say(report.filing)}）
          </>
        )}
      </p>
      {missing && missing.totalCount > 0 && (
        <p class="filing-line">
          {say('missing', { count: missing.totalCount })}
          {missing.nodes.map(({ name }) => name).join('、')}
          {missing.totalCount > missing.nodes.length && '……'}
        </p>
      )}
      {absentKinds.length > 0 && (
        <p class="filing-line">
          {say('absentKinds')}
          {absentKinds.map(({ label }) => label).join('、')}
        </p>
      )}
    </section>
  );
}
