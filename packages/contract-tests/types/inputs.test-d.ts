import type Chamelaion from '@chamelaion/client';
import type { components, LipsyncGenerateParams, paths, VideoTranslateGenerateParams } from '@chamelaion/client';
import type { FetchClient } from '@chamelaion/client/fetch';

// What must not compile, through every public way to say it: a package that adds a way adds a line.
declare const api: FetchClient;
const post = api.POST<'/v1/lipsync/generate'>;
const postMedia = api.POST<'/v1/lipsync/generate-with-media'>;

type Lipsync = Chamelaion['lipsync'];
type Body<M extends (...args: never[]) => unknown> = Parameters<M>[0];

interface Jobs {
  generate: Body<Lipsync['generate']>;
  run: Body<Lipsync['run']>;
  'the thin layer': Parameters<typeof post>[1]['body'];
  LipsyncGenerateParams: LipsyncGenerateParams;
  'Chamelaion.LipsyncGenerateParams': Chamelaion.LipsyncGenerateParams;
  components: components['schemas']['LipsyncGenerateParams'];
  paths: paths['/v1/lipsync/generate']['post']['requestBody']['content']['application/json'];
}

interface Uploads {
  generateWithMedia: Body<Lipsync['generateWithMedia']>;
  runWithMedia: Body<Lipsync['runWithMedia']>;
  'the thin layer': Parameters<typeof postMedia>[1]['body'];
}

interface Input<Type, URL = string> {
  type: Type;
  url: URL;
}
type Video = Input<'video'>;
type Audio = Input<'audio'>;

interface RightJobs {
  'a video and an audio track': { inputs: [Video, Audio] };
  'an audio track and a video': { inputs: [Audio, Video] };
  'all fields': { inputs: [Video, Audio]; reference_id: string; disable_active_speaker_detection: boolean };
  'fields that are undefined': { inputs: [Video, Audio]; reference_id: undefined };
}
interface WrongJobs {
  nothing: object;
  'no inputs': { inputs: [] };
  'one input': { inputs: [Video] };
  'two videos': { inputs: [Video, Video] };
  'two audio tracks': { inputs: [Audio, Audio] };
  'three inputs': { inputs: [Video, Audio, Audio] };
  'a list of any length': { inputs: (Video | Audio)[] };
  'an unknown type': { inputs: [Video, Input<'image'>] };
  'any type': { inputs: [Video, Input<string>] };
  'no type': { inputs: [Video, { url: string }] };
  'no URL': { inputs: [Video, { type: 'audio' }] };
  'a number for a URL': { inputs: [Video, Input<'audio', number>] };
  'a number for a reference': { inputs: [Video, Audio]; reference_id: number };
  'a text for a switch': { inputs: [Video, Audio]; disable_active_speaker_detection: 'true' };
}

interface RightUploads {
  files: { video: File; audio: File };
  'a blob': { video: Blob; audio: File; reference_id: string };
}
interface WrongUploads {
  'no video': { audio: File };
  'no audio': { video: File };
  'a URL': { video: string; audio: File };
  'a number for a reference': { video: File; audio: File; reference_id: number };
}

/** Names each value that an entry takes. */
type Taken<Entries, Values> = {
  [E in keyof Entries & string]: {
    [V in keyof Values & string]: Values[V] extends Entries[E] ? `${E} takes ${V}` : never;
  }[keyof Values & string];
}[keyof Entries & string];

/** Names each value that an entry does not take. */
type Refused<Entries, Values> = {
  [E in keyof Entries & string]: {
    [V in keyof Values & string]: Values[V] extends Entries[E] ? never : `${E} refuses ${V}`;
  }[keyof Values & string];
}[keyof Entries & string];

type Nothing<T> = [T] extends [never] ? true : T;

// An error here names what compiles and must not, or the other way round.
export const wrongJobs: Nothing<Taken<Jobs, WrongJobs>> = true;
export const rightJobs: Nothing<Refused<Jobs, RightJobs>> = true;
export const wrongUploads: Nothing<Taken<Uploads, WrongUploads>> = true;
export const rightUploads: Nothing<Refused<Uploads, RightUploads>> = true;

type VideoTranslate = Chamelaion['videoTranslate'];
const postTranslation = api.POST<'/v1/video-translate/generate'>;
const postVideo = api.POST<'/v1/video-translate/generate-with-media'>;

interface Translations {
  generate: Body<VideoTranslate['generate']>;
  run: Body<VideoTranslate['run']>;
  'the thin layer': Parameters<typeof postTranslation>[1]['body'];
  VideoTranslateGenerateParams: VideoTranslateGenerateParams;
}
interface RightTranslations {
  'a video and a language': { inputs: [Video]; target_languages: ['de'] };
  'a language that nobody suggests': { inputs: Video[]; target_languages: ['tlh-x'] };
  'a setting to come': { inputs: Video[]; target_languages: string[]; config: { tts_model: 'eleven_v4'; x: 1 } };
}
interface WrongTranslations {
  'no languages': { inputs: [Video] };
  'an audio track': { inputs: [Audio]; target_languages: ['de'] };
  'a language that is a number': { inputs: [Video]; target_languages: [1] };
  'an unknown model': { inputs: [Video]; target_languages: ['de']; model: 'expresive' };
  'subtitles without content': {
    inputs: [Video];
    target_languages: ['de'];
    config: { source_srt: { file_name: 'x' } };
  };
}

interface Videos {
  generateWithMedia: Body<VideoTranslate['generateWithMedia']>;
  runWithMedia: Body<VideoTranslate['runWithMedia']>;
}
interface RightVideos {
  'subtitles as text and as a file': {
    video: File;
    target_languages: string[];
    source_srt: string;
    target_srts: { de: File };
  };
}
interface WrongVideos {
  'no video': { target_languages: string[] };
  'a URL': { video: string; target_languages: string[] };
  'subtitles in a list': { video: File; target_languages: string[]; target_srts: { de: 1 } };
}
type VideoOfTheThinLayer = Parameters<typeof postVideo>[1]['body'];

export const wrongTranslations: Nothing<Taken<Translations, WrongTranslations>> = true;
export const rightTranslations: Nothing<Refused<Translations, RightTranslations>> = true;
export const wrongVideos: Nothing<Taken<Videos, WrongVideos>> = true;
export const rightVideos: Nothing<Refused<Videos, RightVideos>> = true;
// There the parts have the names of the form.
export const thinVideo: VideoOfTheThinLayer = {
  video: new Blob(),
  target_languages: ['de'],
  'target_srt.de': new Blob(),
};
