import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import send from 'send';
import { sendAnswer, sendText } from './http/send-answer.ts';
import type { MockClock } from './jobs/clock.ts';
import { jobStatus, outputs } from './jobs/job.ts';
import type { JobStores } from './jobs/job-store.ts';

// The same from src/ and from dist/.
const assets = fileURLToPath(new URL('../assets', import.meta.url));

/** Serves the files of a completed job; false when `path` is not that of an output. */
export type ServeOutput = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

export function createServeOutput(stores: JobStores, clock: MockClock): ServeOutput {
  return (request, response, path) => {
    const id = /^\/output\/([^/.]+)/.exec(path)?.[1];
    if (id === undefined) return false;
    const now = clock.now();
    const job = Object.values(stores)
      .map((jobs) => jobs.find(id, now))
      .find((found) => found?.id === id);
    const [, language = '', type = ''] = /\/([^/]*)\.(\w+)$/.exec(path) ?? [];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendAnswer(response, { status: 405, headers: { allow: 'GET, HEAD' }, body: { error: 'method not allowed' } });
    } else if (!job || jobStatus(job, now) !== 'completed' || !outputs(job, '').some(({ url }) => url === path)) {
      sendAnswer(response, { status: 404, body: { error: 'output not found' } });
    } else if (type === 'srt') {
      sendText(response, 200, { 'content-type': 'application/x-subrip; charset=utf-8' }, subtitles(language));
    } else {
      // Strong, so that If-Range may go by it; the file is the same for every job.
      response.setHeader('etag', '"sample"');
      send(request, `/sample.${type}`, { root: assets, index: false, maxAge: 0 })
        .on('error', ({ status = 500, message }) => sendAnswer(response, { status, body: { error: message } }))
        .pipe(response);
    }
    return true;
  };
}

/** What the sample says, as far as it can be said in any language. */
function subtitles(language: string): string {
  // A line that is empty would end its cue.
  const name = decodeURIComponent(language).replace(/\s+/g, ' ');
  const cue = (number: number, from: string, to: string, text: string) =>
    `${number}\r\n00:00:0${from} --> 00:00:0${to}\r\n[${name}] ${text}\r\n`;
  return [cue(1, '0,240', '1,080', 'Ba ti mo'), cue(2, '1,360', '2,560', 'Te la bu daa')].join('\r\n');
}
