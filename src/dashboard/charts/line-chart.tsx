/** Lines over years: gaps stay gaps, a change of the form breaks the line, incomplete values are hollow. */
import { useLanguage, useWords } from '../language/language';
import { inShort, type Written } from '../numbers/format';
import { fitted, labelWidth } from './label';
import { apart, scaleOf } from './scale';
import { type LineSeries, piecesOf } from './series';
import { useWidth } from './width';
import { CHART_WORDS } from './words';

export interface LineChartProps {
  readonly title: string;
  readonly series: readonly LineSeries[];
  readonly metric: Written;
  readonly height?: number;
  /** One of many: no axis of values, the last value beside its point. */
  readonly small?: boolean;
  /** Values that the scale has to hold as well, where several charts share it. */
  readonly extent?: readonly number[];
}

const LABEL_HEIGHT = 15;
/** Between a point and its label. */
const LABEL_GAP = 12;

export function LineChart({ title, series, metric, height = 260, small = false, extent = [] }: LineChartProps) {
  const language = useLanguage();
  const say = useWords(CHART_WORDS);
  const { ref, width } = useWidth(small ? 180 : 640);
  const years = [...new Set(series.flatMap((each) => each.years))].sort((a, b) => a - b);
  const values = series.flatMap((each) => each.points.flatMap(({ value }) => value ?? []));
  const left = small ? 4 : 56;
  const ends = series.map((each) => piecesOf(each).at(-1)?.at(-1));
  const written = ends.map((end) => (end ? inShort(end.value, metric, language) : ''));
  const longest = Math.max(...series.map(({ label }, at) => labelWidth(`${label} ${written[at]}`)));
  const right = small ? 48 : series.length > 1 ? Math.min(longest + LABEL_GAP, width * 0.4) : 60;
  const [top, bottom] = [small ? 8 : 14, height - 22];
  const y = scaleOf([...values, ...extent], [bottom, top], small ? 2 : 4);
  const [firstYear = 0, lastYear = 0] = [years[0], years.at(-1)];
  const x = (year: number) => left + ((year - firstYear) / Math.max(1, lastYear - firstYear)) * (width - left - right);
  const breaks = [...new Set(series.flatMap((each) => each.breaks))].filter(
    (year) => year > firstYear && year <= lastYear,
  );
  const places = apart(
    ends.map((end) => (end ? y.at(end.value) : bottom)),
    LABEL_HEIGHT,
    [top, bottom],
  );
  const shownYears = small
    ? [firstYear, lastYear]
    : years.filter((_, at) => years.length * 42 < width - left - right || at % 2 === 0);
  return (
    <div ref={ref} class="chart-place">
      <svg class="chart" role="img" aria-label={title} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {!small &&
          y.ticks.map((tick) => (
            <g key={tick}>
              <line class={tick === 0 ? 'axis' : 'grid'} x1={left} x2={width - right} y1={y.at(tick)} y2={y.at(tick)} />
              <text class="tick" x={left - 6} y={y.at(tick) + 4} text-anchor="end">
                {inShort(tick, metric, language)}
              </text>
            </g>
          ))}
        {small && <line class="axis" x1={left} x2={width - right} y1={y.at(0)} y2={y.at(0)} />}
        {shownYears.map((year) => (
          <text
            key={year}
            class="tick"
            x={x(year)}
            y={height - 6}
            text-anchor={small && year === lastYear ? 'end' : small ? 'start' : 'middle'}
          >
            {year}
          </text>
        ))}
        {breaks.map((year) => {
          const place = (x(year) + x(year - 1)) / 2;
          return (
            <g key={year}>
              <line class="break" x1={place} x2={place} y1={top - 6} y2={bottom} />
              {!small && (
                <text class="tick" x={place + 4} y={top}>
                  {say('formChanged')}
                </text>
              )}
            </g>
          );
        })}
        {series.map((each, at) => (
          <g key={each.id} class={`series series-${(at % 6) + 1}${each.reference ? ' series-reference' : ''}`}>
            {piecesOf(each).map((piece) => (
              <g key={piece[0]!.year}>
                <path
                  class="line"
                  d={piece
                    .map(({ year, value }, step) => `${step === 0 ? 'M' : 'L'}${x(year)},${y.at(value)}`)
                    .join('')}
                />
                {!each.reference &&
                  piece.map(({ year, value, partial }) => (
                    <Mark key={year} shape={at} x={x(year)} y={y.at(value)} hollow={partial} small={small} />
                  ))}
              </g>
            ))}
            {ends[at] && (
              <text class="label" x={x(ends[at].year) + 8} y={places[at]! + 4}>
                {small || series.length === 1 ? written[at] : fitted(each.label, written[at]!, right - LABEL_GAP)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

interface MarkProps {
  readonly shape: number;
  readonly x: number;
  readonly y: number;
  readonly hollow: boolean;
  readonly small?: boolean;
}

/** A mark of its own for each series, so that none is told by colour alone. Hollow is incomplete. */
export function Mark({ shape, x, y, hollow, small = false }: MarkProps) {
  const size = small ? 2.5 : 4;
  const kind = hollow ? 'mark mark-hollow' : 'mark';
  switch (shape % 4) {
    case 0:
      return <circle class={kind} cx={x} cy={y} r={size} />;
    case 1:
      return <rect class={kind} x={x - size} y={y - size} width={2 * size} height={2 * size} />;
    case 2:
      return <path class={kind} d={`M${x},${y - size * 1.3}l${size * 1.3},${size * 2.3}h${-size * 2.6}z`} />;
    default:
      return (
        <path
          class={kind}
          d={`M${x},${y - size * 1.4}l${size * 1.4},${size * 1.4}l${-size * 1.4},${size * 1.4}l${-size * 1.4},${-size * 1.4}z`}
        />
      );
  }
}
