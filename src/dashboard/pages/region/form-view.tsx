/** A region's total on the official form. */
import { useWords } from '../../language/language';
import { Figure } from '../../numbers/figure';
import { FormSheet } from '../../parts/form-sheet';
import type { RegionPageResult } from '../../queries/region';
import { useParameters } from '../../routing/router';
import type { RegionData } from './region-page';
import { REGION_WORDS } from './words';

export interface FormViewProps {
  readonly data: RegionPageResult;
  readonly region: RegionData;
  readonly year: number;
}

export function FormView({ data, region, year }: FormViewProps) {
  const say = useWords(REGION_WORDS);
  const { with: link } = useParameters();
  const cells = new Map(region.totals.figures?.cells.map((cell) => [cell.cell, cell]));
  if (!data.form) return null;
  return (
    <>
      <p class="filing-line">{say('formNote', { year, edition: data.form[0]?.edition ?? '' })}</p>
      <FormSheet
        tables={data.form}
        figureOf={(id, { metric }) => {
          const figure = cells.get(id) ?? { value: null, status: 'NOT_ON_THIS_FORM' as const };
          if (!metric) return null;
          return (
            <a href={link({ metric: metric.key, view: 'trends' })}>
              <Figure figure={figure} metric={metric} bare brief />
            </a>
          );
        }}
      />
    </>
  );
}
