import type Chamelaion from '@chamelaion/client';
import type { LipsyncRequest, VideoTranslateRequest } from '@chamelaion/client';
import { expectTypeOf } from 'vitest';

// The client's own type tests say how a lip sync narrows by its status. Each other source gives the same type.
type Requests = Chamelaion['lipsync']['requests'];
type Translations = Chamelaion['videoTranslate']['requests'];
type Result<M extends (...args: never[]) => unknown> = Awaited<ReturnType<M>>;

expectTypeOf<Result<Requests['list']>['data'][number]>().toEqualTypeOf<LipsyncRequest>();

// A status that nobody knows yet is not excluded.
type Known = 'queued' | 'processing' | 'completed' | 'failed';
expectTypeOf<Exclude<LipsyncRequest['status'], Known>>().not.toBeNever();

expectTypeOf<Extract<LipsyncRequest, { status: 'completed' }>>().toExtend<{
  output_url: string;
  finished_at: string;
}>();
expectTypeOf<Extract<LipsyncRequest, { status: 'failed' }>>().toExtend<{
  error_message: string;
  finished_at: string;
}>();

// What is waited for is completed.
expectTypeOf<Result<Requests['waitFor']>>().toExtend<{ status: 'completed'; output_url: string }>();
expectTypeOf<Result<Translations['waitFor']>>().toExtend<{ status: 'completed'; outputs: object }>();

// A translation narrows the same way, an open config by its known settings.
export function outputsOf(request: VideoTranslateRequest): string | undefined {
  if (request.status === 'completed') return request.outputs['de']?.video satisfies string | undefined;
  if (request.status === 'failed') return request.error_message satisfies string;
  request.config.tts_model satisfies 'eleven_v4' | 'eleven_multilingual_v2' | (string & {}) | undefined;
  request.config['a_setting_to_come'] satisfies unknown;
  return undefined;
}
