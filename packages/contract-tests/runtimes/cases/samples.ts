import type { Chamelaion, LipsyncGenerateParams, LipsyncGenerateWithMediaParams } from '@chamelaion/client';
import type { Surroundings } from './case.ts';

/** A body that the API takes. */
export const body: LipsyncGenerateParams = {
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
};

/** The same, of media that cannot be fetched. */
export const badBody: LipsyncGenerateParams = JSON.parse(JSON.stringify(body).replace('42.mp4', 'not-accessible.mp4'));

/** More than the mock's jobs take, in milliseconds; older ones are polled more seldom. */
export const longerThanAnyJob = 2_000;

/** The ids of the jobs on the server, newest first. */
export async function listedIds({ lipsync }: Chamelaion): Promise<string[]> {
  return (await lipsync.requests.list()).data.map(({ id }) => id);
}

/** Files of some size, as this runtime can make them. */
export function media(
  { traits }: Pick<Surroundings, 'traits'>,
  video = 100_000,
  audio = 1_000,
): LipsyncGenerateWithMediaParams {
  const file = (size: number) => (traits.makesFiles ? new Uint8Array(size) : new Blob(['.'.repeat(size)]));
  return { video: file(video), audio: file(audio) };
}
