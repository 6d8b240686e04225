import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Problem } from '../form/controls.tsx';
import { Icon } from '../icon.tsx';
import { findLanguages, type Language } from './find-languages.ts';
import { languageName } from './language-name.ts';

interface LanguageFieldProps {
  chosen: readonly string[];
  problem: string | undefined;
  change: (chosen: readonly string[]) => void;
}

/** Chooses languages by typing parts of their names or codes. */
export function LanguageField({ chosen, problem, change }: LanguageFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = open ? findLanguages(text, chosen) : [];

  const show = (text: string) => {
    setText(text);
    setOpen(true);
    setAt(0);
  };
  const close = () => {
    // Text that stayed would look like one language more.
    setText('');
    setOpen(false);
  };
  const add = ({ code }: Language) => {
    change([...chosen, code]);
    close();
  };
  const remove = (code: string) => {
    change(chosen.filter((one) => one !== code));
    // The button that had the focus is gone.
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const language = found[at];
    if (step) {
      if (open) setAt((at + step + found.length) % Math.max(1, found.length));
      else show(text);
    } else if (event.key === 'Enter' && language) add(language);
    else if (event.key === 'Escape' && open) setOpen(false);
    // With text in it, Enter would send a form that lacks this language.
    else if (event.key !== 'Enter' || text === '') return;
    event.preventDefault();
  };

  return (
    <div className="field">
      <label htmlFor={id} className="label">
        Into these languages
      </label>
      {chosen.length > 0 && (
        <ul className="chips" aria-label="Chosen languages">
          {chosen.map((code) => (
            <li key={code}>
              {languageName(code)}
              <button type="button" aria-label={`Remove ${languageName(code)}`} onClick={() => remove(code)}>
                <Icon name="failed" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="combobox">
        <input
          ref={input}
          id={id}
          type="text"
          name="languages"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder="For example German"
          value={text}
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found[at] && `${id}-${found[at].code}`}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `${id}-hint ${id}-problem` : `${id}-hint`}
          onChange={({ target }) => show(target.value)}
          onClick={() => show(text)}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        <div id={`${id}-list`} className="options" role="listbox" aria-label="Languages" hidden={found.length === 0}>
          {found.map((language, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and names the option that is active
            <div
              key={language.code}
              id={`${id}-${language.code}`}
              role="option"
              aria-selected={index === at}
              ref={index === at ? scrollTo : undefined}
              // Or the field would lose the focus, and close the list before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => add(language)}
            >
              <span>{language.name === language.code ? 'Another language' : language.name}</span>
              <code>{language.code}</code>
            </div>
          ))}
        </div>
      </div>
      <p id={`${id}-hint`} className="hint">
        {text !== '' && open && found.length === 0 ? 'No language fits.' : 'As many as you like.'} A code works as well,
        such as sw or pt-BR.
      </p>
      <Problem id={`${id}-problem`} text={problem} />
    </div>
  );
}

function scrollTo(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}
