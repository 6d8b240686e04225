import { openAsBlob } from 'node:fs';
import { createFalClient, type FalClient } from '@fal-ai/client';
import type { Create, Read, Upload, Wait } from '../client.ts';

const endpoint = 'fal-ai/sync-lipsync';
const audio_url = 'https://cdn.example.com/voice.wav';

/** It knows only its own hosts, so that requests are turned to `baseURL` on their way. */
const createFal = (baseURL: string): FalClient =>
  createFalClient({
    credentials: 'any',
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace(/^https:\/\/\w+\.fal\.\w+/, baseURL),
    }),
  });

export const create: Create = (baseURL) => {
  const client = createFal(baseURL);
  return async (video_url) => (await client.queue.submit(endpoint, { input: { video_url, audio_url } })).request_id;
};

export const read: Read = (baseURL) => {
  const client = createFal(baseURL);
  return (requestId) => client.queue.status(endpoint, { requestId });
};

export const upload: Upload = (baseURL) => {
  const client = createFal(baseURL);
  return async (path) => client.storage.upload(await openAsBlob(path));
};

export const words = ['IN_PROGRESS', 'COMPLETED'] as const;
export const wait: Wait = (fetch) =>
  createFalClient({ credentials: 'any', fetch }).subscribe(endpoint, { input: { video_url: audio_url, audio_url } });
