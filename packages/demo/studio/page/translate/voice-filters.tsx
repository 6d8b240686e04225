import type { VoiceListParams } from '@chamelaion/client';
import { useId } from 'react';
import { knownLanguages } from './find-languages.ts';

/** Which voices are shown. */
export type VoiceFilter = Pick<VoiceListParams, 'search' | 'language' | 'gender' | 'favorite'>;

/** The filters as they stand, and what changes them. */
export interface VoiceFiltersProps {
  filter: VoiceFilter;
  change: (filter: VoiceFilter) => void;
}

const genders = ['Female', 'Male', 'Other'] as const;

/** What narrows the list of voices down. */
export function VoiceFilters({ filter, change }: VoiceFiltersProps) {
  const id = useId();
  const edit = (part: VoiceFilter) => change({ ...filter, ...part });
  return (
    <div className="filters">
      <div>
        <label htmlFor={`${id}-search`} className="label">
          Search voices
        </label>
        <input
          id={`${id}-search`}
          type="search"
          autoComplete="off"
          value={filter.search ?? ''}
          // Enter would send the form.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onChange={({ target }) => edit({ search: target.value || undefined })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-language`} className="label">
          Language
        </label>
        <select
          id={`${id}-language`}
          value={filter.language ?? ''}
          onChange={({ target }) => edit({ language: target.value || undefined })}
        >
          <option value="">Any</option>
          {knownLanguages.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-gender`} className="label">
          Gender
        </label>
        <select
          id={`${id}-gender`}
          value={filter.gender ?? ''}
          onChange={({ target }) => edit({ gender: genders.find((gender) => gender === target.value) })}
        >
          <option value="">Any</option>
          {genders.map((gender) => (
            <option key={gender}>{gender}</option>
          ))}
        </select>
      </div>
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
