/** The numbers of a line chart as a table: a row a year, a column a line. */
import type { LineSeries } from '../charts/series';
import { useCommonWords } from '../language/language';
import { Figure } from '../numbers/figure';
import type { MetricParts } from '../queries/fragments';
import { type Column, DataTable } from './data-table';

export interface YearTableProps {
  readonly caption: string;
  readonly lines: readonly LineSeries[];
  readonly metric: MetricParts;
}

export function YearTable({ caption, lines, metric }: YearTableProps) {
  const say = useCommonWords();
  const years = [...new Set(lines.flatMap((line) => line.years))].sort((a, b) => b - a);
  const columns: Column<number>[] = lines.map((line) => ({
    id: line.id,
    header: line.label,
    numeric: true,
    cell: (year) => {
      const point = line.points[line.years.indexOf(year)];
      return point && <Figure figure={point} metric={metric} bare />;
    },
  }));
  return (
    <DataTable
      caption={caption}
      hiddenCaption
      rows={years}
      keyOf={String}
      columns={[{ id: 'year', header: say('year'), heading: true, cell: (year) => year }, ...columns]}
    />
  );
}
