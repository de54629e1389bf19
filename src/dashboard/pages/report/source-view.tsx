/** What a report was read from: the file's name and digest, and what a person should know of the reading. */
import { useId, useState } from 'preact/hooks';
import { useLanguage, useWords } from '../../language/language';
import { day } from '../../numbers/format';
import type { ReportData } from './report-page';
import { REPORT_WORDS } from './words';

export function SourceView({ report: { source } }: { readonly report: ReportData }) {
  const say = useWords(REPORT_WORDS);
  const language = useLanguage();
  if (!source) return <p>{say('noDocument')}</p>;
  return (
    <section class="prose">
      <dl class="facts">
        <dt>{say('fileName')}</dt>
        <dd>{source.fileName}</dd>
        <dt>{say('mediaType')}</dt>
        <dd>
          <code>{source.mediaType}</code>
        </dd>
        <dt>{say('sha256')}</dt>
        <dd>
          <code>{source.sha256}</code>
        </dd>
        <dt>{say('recordedAt')}</dt>
        <dd>{day(source.recordedAt)}</dd>
      </dl>
      {source.url === null ? (
        <p>{say('notKept')}</p>
      ) : (
        <p class="screen-only">
          <a href={source.url} download={source.fileName}>
            {say('download')}
          </a>
        </p>
      )}
      <CompareFile sha256={source.sha256} />
      <h2>{say('notices')}</h2>
      {source.notices.length === 0 ? (
        <p>{say('noNotices')}</p>
      ) : (
        <ul>
          {source.notices.map((notice) => (
            <li key={`${notice.code} ${notice.zh}`}>{notice[language]}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Tells whether a file is the one that was read, without sending it anywhere. */
function CompareFile({ sha256 }: { readonly sha256: string }) {
  const say = useWords(REPORT_WORDS);
  const id = useId();
  const [hash, setHash] = useState<string>();
  // Only there where the address is a safe one.
  const digests = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (!digests) return <p class="filing-line">{say('cannotHash')}</p>;
  const compare = async (file: File | undefined) => {
    if (!file) return;
    const digest = new Uint8Array(await digests.digest('SHA-256', await file.arrayBuffer()));
    setHash([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  };
  return (
    <p class="screen-only">
      <label for={id}>{say('compareDocument')}</label>{' '}
      <input id={id} type="file" onChange={(event) => compare(event.currentTarget.files?.[0])} />{' '}
      <span role="status">
        {hash !== undefined && (hash === sha256 ? say('sameFile') : say('otherFile', { hash }))}
      </span>
    </p>
  );
}
