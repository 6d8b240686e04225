import type { LipsyncGenerateParams, LipsyncGenerateWithMediaParams } from '@chamelaion/client';
import type { Surroundings } from './case.ts';

/** A body that the API takes. */
export const body: LipsyncGenerateParams = {
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
};

/** The same, of media that cannot be fetched. */
export const badBody: LipsyncGenerateParams = {
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/not-accessible.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
};

/** Files of some size, as this runtime can make them. */
export function media(
  { traits }: Pick<Surroundings, 'traits'>,
  video = 100_000,
  audio = 1_000,
): LipsyncGenerateWithMediaParams {
  const file = (size: number) => (traits.makesFiles ? new Uint8Array(size) : new Blob(['.'.repeat(size)]));
  return { video: file(video), audio: file(audio) };
}
