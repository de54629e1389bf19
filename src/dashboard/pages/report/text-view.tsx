/** The narrative, its figures linked to their cells. */
import { NarrativeText } from '../../parts/narrative-text';
import { useParameters } from '../../routing/router';
import type { ReportData } from './report-page';

export function TextView({ report: { narrative } }: { readonly report: ReportData }) {
  const { with: link } = useParameters();
  if (!narrative) return null;
  return (
    <NarrativeText
      narrative={narrative}
      linkTo={(cell, words, title) => (
        <a href={link({ view: undefined, cell })} title={title}>
          {words}
        </a>
      )}
    />
  );
}
