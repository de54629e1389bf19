/** Where a token is entered and dropped again. */
import { useId, useState } from 'preact/hooks';
import { useCommonWords } from '../language/language';
import { setToken, tokenOf } from '../query/token';
import { forgetAnswers } from '../query/use-query';

export function TokenForm() {
  const say = useCommonWords();
  const id = useId();
  const [kept, setKept] = useState(tokenOf() !== null);
  const [text, setText] = useState('');
  const use = (token: string | null) => {
    setToken(token);
    forgetAnswers();
    setKept(token !== null);
    setText('');
  };
  return (
    <details class="token">
      <summary>{say(kept ? 'tokenKept' : 'token')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) use(text.trim());
        }}
      >
        <p>{say('tokenHint')}</p>
        <label for={id} class="hidden">
          {say('token')}
        </label>
        <input
          id={id}
          type="password"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {say('tokenUse')}
        </button>
        {kept && (
          <button type="button" class="link" onClick={() => use(null)}>
            {say('tokenDrop')}
          </button>
        )}
      </form>
    </details>
  );
}
