import Chamelaion, { type paths } from '@chamelaion/client';
import { SyncClient } from '@sync.so/sdk';
import ky from 'ky';
import OpenAI from 'openai';
import createClient from 'openapi-fetch';
import Replicate from 'replicate';
import { createFal, endpoint } from './fal.ts';
import type { CreateReader } from './submit.ts';

/** Clients that use `fetch`, with their default settings; their requests go to `baseURL`. */
export const readers: Record<string, CreateReader> = {
  chamelaion(baseURL) {
    const client = new Chamelaion({ apiKey: 'any', baseURL, logLevel: 'off' });
    return (id) => client.lipsync.requests.retrieve(id);
  },
  'raw-fetch': (baseURL) => async (id) => {
    const response = await fetch(`${baseURL}/v1/lipsync/requests/${id}`, { headers: { 'x-api-key': 'any' } });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  },
  'openapi-fetch'(baseUrl) {
    const client = createClient<paths>({ baseUrl, headers: { 'x-api-key': 'any' } });
    return async (id) => {
      const { data, response } = await client.GET('/v1/lipsync/requests/{id}', { params: { path: { id } } });
      if (!data) throw new Error(`${response.status}`);
      return data;
    };
  },
  ky(prefixUrl) {
    const client = ky.create({ prefixUrl, headers: { 'x-api-key': 'any' } });
    return (id) => client.get(`v1/lipsync/requests/${id}`).json();
  },
  openai(baseURL) {
    const client = new OpenAI({ apiKey: 'any', baseURL });
    return (id) => client.get(`/v1/lipsync/requests/${id}`);
  },
  replicate(baseUrl) {
    const client = new Replicate({ auth: 'any', baseUrl });
    return (id) => client.predictions.get(id);
  },
  fal(baseURL) {
    const client = createFal(baseURL);
    return (requestId) => client.queue.status(endpoint, { requestId });
  },
  sync(baseUrl) {
    const client = new SyncClient({ apiKey: 'any', baseUrl });
    return (id) => client.generations.get(id);
  },
};
