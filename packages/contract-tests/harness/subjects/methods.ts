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
    checkHealth: (connection) => outcomeOf(connect(connection).health.check()),
    retrieveCurrentUser: (connection) => outcomeOf(connect(connection).users.retrieveCurrent()),
    generateLipsync: (connection, body) => outcomeOf(connect(connection).lipsync.generate(body)),
    generateLipsyncWithMedia: (connection, body) =>
      outcomeOf(connect(connection).lipsync.generateWithMedia(body)),
    retrieveLipsyncRequest: (connection, id) => outcomeOf(connect(connection).lipsync.requests.retrieve(id)),
    listLipsyncRequests: (connection, query) => outcomeOf(connect(connection).lipsync.requests.list(query)),
  },
};
