/** A comparison as tables: one a metric, a row a subject with the median of its peers below, a column a year. */
import { useLanguage, useWords } from '../../language/language';
import { CoverageNote, Figure } from '../../numbers/figure';
import { inFull, unitOf } from '../../numbers/format';
import { type Column, DataTable } from '../../parts/data-table';
import { addressOf } from '../../routing/routes';
import { type ComparedSubject, type Comparison, nameOf } from './compare-page';
import { COMPARE_WORDS } from './words';

interface Row {
  readonly id: string;
  readonly subject: ComparedSubject;
  readonly row: Comparison['rows'][number];
  readonly median: boolean;
}

/** The rows of a metric, in the order of the subjects. */
export function rowsOf(comparison: Comparison, metric: string) {
  return comparison.subjects.flatMap((subject) => {
    const row = comparison.rows.find((each) => each.subject.id === subject.id && each.metric.key === metric);
    return row ? [{ subject, row }] : [];
  });
}

export function CompareTable({ comparison }: { readonly comparison: Comparison }) {
  const say = useWords(COMPARE_WORDS);
  const language = useLanguage();
  return (
    <>
      {comparison.metrics.map((metric) => {
        const unit = unitOf(metric, language);
        const written = unit && (language === 'zh' ? `（${unit}）` : ` (${unit})`);
        const compared = rowsOf(comparison, metric.key);
        // Regions of one parent have the same peers: then their median stands once, below all of them.
        const shared = compared.every(({ row }) => String(row.peerMedian) === String(compared[0]?.row.peerMedian));
        const rows = compared.flatMap(({ subject, row }, at): Row[] => [
          { id: subject.id, subject, row, median: false },
          ...(!shared || at === compared.length - 1
            ? [{ id: `${subject.id} median`, subject, row, median: true }]
            : []),
        ]);
        const years: Column<Row>[] = comparison.years.map((year, at) => ({
          id: String(year),
          header: String(year),
          numeric: true,
          cell: ({ row, median }) => {
            if (!median) {
              const measure = row.measures[at]!;
              return (
                <>
                  <Figure figure={measure} metric={metric} bare brief />
                  {measure.coverage.expected > 1 && <CoverageNote coverage={measure.coverage} />}
                </>
              );
            }
            const value = row.peerMedian[at];
            return value == null ? null : <span class="median">{inFull(value, metric)}</span>;
          },
        }));
        return (
          <section key={metric.key}>
            <DataTable
              caption={metric.label + written}
              rows={rows}
              keyOf={({ id }) => id}
              className={({ median }) => (median ? 'row-median' : undefined)}
              columns={[
                {
                  id: 'subject',
                  header: say('subject'),
                  heading: true,
                  cell: ({ subject, median }) => (median ? say('medianShort') : <SubjectLink subject={subject} />),
                },
                ...years,
              ]}
            />
          </section>
        );
      })}
    </>
  );
}

function SubjectLink({ subject }: { readonly subject: ComparedSubject }) {
  if (subject.__typename === 'Region') return <a href={addressOf('region', { code: subject.code })}>{subject.name}</a>;
  return <>{nameOf(subject)}</>;
}
