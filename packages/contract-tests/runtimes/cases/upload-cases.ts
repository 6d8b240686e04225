import type { Uploadable } from '@chamelaion/client';
import { type Case, caseIf, caseOf, type Surroundings } from './case.ts';
import { equal, rejection } from './check.ts';
import { listedIds, media } from './samples.ts';

// More than any runtime puts into one chunk or one socket buffer.
const videoSize = 3_000_001;
const audioSize = 65_537;

interface Received {
  readonly video?: { readonly filename: string; readonly bytes: number };
  readonly audio?: { readonly filename: string; readonly bytes: number };
  readonly reference_id?: string;
}

function bytes(size: number): Uint8Array<ArrayBuffer> {
  // Line ends and dashes among them, as if to end the part.
  return new Uint8Array(size).map((_, index) => [13, 10, 45, 45, 0, 255][index % 6] as number);
}

async function upload({ client, stage }: Surroundings, video: Uploadable, audio: Uploadable) {
  const { request_id } = await client().lipsync.generateWithMedia({ video, audio });
  equal(typeof request_id, 'string', 'the id');
  const [received, ...more] = (await stage.requests()).filter(({ method }) => method === 'POST');
  equal(more.length, 0, 'requests beyond the first');
  return received?.body as Received;
}

const makesFiles = ({ traits }: Surroundings) => traits.makesFiles;
const isPhone = ({ clip }: Surroundings) => clip !== undefined;
const showsProgress = ({ traits }: Surroundings) => traits.showsProgress;
const isPage = ({ createUploadFetch }: Surroundings) => createUploadFetch !== undefined;

export const uploadCases: readonly Case[] = [
  caseIf(makesFiles, 'an upload of a File and a Blob arrives whole', async (surroundings) => {
    const video = new File([bytes(videoSize)], 'clip é (1).mp4', { type: 'video/mp4' });
    const received = await upload(surroundings, video, new Blob([bytes(audioSize)]));
    equal(received.video, { filename: 'clip é (1).mp4', bytes: videoSize }, 'the video');
    equal(received.audio?.bytes, audioSize, 'the audio');
    equal(received.reference_id?.startsWith('chm_'), true, 'its reference');
  }),
  caseIf(makesFiles, 'an upload of bytes arrives whole', async (surroundings) => {
    // A view on a part of its buffer.
    const audio = bytes(audioSize + 2).subarray(1, -1);
    const received = await upload(surroundings, bytes(videoSize), audio);
    equal([received.video?.bytes, received.audio?.bytes], [videoSize, audioSize], 'the sizes');
  }),
  caseIf(makesFiles, 'an upload of a Response and a stream arrives whole', async (surroundings) => {
    const video = new Response(bytes(videoSize));
    const received = await upload(surroundings, video, new Blob([bytes(audioSize)]).stream());
    equal([received.video?.bytes, received.audio?.bytes], [videoSize, audioSize], 'the sizes');
  }),
  caseIf(isPhone, 'an upload of a file on the phone and a Blob arrives whole', async (surroundings) => {
    const { clip = { uri: '' } } = surroundings;
    const received = await upload(surroundings, clip, new Blob(['a sound'], { type: 'audio/wav' }));
    equal(received.video, { filename: 'clip.mp4', bytes: videoSize }, 'the video');
    equal(received.audio, { filename: 'audio', bytes: 7 }, 'the audio');
  }),
  caseOf('an upload whose answer is lost is adopted, not paid again', async (surroundings) => {
    const { client, stage } = surroundings;
    await stage.failNext('truncate', { on: 'lipsync.generateWithMedia', when: 'after' });
    const { request_id } = await client().lipsync.generateWithMedia(media(surroundings, videoSize, audioSize));
    equal(await listedIds(client()), [request_id], 'the jobs');
  }),
  caseOf('an upload that the API refuses says why', async (surroundings) => {
    const { client, stage, Chamelaion } = surroundings;
    const refusal = { status: 412, body: { error: 'token limit reached' } };
    await stage.failNext(refusal, { on: 'lipsync.generateWithMedia', when: 'after' });
    const call = client().lipsync.generateWithMedia(media(surroundings, videoSize, audioSize));
    equal((await rejection(call, Chamelaion.TokenLimitError)).error, refusal.body, 'the body');
  }),
  caseOf('an upload that is refused before its end says why, and makes no job', async (surroundings) => {
    const { client, stage, Chamelaion } = surroundings;
    await stage.failNext({ status: 401, body: { error: 'invalid token' } }, { on: 'lipsync.generateWithMedia' });
    const call = client().lipsync.generateWithMedia(media(surroundings, videoSize, audioSize));
    await rejection(call, Chamelaion.AuthenticationError);
    equal(await listedIds(client()), [], 'the jobs');
  }),
  caseIf(showsProgress, 'an upload shows its progress', async ({ client }) => {
    const steps: { sent: number; total: number }[] = [];
    const media = { video: bytes(videoSize), audio: bytes(audioSize) };
    await client().lipsync.generateWithMedia(media, { onUploadProgress: (step) => steps.push(step) });
    const last = steps.at(-1);
    equal([last?.sent, steps.length > 2], [last?.total, true], 'the last step, and that there are more');
  }),
  caseIf(
    isPage,
    'an upload over XMLHttpRequest arrives whole, and shows its progress',
    async ({ client, stage, createUploadFetch }) => {
      const last = { sent: 0, total: 1 };
      const fetch = createUploadFetch?.({ onUploadProgress: (step) => Object.assign(last, step) });
      const { lipsync } = client({ fetch });
      await lipsync.generateWithMedia({ video: bytes(videoSize), audio: bytes(audioSize) });
      const received = (await stage.requests()).find(({ method }) => method === 'POST')?.body as Received;
      equal(received.video?.bytes, videoSize, 'the video');
      equal([last.sent, last.total > videoSize], [last.total, true], 'the last step');
    },
  ),
];
