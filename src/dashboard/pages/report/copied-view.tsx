/** What the text shares with other reports, passage beside passage. */
import { useWords } from '../../language/language';
import { inFull } from '../../numbers/format';
import { addressOf } from '../../routing/routes';
import type { ReportData } from './report-page';
import { REPORT_WORDS } from './words';

const PERCENT = { kind: 'RATIO', unit: '%' } as const;

export function CopiedView({ report: { similar } }: { readonly report: ReportData }) {
  const say = useWords(REPORT_WORDS);
  if (!similar) return null;
  return (
    <>
      <p class="lead">{say('copiedLead')}</p>
      {similar.nodes.length === 0 && <p>{say('notCopied')}</p>}
      {similar.nodes.map(({ report, section, similarity, ownLastYear, passages }) => (
        <section key={`${report.id} ${section}`} class="copied">
          <h2>
            {say('similarity', { section: say(section), percent: inFull(similarity, PERCENT) })}{' '}
            <a href={addressOf('report', { id: report.id }, { view: 'text' })}>
              {report.department.name} {report.year}
            </a>
            {ownLastYear && <small> {say('ownLastYear')}</small>}
          </h2>
          <div class="table-scroll">
            <table class="data copied-passages">
              <thead>
                <tr>
                  <th scope="col">{say('here')}</th>
                  <th scope="col">{say('there')}</th>
                </tr>
              </thead>
              <tbody>
                {passages.map(({ text, otherText }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: passages stand in a fixed order and have no other name
                  <tr key={at}>
                    <td>{text}</td>
                    <td>{otherText}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}
