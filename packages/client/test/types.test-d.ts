import { createReadStream } from 'node:fs';
import Chamelaion, {
  type ClientOptions,
  type LipsyncGenerateParams,
  type LipsyncRequest,
  type LipsyncRequest as Request,
} from '@chamelaion/client';
import { createFetchClient } from '@chamelaion/client/fetch';
import { expectTypeOf } from 'vitest';

const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' } as const;
const audio = { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' } as const;

declare const client: Chamelaion;
declare const maybe: string | undefined;
const api = createFetchClient();

// One video and one audio track, in any order, and nothing else, through every public entry.
client.lipsync.generate({ inputs: [video, audio] });
client.lipsync.generate({ inputs: [audio, video], reference_id: maybe });
api.POST('/v1/lipsync/generate', { body: { inputs: [audio, video] } });
// @ts-expect-error two videos
client.lipsync.generate({ inputs: [video, video] });
// @ts-expect-error two videos
api.POST('/v1/lipsync/generate', { body: { inputs: [video, video] } });
// @ts-expect-error one input
client.lipsync.generate({ inputs: [video] });
// @ts-expect-error one input
api.POST('/v1/lipsync/generate', { body: { inputs: [video] } });
// @ts-expect-error three inputs
client.lipsync.generate({ inputs: [video, audio, audio] });
// @ts-expect-error three inputs
api.POST('/v1/lipsync/generate', { body: { inputs: [video, audio, audio] } });
// @ts-expect-error an unknown type
client.lipsync.generate({ inputs: [video, { type: 'image', url: '' }] });
// @ts-expect-error no URL
client.lipsync.generate({ inputs: [video, { type: 'audio' }] });
// @ts-expect-error no body
client.lipsync.generate();
// @ts-expect-error no body
api.POST('/v1/lipsync/generate');
// @ts-expect-error no path parameter
api.GET('/v1/lipsync/requests/{id}');
// @ts-expect-error no such path
api.GET('/v1/lipsync/generate');
// @ts-expect-error a string is no number
client.lipsync.requests.list({ limit: '20' });

// A status narrows, and stays open.
expectTypeOf<Awaited<ReturnType<typeof client.lipsync.requests.retrieve>>>().toEqualTypeOf<LipsyncRequest>();
function narrow(request: LipsyncRequest) {
  expectTypeOf(request.output_url).toEqualTypeOf<string | undefined>();
  if (request.status === 'completed') expectTypeOf(request.output_url).toEqualTypeOf<string>();
  if (request.status === 'failed') expectTypeOf(request.error_message).toEqualTypeOf<string>();
  switch (request.status) {
    case 'queued':
    case 'processing':
    case 'completed':
    case 'failed':
      break;
    default: {
      const unknown: string = request.status;
      return unknown;
    }
  }
  const status: string = request.status;
  return status === 'paused';
}
narrow({ id: '', created_at: '', status: 'queued' });
// @ts-expect-error a completed request has an output_url
narrow({ id: '', created_at: '', status: 'completed', finished_at: '' });

// The thin layer's answer.
async function thin() {
  const { data, error, response } = await api.GET('/v1/lipsync/requests/{id}', {
    params: { path: { id: 'x' } },
  });
  expectTypeOf(response).toEqualTypeOf<Response>();
  if (data) expectTypeOf(data).toEqualTypeOf<LipsyncRequest>();
  else expectTypeOf(error).toEqualTypeOf<{ error: string } | string>();
  const page = await api.GET('/v1/lipsync/requests', { params: { query: { limit: undefined, offset: 3 } } });
  expectTypeOf(page.data?.data).toEqualTypeOf<LipsyncRequest[] | undefined>();
  await api.GET('/health');
  await api.POST('/v1/lipsync/generate-with-media', {
    body: { video: new Blob([]), audio: new File([], 'a.wav') },
  });
}

// What vendor code writes.
new Chamelaion();
new Chamelaion({ apiKey: process.env['CHAMELAION_API_KEY'], bearerToken: null, fetch });
const options: ClientOptions = { apiKey: maybe, baseURL: maybe, environment: undefined };
const params: Chamelaion.LipsyncGenerateParams = { inputs: [video, audio] } satisfies LipsyncGenerateParams;
const request: Chamelaion.LipsyncRequest = {} as Request;
expectTypeOf(client.lipsync.generate(params)).resolves.toEqualTypeOf<Chamelaion.LipsyncGenerateResponse>();
client.lipsync.generateWithMedia(
  { video: createReadStream('clip.mp4'), audio: new Uint8Array(), reference_id: maybe },
  { headers: { 'x-team': maybe }, signal: null },
);
try {
  narrow(request);
} catch (error) {
  if (error instanceof Chamelaion.RateLimitError) expectTypeOf(error.status).toEqualTypeOf<429>();
  else if (error instanceof Chamelaion.APIError) expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
}

export { options, thin };

// @ts-expect-error two videos, by the name that vendor code uses
export const twoVideos: Chamelaion.LipsyncGenerateParams = { inputs: [video, video] };
expectTypeOf<Chamelaion.LipsyncRequest>().toEqualTypeOf<LipsyncRequest>();
expectTypeOf<Chamelaion.LipsyncGenerateParams>().not.toBeAny();
