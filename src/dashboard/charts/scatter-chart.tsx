/** Two metrics of the same subjects against each other. Subjects without one of them are listed, not drawn. */
import { useLanguage } from '../language/language';
import { inShort, type Written } from '../numbers/format';
import { Mark } from './line-chart';
import { scaleOf } from './scale';
import type { ChartPoint } from './series';
import { useWidth } from './width';

export interface ScatterPoint {
  readonly id: string;
  readonly label: string;
  readonly x: ChartPoint;
  readonly y: ChartPoint;
}

export interface ScatterChartProps {
  readonly title: string;
  readonly points: readonly ScatterPoint[];
  readonly x: Written & { readonly label: string };
  readonly y: Written & { readonly label: string };
}

const HEIGHT = 380;

export function ScatterChart({ title, points, x, y }: ScatterChartProps) {
  const language = useLanguage();
  const { ref, width } = useWidth();
  const drawn = points.flatMap((point) =>
    point.x.value === null || point.y.value === null ? [] : [{ ...point, across: point.x.value, up: point.y.value }],
  );
  const [left, right, top, bottom] = [60, 90, 26, HEIGHT - 42];
  const across = scaleOf(
    drawn.map((point) => point.across),
    [left, width - right],
  );
  const up = scaleOf(
    drawn.map((point) => point.up),
    [bottom, top],
  );
  return (
    <div ref={ref} class="chart-place">
      <svg class="chart" role="img" aria-label={title} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
        {across.ticks.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={across.at(tick)} x2={across.at(tick)} y1={top} y2={bottom} />
            <text class="tick" x={across.at(tick)} y={bottom + 16} text-anchor="middle">
              {inShort(tick, x, language)}
            </text>
          </g>
        ))}
        {up.ticks.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={left} x2={width - right} y1={up.at(tick)} y2={up.at(tick)} />
            <text class="tick" x={left - 6} y={up.at(tick) + 4} text-anchor="end">
              {inShort(tick, y, language)}
            </text>
          </g>
        ))}
        <text class="label" x={width - right} y={HEIGHT - 6} text-anchor="end">
          {`${x.label} →`}
        </text>
        <text class="label" x={left} y={14}>
          {`↑ ${y.label}`}
        </text>
        {drawn.map((point) => (
          <g key={point.id} class="series series-1">
            <Mark
              shape={0}
              x={across.at(point.across)}
              y={up.at(point.up)}
              hollow={point.x.status === 'PARTIAL' || point.y.status === 'PARTIAL'}
            />
            <text class="value" x={across.at(point.across) + 7} y={up.at(point.up) + 4}>
              {point.label}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
