import { type Case, caseIf, type FileTools, type Surroundings } from './case.ts';
import { equal, rejection } from './check.ts';
import { badBody, body, longerThanAnyJob } from './samples.ts';

// More than any runtime reads at once.
const videoSize = 3_000_001;

type OnDisk = Surroundings & { readonly files: FileTools };

/** For runtimes with a disk, and its entry of the client. */
function fileCase(name: string, run: (surroundings: OnDisk) => Promise<void>): Case {
  return caseIf(
    ({ files }) => files !== undefined,
    name,
    (surroundings) => run(surroundings as OnDisk),
  );
}

export const fileCases: readonly Case[] = [
  fileCase('an upload from disk arrives whole, and shows its progress', async ({ client, stage, files }) => {
    await files.write('clip é.mp4', new Uint8Array(videoSize).fill(45));
    const last = { sent: 0, total: 1 };
    const media = { video: await files.fromPath(files.at('clip é.mp4')), audio: new Uint8Array(9) };
    const onUploadProgress = (step: typeof last) => Object.assign(last, step);
    await client().lipsync.generateWithMedia(media, { onUploadProgress });
    const received = (await stage.requests()).find(({ method }) => method === 'POST')?.body as { video?: object };
    equal(received.video, { filename: 'clip é.mp4', bytes: videoSize }, 'the video');
    equal(last.sent, last.total, 'the last step');
  }),
  fileCase('a result is downloaded whole, and nothing lies beside it', async ({ client, stage, files }) => {
    const own = client();
    const { request_id } = await own.lipsync.generate(body);
    await stage.advance(longerThanAnyJob);
    const request = await own.lipsync.requests.waitFor(request_id);
    const path = await files.download(request, files.at('out.mp4'), { client: own });
    equal(path, files.at('out.mp4'), 'the path');
    const video = await (await fetch(request.output_url)).arrayBuffer();
    equal((await files.read('out.mp4')).length, video.byteLength, 'its size');
    const beside = (await files.list()).filter((name) => name.startsWith('out'));
    equal(beside, ['out.mp4'], 'the files');
  }),
  fileCase('a file that is not there is refused before any request', async ({ stage, files, Chamelaion }) => {
    const path = files.at('none.mp4');
    const { message } = await rejection(files.fromPath(path), Chamelaion.ChamelaionError);
    equal(message.startsWith(`${path} cannot be read`), true, 'the message names it');
    equal((await stage.requests()).length, 0, 'the requests');
  }),
  fileCase('a job without a result is not downloaded', async ({ client, stage, files, Chamelaion }) => {
    const { lipsync } = client();
    const { request_id } = await lipsync.generate(badBody);
    await stage.advance(longerThanAnyJob);
    const request = await lipsync.requests.retrieve(request_id);
    const attempt = files.download(request as never, files.at('failed.mp4'));
    await rejection(attempt, Chamelaion.ChamelaionError);
    equal((await files.list()).includes('failed.mp4'), false, 'there is a file');
  }),
];
