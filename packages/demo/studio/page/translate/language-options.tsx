import type { Language } from './find-languages.ts';

/** What a text may mean, and which of it Enter takes. */
export interface LanguageOptionsProps {
  /** The field's; each option's begins with it. */
  id: string;
  found: readonly Language[];
  at: number;
  choose: (language: Language) => void;
}

/** The list below the field; the field keeps the focus. */
export function LanguageOptions({ id, found, at, choose }: LanguageOptionsProps) {
  return (
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
          onClick={() => choose(language)}
        >
          <span>{language.name === language.code ? 'Another language' : language.name}</span>
          <code>{language.code}</code>
        </div>
      ))}
    </div>
  );
}

function scrollTo(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}
