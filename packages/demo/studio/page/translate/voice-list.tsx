import type { Voice } from '@chamelaion/client';
import { useVoices } from '@chamelaion/react';
import { useId } from 'react';
import { Icon } from '../icon.tsx';
import { lookingWords } from '../job/error-words.ts';
import { languageName } from './language-name.ts';
import { useSettled } from './use-settled.ts';
import type { VoiceFilter } from './voice-filters.tsx';

/** Which voices to choose from, and for whom. */
export interface VoiceListProps {
  filter: VoiceFilter;
  /** The speaker's name. */
  speaker: string;
  voice: Voice | undefined;
  choose: (voice: Voice | undefined) => void;
}

/** The voices that pass the filters, one of which a speaker gets. */
export function VoiceList({ filter, speaker, voice, choose }: VoiceListProps) {
  const name = useId();
  const { data, error } = useVoices({ ...useSettled(filter), limit: 100 });
  const words = error && lookingWords(error);
  const { voices = [], pagination } = data ?? {};
  return (
    <>
      <fieldset className="voices">
        <legend className="visually-hidden">Voice of {speaker}</legend>
        <label>
          <input type="radio" name={name} checked={!voice} onChange={() => choose(undefined)} />
          <span className="label">The service chooses</span>
        </label>
        {voices.map((one) => (
          <label key={one.voice_id}>
            <input type="radio" name={name} checked={one.voice_id === voice?.voice_id} onChange={() => choose(one)} />
            <span>
              <span className="label">{one.name}</span>{' '}
              {one.is_favorite && (
                <>
                  <Icon name="favorite" /> <span className="visually-hidden">favorite, </span>
                </>
              )}
              <span className="hint">
                {languageName(one.language)}, {one.gender.toLowerCase()}, {one.application}. {one.description}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="hint" role="status">
        {words && `${words.heading}. ${words.advice}`}
        {!words && !data && 'Loading the voices.'}
        {data && voices.length === 0 && 'No voice fits. Change the filters.'}
        {pagination && voices.length > 0 && `${voices.length} of ${pagination.total} voices`}
      </p>
    </>
  );
}
