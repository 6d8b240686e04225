import Chamelaion from '@chamelaion/client';
import type { Connection, Outcome, Subject } from '../subject.ts';

const connect = ({ headers, ...connection }: Connection) =>
  new Chamelaion({
    ...connection,
    defaultHeaders: headers,
    submit: 'plain',
    maxRetries: 0,
    rateLimitTimeout: 0,
    logLevel: 'off',
  });

async function outcomeOf(call: {
  withResponse(): Promise<{ data: unknown; response: Response }>;
}): Promise<Outcome> {
  try {
    const { data, response } = await call.withResponse();
    return { status: response.status, body: data };
  } catch (error) {
    if (!(error instanceof Chamelaion.APIError) || error.status === undefined) throw error;
    return { status: error.status, body: error.error, error };
  }
}

/** The methods of the client's class. */
export const methods: Subject = {
  name: 'methods',
  calls: {
    'health.check': (connection) => outcomeOf(connect(connection).health.check()),
    'users.retrieveCurrent': (connection) => outcomeOf(connect(connection).users.retrieveCurrent()),
    'lipsync.generate': (connection, body) => outcomeOf(connect(connection).lipsync.generate(body)),
    'lipsync.generateWithMedia': (connection, body) =>
      outcomeOf(connect(connection).lipsync.generateWithMedia(body)),
    'lipsync.requests.retrieve': (connection, id) =>
      outcomeOf(connect(connection).lipsync.requests.retrieve(id)),
    'lipsync.requests.list': (connection, query) =>
      outcomeOf(connect(connection).lipsync.requests.list(query)),
  },
};
