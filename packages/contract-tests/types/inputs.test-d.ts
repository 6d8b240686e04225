import type Chamelaion from '@chamelaion/client';
import type { components, LipsyncGenerateParams, paths } from '@chamelaion/client';
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
