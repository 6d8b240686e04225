import type Chamelaion from '@chamelaion/client';
import type { LipsyncRequest, VideoTranslateRequest } from '@chamelaion/client';
import type { FetchClient } from '@chamelaion/client/fetch';

// Wherever a request comes from, its status tells what else it holds: a package that adds a way adds a line.
declare const api: FetchClient;
const get = api.GET<'/v1/lipsync/requests/{id}'>;
const list = api.GET<'/v1/lipsync/requests'>;

type Requests = Chamelaion['lipsync']['requests'];
type Result<M extends (...args: never[]) => unknown> = Awaited<ReturnType<M>>;

interface Sources {
  retrieve: Result<Requests['retrieve']>;
  list: Result<Requests['list']>['data'][number];
  'the thin layer': NonNullable<Result<typeof get>['data']>;
  'the list of the thin layer': NonNullable<Result<typeof list>['data']>['data'][number];
  LipsyncRequest: LipsyncRequest;
}

interface Promises<R extends { status: unknown }> {
  completed: Extract<R, { status: 'completed' }> extends { output_url: string; finished_at: string } ? true : false;
  failed: Extract<R, { status: 'failed' }> extends { error_message: string; finished_at: string } ? true : false;
  /** A status that nobody knows yet is not excluded. */
  unknown: [Exclude<R['status'], 'queued' | 'processing' | 'completed' | 'failed'>] extends [never] ? false : true;
  /** Nothing is promised before the status is known. */
  any: undefined extends R[keyof R & 'output_url'] ? true : false;
}

type Broken = {
  [S in keyof Sources & string]: {
    [P in keyof Promises<Sources[S]>]: Promises<Sources[S]>[P] extends true ? never : `${S}: ${P}`;
  }[keyof Promises<Sources[S]>];
}[keyof Sources & string];

// An error here names the source and the promise that it breaks.
export const promises: [Broken] extends [never] ? true : Broken = true;

// What is waited for is completed.
export const completed: Result<Requests['waitFor']> extends { status: 'completed'; output_url: string } ? true : false =
  true;

// By control flow, as users write it.
export function outputOf(request: Sources[keyof Sources]): string | undefined {
  if (request.status === 'completed') return request.output_url satisfies string;
  if (request.status === 'failed') return request.error_message satisfies string;
  return undefined;
}

// A translation narrows the same way, an open config by its known settings.
export function outputsOf(request: VideoTranslateRequest): string | undefined {
  if (request.status === 'completed') return request.outputs['de']?.video satisfies string | undefined;
  if (request.status === 'failed') return request.error_message satisfies string;
  request.config.tts_model satisfies 'eleven_v4' | 'eleven_multilingual_v2' | (string & {}) | undefined;
  request.config['a_setting_to_come'] satisfies unknown;
  return undefined;
}
type Translations = Chamelaion['videoTranslate']['requests'];
export const translated: Result<Translations['waitFor']> extends { status: 'completed'; outputs: object }
  ? true
  : false = true;
