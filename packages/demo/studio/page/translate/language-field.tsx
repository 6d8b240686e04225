import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Problem } from '../form/problem.tsx';
import { findLanguages, type Language } from './find-languages.ts';
import { LanguageChips } from './language-chips.tsx';
import { LanguageOptions } from './language-options.tsx';

/** The languages that are chosen so far. */
export interface LanguageFieldProps {
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
  const add = ({ code }: Language) => {
    change([...chosen, code]);
    setText('');
    setOpen(false);
  };
  const remove = (code: string) => {
    change(chosen.filter((one) => one !== code));
    // The button that had the focus is gone.
    input.current?.focus();
  };
  const leave = () => {
    // Text that stayed would look like one language more.
    setText('');
    setOpen(false);
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
      <LanguageChips chosen={chosen} remove={remove} />
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
          onBlur={leave}
        />
        <LanguageOptions id={id} found={found} at={at} choose={add} />
      </div>
      <p id={`${id}-hint`} className="hint">
        {text !== '' && open && found.length === 0
          ? 'No language fits. A code works as well, such as sw or pt-BR.'
          : 'As many as you like. A code works as well, such as sw or pt-BR.'}
      </p>
      <Problem id={`${id}-problem`} text={problem} />
    </div>
  );
}
