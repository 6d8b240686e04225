import { Icon } from '../icon.tsx';
import { languageName } from './language-name.ts';

/** The languages that are chosen, and what takes one back. */
export interface LanguageChipsProps {
  chosen: readonly string[];
  remove: (code: string) => void;
}

/** The chosen languages, each with a button that removes it. */
export function LanguageChips({ chosen, remove }: LanguageChipsProps) {
  if (chosen.length === 0) return null;
  return (
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
  );
}
