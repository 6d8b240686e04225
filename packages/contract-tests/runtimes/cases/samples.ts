import type { LipsyncGenerateParams } from '@chamelaion/client';

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
