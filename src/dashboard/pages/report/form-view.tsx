/** The form as printed, and every check that failed. */
import { useWords } from '../../language/language';
import { CHECK_WORDS } from '../../parts/check-words';
import { FindingItem, Unassessed } from '../../parts/finding-item';
import { ReadForm } from '../../parts/read-form';
import { Review } from '../../parts/review';
import { REVIEW_WORDS } from '../../parts/review-words';
import { WithoutToken } from '../../parts/token-hint';
import type { FindingParts } from '../../queries/checks';
import { useParameters } from '../../routing/router';
import { addressOf } from '../../routing/routes';
import type { ReportData } from './report-page';
import { REPORT_WORDS } from './words';

export interface FormViewProps {
  readonly report: ReportData;
  /** Reads the report anew. */
  readonly onChange: () => void;
}

export function FormView({ report, onChange }: FormViewProps) {
  const say = useWords(REPORT_WORDS);
  const review = useWords(REVIEW_WORDS);
  const { text, change } = useParameters();
  const { nodes, totalCount } = report.findings;
  const marking = nodes.find(({ id }) => id === text('finding'));
  if (!report.forms || !report.figures) return null;
  const item = (finding: FindingParts) => (
    <FindingItem key={finding.id} finding={finding}>
      <MarkCells finding={finding} />
      <Review finding={finding} report={report.id} onDone={onChange} />
    </FindingItem>
  );
  return (
    <>
      <ReadForm
        forms={report.forms}
        cells={report.figures.cells}
        findings={nodes}
        selected={text('cell')}
        onSelect={(cell) => change({ cell }, { replace: true })}
        marked={marking?.cells}
        drawFinding={item}
      />
      <section id="findings">
        <h2>{say('findings', { count: totalCount })}</h2>
        {totalCount > 0 && <WithoutToken>{review('needsToken')}</WithoutToken>}
        {nodes.length === 0 && <NoFindings />}
        {nodes.map(item)}
        {totalCount > nodes.length && (
          <p>
            <a href={addressOf('findings', {}, { body: report.department.id, year: report.year })}>
              {say('moreFindings', { count: totalCount - nodes.length })}
            </a>
          </p>
        )}
        <Unassessed rules={report.unassessed} />
      </section>
    </>
  );
}

function NoFindings() {
  const say = useWords(CHECK_WORDS);
  return <p>{say('noFindings')}</p>;
}

function MarkCells({ finding: { id, cells } }: { readonly finding: FindingParts }) {
  const say = useWords(CHECK_WORDS);
  const { text, with: link } = useParameters();
  if (cells.length === 0) return null;
  const mine = text('finding') === id;
  return (
    <p class="review">
      <a href={link({ finding: mine ? undefined : id, cell: undefined })}>
        {mine ? say('unmark') : say('showCells', { count: cells.length })}
      </a>
    </p>
  );
}
