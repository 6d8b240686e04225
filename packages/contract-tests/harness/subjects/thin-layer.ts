import { createFetchClient, type FetchResult } from '@chamelaion/client';
import type { Connection, Outcome, Subject } from '../subject.ts';

const connect = ({ headers, ...connection }: Connection) =>
  createFetchClient({
    ...connection,
    defaultHeaders: headers,
    maxRetries: 0,
    rateLimitTimeout: 0,
    logLevel: 'off',
  });

async function outcomeOf(call: Promise<FetchResult<unknown>>): Promise<Outcome> {
  const { data, error, response } = await call;
  return { status: response.status, body: response.ok ? data : error };
}

/** `createFetchClient`: the contract's paths. */
export const thinLayer: Subject = {
  name: 'thin layer',
  calls: {
    'health.check': (connection) => outcomeOf(connect(connection).GET('/health')),
    'users.retrieveCurrent': (connection) => outcomeOf(connect(connection).GET('/v1/users/me')),
    'lipsync.generate': (connection, body) =>
      outcomeOf(connect(connection).POST('/v1/lipsync/generate', { body })),
    'lipsync.generateWithMedia': (connection, body) =>
      outcomeOf(connect(connection).POST('/v1/lipsync/generate-with-media', { body })),
    'lipsync.requests.retrieve': (connection, id) =>
      outcomeOf(connect(connection).GET('/v1/lipsync/requests/{id}', { params: { path: { id } } })),
    'lipsync.requests.list': (connection, query) =>
      outcomeOf(connect(connection).GET('/v1/lipsync/requests', { params: { query } })),
  },
};
