import type { MediaDraft } from './media-draft.ts';

/** Where the media are. */
export interface SourceSwitchProps {
  source: MediaDraft['source'];
  choose: (source: MediaDraft['source']) => void;
}

const choices = [
  { value: 'files', label: 'Files' },
  { value: 'addresses', label: 'Web addresses' },
] as const;

/** Either files from this computer, or addresses on the web. */
export function SourceSwitch({ source, choose }: SourceSwitchProps) {
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">Send</legend>
      {choices.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name="source" value={value} checked={source === value} onChange={() => choose(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
