import type { Voice } from '@chamelaion/client';
import { useId, useState } from 'react';
import { speakerName } from './speaker-words.ts';
import { type VoiceFilter, VoiceFilters } from './voice-filters.tsx';
import { VoiceList } from './voice-list.tsx';

/** Who speaks with which voice. */
export interface VoicePickerProps {
  voices: readonly (Voice | undefined)[];
  change: (voices: readonly (Voice | undefined)[]) => void;
}

/** Gives each speaker of the video a voice. */
export function VoicePicker({ voices, change }: VoicePickerProps) {
  const name = useId();
  const [speaker, setSpeaker] = useState(0);
  const [filter, setFilter] = useState<VoiceFilter>({});
  return (
    <div className="voice-picker">
      <div className="bar">
        <fieldset className="switch">
          <legend className="visually-hidden">Speaker</legend>
          {voices.map((voice, index) => (
            <label key={index}>
              <input type="radio" name={name} checked={index === speaker} onChange={() => setSpeaker(index)} />
              <span>
                {speakerName(index)}
                {voice && `: ${voice.name}`}
              </span>
            </label>
          ))}
        </fieldset>
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
      <VoiceFilters filter={filter} change={setFilter} />
      <VoiceList
        filter={filter}
        speaker={speakerName(speaker)}
        voice={voices[speaker]}
        choose={(voice) => change(voices.map((one, index) => (index === speaker ? voice : one)))}
      />
    </div>
  );
}
