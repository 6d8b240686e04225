import { type Case, caseOf } from './case.ts';
import { equal, rejection } from './check.ts';
import { badBody, body, longerThanAnyJob } from './samples.ts';

export const jobCases: readonly Case[] = [
  caseOf('a job runs from its submission to its video', async ({ client, stage }) => {
    const { lipsync } = client();
    const { request_id } = await lipsync.generate({ ...body, reference_id: 'dub é/?' });
    const { data, response } = await lipsync.requests.retrieve('dub é/?').withResponse();
    equal([data.id, data.status, response.status], [request_id, 'queued', 200], 'the new job');
    equal(await response.json(), data, "the answer's body, read again");
    await stage.advance(longerThanAnyJob);
    const { output_url } = await lipsync.requests.waitFor(request_id);
    const video = await fetch(output_url, { headers: { range: 'bytes=4-7' } });
    equal(await video.text(), 'ftyp', 'the video');
  }),
  caseOf('a job that fails says why', async ({ client, stage, Chamelaion }) => {
    const { lipsync } = client();
    const { request_id } = await lipsync.generate(badBody);
    await stage.advance(longerThanAnyJob);
    const error = await rejection(lipsync.requests.waitFor(request_id), Chamelaion.JobFailedError);
    equal(error.request.error_message, 'video URL is not accessible', 'the reason');
  }),
  caseOf('an unknown status is passed on, and waited through', async ({ client, stage }) => {
    const { lipsync } = client();
    const { request_id } = await lipsync.generate(body);
    const paused = { ...(await lipsync.requests.retrieve(request_id)), status: 'paused' };
    await stage.failNext({ status: 200, body: paused }, { on: 'lipsync.requests.retrieve', times: 2 });
    equal((await lipsync.requests.retrieve(request_id)).status, 'paused', 'the status');
    await stage.advance(longerThanAnyJob);
    const phases: string[] = [];
    await lipsync.requests.waitFor(request_id, { onStatus: ({ phase }) => phases.push(String(phase)) });
    equal(phases, ['paused', 'completed'], 'the phases of the wait');
  }),
  caseOf('a list gives every job once, page after page', async ({ client, stage }) => {
    const { lipsync } = client();
    const ids: string[] = [];
    for (let job = 0; job < 5; job++) {
      ids.unshift((await lipsync.generate(body)).request_id);
      await stage.advance(1_000);
    }
    const page = await lipsync.requests.list({ limit: 2 });
    equal(page.pagination, { limit: 2, offset: 0, total: 5 }, 'the first page');
    const listed: string[] = [];
    for await (const { id } of lipsync.requests.list({ limit: 2 })) listed.push(id);
    equal(listed, ids, 'all pages');
  }),
];
