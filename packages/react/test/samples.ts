import type { LipsyncGenerateParams } from '@chamelaion/client';

/** A job that completes. */
export const body: LipsyncGenerateParams = {
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
};

/** A job that fails. */
export const doomed: LipsyncGenerateParams = {
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/not-accessible/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
};

/** The same from files. */
export const media = () => ({
  video: new File(['frames'], 'clip.mp4', { type: 'video/mp4' }),
  audio: new File(['RIFF'], 'voice.wav', { type: 'audio/wav' }),
});
