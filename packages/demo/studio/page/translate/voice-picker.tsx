import type { Voice, VoiceListParams } from '@chamelaion/client';
import { useVoices } from '@chamelaion/react';
import { useEffect, useId, useState } from 'react';
import { Select, Switch } from '../form/controls.tsx';
import { Icon } from '../icon.tsx';
import { lookingWords } from '../job/error-words.ts';
import { languageChoices } from './find-languages.ts';
import { languageName } from './language-name.ts';
import { speakerName } from './translate-words.ts';

type VoiceFilter = Pick<VoiceListParams, 'search' | 'language' | 'gender' | 'favorite'>;

interface VoicePickerProps {
  voices: readonly (Voice | undefined)[];
  change: (voices: readonly (Voice | undefined)[]) => void;
}

/** Gives each speaker of the video a voice. */
export function VoicePicker({ voices, change }: VoicePickerProps) {
  const [speaker, setSpeaker] = useState(0);
  const [filter, setFilter] = useState<VoiceFilter>({});
  return (
    <div className="voice-picker">
      <div className="bar">
        <Switch
          label="Speaker"
          options={voices.map((voice, index) => [index, `${speakerName(index)}${voice ? `: ${voice.name}` : ''}`])}
          chosen={speaker}
          choose={setSpeaker}
        />
        <button
          type="button"
          onClick={() => {
            change([...voices, undefined]);
            setSpeaker(voices.length);
          }}
        >
          Add a speaker
        </button>
      </div>
      <VoiceFilters filter={filter} edit={(part) => setFilter({ ...filter, ...part })} />
      <VoiceList
        filter={filter}
        speaker={speakerName(speaker)}
        voice={voices[speaker]}
        choose={(voice) => change(voices.map((one, index) => (index === speaker ? voice : one)))}
      />
    </div>
  );
}

const genders = ['Female', 'Male', 'Other'] as const;

/** What narrows the list of voices down. */
function VoiceFilters({ filter, edit }: { filter: VoiceFilter; edit: (part: VoiceFilter) => void }) {
  const id = useId();
  return (
    <div className="filters">
      <div>
        <label htmlFor={id} className="label">
          Search voices
        </label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          value={filter.search ?? ''}
          // Enter would send the form.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onChange={({ target }) => edit({ search: target.value || undefined })}
        />
      </div>
      <Select
        label="Language"
        options={[['', 'Any'], ...languageChoices]}
        chosen={filter.language ?? ''}
        choose={(language) => edit({ language: language || undefined })}
      />
      <Select
        label="Gender"
        options={[['', 'Any'], ...genders.map((gender) => [gender, gender] as const)]}
        chosen={filter.gender ?? ''}
        choose={(chosen) => edit({ gender: genders.find((gender) => gender === chosen) })}
      />
      <fieldset className="checks">
        <legend className="visually-hidden">Only</legend>
        <label>
          <input
            type="checkbox"
            checked={filter.favorite ?? false}
            onChange={({ target }) => edit({ favorite: target.checked || undefined })}
          />
          <span>Favorites only</span>
        </label>
      </fieldset>
    </div>
  );
}

interface VoiceListProps {
  filter: VoiceFilter;
  /** The speaker's name. */
  speaker: string;
  voice: Voice | undefined;
  choose: (voice: Voice | undefined) => void;
}

/** The voices that pass the filters, one of which a speaker gets. */
function VoiceList({ filter, speaker, voice, choose }: VoiceListProps) {
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

/** A value once it has stood still for a moment, so that not every keystroke is sent. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
