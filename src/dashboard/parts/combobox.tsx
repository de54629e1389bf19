/** A field with a list of proposals that are looked up while one types; only what fits is ever asked for or drawn. */
import { useEffect, useId, useState } from 'preact/hooks';
import { useCommonWords } from '../language/language';

export interface Proposal {
  readonly id: string;
  readonly label: string;
  /** Smaller, behind the label. */
  readonly note?: string;
}

export interface ComboboxProps {
  readonly label: string;
  readonly hiddenLabel?: boolean;
  readonly placeholder?: string;
  /** Looks proposals up; called a moment after the last letter. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Proposal[]>;
  readonly onChoose: (proposal: Proposal) => void;
  /** What the field shows when it is not typed in; it is emptied after a choice unless given. */
  readonly shown?: string;
  /** Entered without a choice. */
  readonly onEnter?: (text: string) => void;
}

const PAUSE_MS = 180;

export function Combobox(props: ComboboxProps) {
  const { label, hiddenLabel, placeholder, find, onChoose, shown = '', onEnter } = props;
  const say = useCommonWords();
  const id = useId();
  const [text, setText] = useState<string>();
  const [found, setFound] = useState<readonly Proposal[]>();
  const [active, setActive] = useState(-1);
  const open = text !== undefined && text.trim() !== '' && found !== undefined;
  useEffect(() => {
    setActive(-1);
    const asked = text?.trim() ?? '';
    if (asked === '') {
      setFound(undefined);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      find(asked, controller.signal).then(
        (proposals) => !controller.signal.aborted && setFound(proposals),
        () => !controller.signal.aborted && setFound([]),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  const close = () => {
    setText(undefined);
    setFound(undefined);
  };
  const choose = (proposal: Proposal) => {
    close();
    onChoose(proposal);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const count = found?.length ?? 0;
    if (event.key === 'Escape') close();
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && open && count > 0) {
      event.preventDefault();
      setActive((active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1) + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = found?.[active < 0 && !onEnter ? 0 : active];
      if (open && chosen) choose(chosen);
      else if (onEnter && text?.trim()) {
        const entered = text.trim();
        close();
        onEnter(entered);
      }
    }
  };
  return (
    <div class="control combobox">
      <label for={id} class={hiddenLabel ? 'hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={placeholder ?? say('typeToSearch')}
        value={text ?? shown}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div
        id={`${id}-list`}
        class={open ? 'proposals' : 'proposals proposals-closed'}
        role="listbox"
        aria-label={label}
      >
        {open &&
          found.map((proposal, at) => (
            // The keyboard goes through the list from the field (aria-activedescendant).
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={proposal.id}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(proposal)}
            >
              {proposal.label}
              {proposal.note && <small> {proposal.note}</small>}
            </div>
          ))}
      </div>
      <span class="hidden" role="status">
        {open && (found.length > 0 ? say('matches', { count: found.length }) : say('noMatch'))}
      </span>
      {open && found.length === 0 && <p class="combobox-none">{say('noMatch')}</p>}
    </div>
  );
}
