/** Bars from zero, one below the other: incomplete values are hatched, missing ones say why in words. */
import { useId } from 'preact/hooks';
import { useLanguage, useWords } from '../language/language';
import { inShort, type Written } from '../numbers/format';
import { NUMBER_WORDS } from '../numbers/words';
import { scaleOf } from './scale';
import type { ChartPoint } from './series';
import { useWidth } from './width';

export interface BarGroup {
  readonly id: string;
  readonly label: string;
  /** One a series, in their order. */
  readonly points: readonly ChartPoint[];
}

export interface BarChartProps {
  readonly title: string;
  readonly groups: readonly BarGroup[];
  /** Names of the bars of a group; one series needs none. */
  readonly series: readonly string[];
  readonly metric: Written;
}

const BAR = 15;
const PAD = 9;
const KEY = 24;

export function BarChart({ title, groups, series, metric }: BarChartProps) {
  const language = useLanguage();
  const say = useWords(NUMBER_WORDS);
  const hatch = useId();
  const { ref, width } = useWidth();
  const left = Math.min(170, width * 0.36);
  const right = 70;
  const top = series.length > 1 ? KEY : 4;
  const tall = series.length * BAR + PAD;
  const height = top + groups.length * tall + 4;
  const values = groups.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const x = scaleOf(values, [left, width - right]);
  const letters = Math.floor(left / (language === 'zh' ? 14 : 7.5));
  return (
    <div ref={ref} class="chart-place">
      <svg class="chart" role="img" aria-label={title} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <defs>
          {series.map((name, at) => (
            <pattern
              key={name}
              id={`${hatch}-${at}`}
              class={`series-${(at % 6) + 1}`}
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line class="hatch" x1="0" y1="0" x2="0" y2="5" />
            </pattern>
          ))}
        </defs>
        {series.length > 1 &&
          series.map((name, at) => (
            <g key={name} class={`series series-${(at % 6) + 1}`}>
              <rect class="bar" x={left + at * 84} y={4} width={11} height={11} />
              <text class="tick" x={left + at * 84 + 16} y={14}>
                {name}
              </text>
            </g>
          ))}
        <line class="axis" x1={x.at(0)} x2={x.at(0)} y1={top} y2={height} />
        {groups.map((group, row) => (
          <g key={group.id}>
            <text class="label" x={left - 8} y={top + row * tall + (series.length * BAR) / 2 + 5} text-anchor="end">
              {group.label.length > letters ? `${group.label.slice(0, letters - 1)}…` : group.label}
            </text>
            {group.points.map(({ value, status }, at) => {
              const key = series[at];
              const y = top + row * tall + at * BAR;
              if (value === null)
                return (
                  <text key={key} class="none" x={x.at(0) + 5} y={y + BAR - 3}>
                    {say(status)}
                  </text>
                );
              const partial = status === 'PARTIAL';
              const [from, to] = [Math.min(x.at(0), x.at(value)), Math.max(x.at(0), x.at(value))];
              return (
                <g key={key} class={`series series-${(at % 6) + 1}`}>
                  <rect
                    class={partial ? 'bar bar-partial' : 'bar'}
                    fill={partial ? `url(#${hatch}-${at})` : undefined}
                    x={from}
                    y={y}
                    width={Math.max(0.5, to - from)}
                    height={BAR - 3}
                  />
                  <text class="value" x={to + 5} y={y + BAR - 4}>
                    {partial && metric.kind !== 'RATIO' ? '≥' : ''}
                    {inShort(value, metric, language)}
                  </text>
                </g>
              );
            })}
          </g>
        ))}
      </svg>
    </div>
  );
}
