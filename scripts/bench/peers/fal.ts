import { createFalClient, type FalClient } from '@fal-ai/client';
import type { Create } from './submit.ts';

export const endpoint = 'fal-ai/sync-lipsync';

/** It knows only its own hosts, so that requests are turned to `baseURL` on their way. */
export const createFal = (baseURL: string): FalClient =>
  createFalClient({
    credentials: 'any',
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace(/^https:\/\/\w+\.fal\.\w+/, baseURL),
    }),
  });

export const create: Create = (baseURL) => {
  const client = createFal(baseURL);
  return async (video_url) => {
    const input = { video_url, audio_url: 'https://cdn.example.com/voice.wav' };
    return (await client.queue.submit(endpoint, { input })).request_id;
  };
};
