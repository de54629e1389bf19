/** The demo city on request: a server of its own beside this one, which is offered to who sits at the machine or has a token. */
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../language/language';
import { tokenOf } from '../../query/token';
import { START_WORDS } from './words';

interface Demo {
  readonly offered: boolean;
  readonly state: 'NONE' | 'STARTING' | 'SERVING' | 'FAILED';
  readonly port?: number;
}

const ASK_EVERY_MS = 1000;

async function askDemo(method: 'GET' | 'POST'): Promise<Demo | undefined> {
  const token = tokenOf();
  const response = await fetch('/demo', {
    method,
    headers: {
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(method === 'POST' ? { body: '{}' } : {}),
  }).catch(() => undefined);
  return response?.ok ? ((await response.json()) as Demo) : undefined;
}

/** Without an offer, the command alone. */
export function DemoOffer() {
  const say = useWords(START_WORDS);
  const [demo, setDemo] = useState<Demo>();
  useEffect(() => {
    void askDemo('GET').then(setDemo);
  }, []);
  useEffect(() => {
    if (demo?.state !== 'STARTING') return undefined;
    const timer = setTimeout(() => void askDemo('GET').then(setDemo), ASK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [demo]);
  const start = () => void askDemo('POST').then(setDemo);
  return (
    <>
      <p>{say('emptyDemo')}</p>
      {demo?.offered && (
        <p role="status">
          {demo.state === 'STARTING' && <span aria-busy="true">{say('demoStarting')}</span>}
          {demo.state === 'SERVING' && (
            <a class="button" href={`http://${location.hostname}:${demo.port}/`}>
              {say('demoOpen')}
            </a>
          )}
          {demo.state === 'FAILED' && <span>{say('demoFailed')} </span>}
          {(demo.state === 'NONE' || demo.state === 'FAILED') && (
            <button type="button" onClick={start}>
              {say('demoStart')}
            </button>
          )}
        </p>
      )}
      <p>
        {demo?.offered && say('demoOr')} <code>npm run demo</code>
      </p>
    </>
  );
}
