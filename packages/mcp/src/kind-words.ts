import { type Kind, suggestions } from '@chamelaion/spec/operations';

/**
 * What a kind of job is called, for agents and people: the tool that starts one, its name without an article, what it
 * makes of what, what is paid for, and what else an agent should know.
 */
type KindWords = { readonly [word in 'tool' | 'name' | 'makes' | 'cost' | 'note']: string };

/** The words for each kind of job. A new kind takes an entry here, and nothing else in this package. */
export const kindWords: Readonly<Record<Kind, KindWords>> = {
  lipsync: {
    tool: 'start_lipsync',
    name: 'lip sync',
    makes: 'Makes one video whose lips match another audio track, from one video and one audio track.',
    cost: 'the processed time of the media',
    note: '',
  },
  videoTranslate: {
    tool: 'start_translation',
    name: 'translation',
    makes: 'Turns one video into a dubbed video, its audio and its subtitles for each language in target_languages.',
    cost: 'the processed time of the media, times the number of languages',
    note: `Known languages: ${suggestions.Language.join(', ')}. Others may work. list_voices finds voices for config.speaker_voices.`,
  },
};

/** The names of all kinds. */
export const kindNames: readonly Kind[] = Object.keys(kindWords) as Kind[];
