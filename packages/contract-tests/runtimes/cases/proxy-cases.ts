import { type Case, caseIf, type Surroundings } from './case.ts';
import { equal, rejection } from './check.ts';
import { body, longerThanAnyJob } from './samples.ts';

const video = () => new File([new Uint8Array(3_000_001).fill(45)], 'clip é (1).mp4', { type: 'video/mp4' });
const audio = () => new File([new Uint8Array(65_537)], 'voice.wav', { type: 'audio/wav' });

/** Clients of a proxy that also runs here. */
function product({ client, stage, createProxyHandler }: Surroundings) {
  const handler = createProxyHandler?.({
    apiKey: 'key-that-nobody-may-see',
    ownerSecret: 'a secret of the tests, of 32 bytes at least',
    authorize: ({ headers }) => ({ owner: headers.get('x-user') ?? '' }),
    baseURL: stage.baseURL,
  });
  return (user: string) =>
    client({
      baseURL: 'http://app.test/api/chamelaion',
      defaultHeaders: { 'x-user': user },
      fetch: async (url, init) => (await handler?.(new Request(url, init))) ?? Response.error(),
    }).lipsync;
}

const applies = ({ createProxyHandler }: Surroundings) => createProxyHandler !== undefined;

export const proxyCases: readonly Case[] = [
  caseIf(applies, 'a proxy serves an upload to its video, and to its owner alone', async (surroundings) => {
    const { stage, Chamelaion } = surroundings;
    const clientOf = product(surroundings);
    const ann = clientOf('ann');
    const { request_id } = await ann.generateWithMedia({ video: video(), audio: audio(), reference_id: 'dub é' });
    await stage.advance(longerThanAnyJob);
    const { output_url, reference_id } = await ann.requests.waitFor(request_id);
    equal(reference_id, 'dub é', 'its reference');
    const film = await fetch(output_url, { headers: { range: 'bytes=4-7' } });
    equal(await film.text(), 'ftyp', 'the video');
    const [upload] = (await stage.requests()).filter(({ method }) => method === 'POST');
    const received = upload?.body as { video: object; audio: object };
    equal(received.video, { filename: 'clip é (1).mp4', bytes: 3_000_001 }, 'the video that arrived');
    equal(received.audio, { filename: 'voice.wav', bytes: 65_537 }, 'the audio that arrived');
    await rejection(clientOf('bob').requests.retrieve(request_id), Chamelaion.NotFoundError);
  }),
  caseIf(applies, 'a job that is sent twice through a proxy is made once', async (surroundings) => {
    const { stage } = surroundings;
    const ann = product(surroundings)('ann');
    const submit = () => ann.generate({ ...body, reference_id: 'mine' });
    const upload = () => ann.generateWithMedia({ video: video(), audio: audio(), reference_id: 'mine' });
    for (const send of [submit, upload]) {
      await stage.reset();
      const answers = [await send(), ...(await Promise.all([send(), send()]))];
      equal(new Set(answers.map(({ request_id }) => request_id)).size, 1, 'how many ids there are');
      equal((await ann.requests.list({ reference_id: 'mine' })).pagination.total, 1, 'how many jobs there are');
    }
  }),
];
