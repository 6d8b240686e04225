import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import send from 'send';
import { sendAnswer } from './http/send-answer.ts';
import type { MockClock } from './jobs/clock.ts';
import { jobStatus, outputPath } from './jobs/job.ts';
import type { JobStores } from './jobs/job-store.ts';

// The same from src/ and from dist/.
const assets = fileURLToPath(new URL('../assets', import.meta.url));
const idOfOutput = new RegExp(`^${outputPath('([^/]+)')}$`);

/** Serves the video of a completed job; false when `path` is not that of an output. */
export type ServeOutput = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

export function createServeOutput(stores: JobStores, clock: MockClock): ServeOutput {
  return (request, response, path) => {
    const id = idOfOutput.exec(path)?.[1];
    if (id === undefined) return false;
    const now = clock.now();
    const job = Object.values(stores)
      .map((jobs) => jobs.find(id, now))
      .find((found) => found?.id === id);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendAnswer(response, {
        status: 405,
        headers: { allow: 'GET, HEAD' },
        body: { error: 'method not allowed' },
      });
    } else if (!job || jobStatus(job, now) !== 'completed') {
      sendAnswer(response, { status: 404, body: { error: 'output not found' } });
    } else {
      // Strong, so that If-Range may go by it; the video is the same for every job.
      response.setHeader('etag', '"sample"');
      send(request, '/sample.mp4', { root: assets, index: false, maxAge: 0 })
        .on('error', ({ status = 500, message }) => sendAnswer(response, { status, body: { error: message } }))
        .pipe(response);
    }
    return true;
  };
}
