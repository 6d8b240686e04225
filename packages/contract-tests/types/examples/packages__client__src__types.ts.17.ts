















import type { LipsyncGenerateParams } from '@chamelaion/client';

const params: LipsyncGenerateParams = {
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
  reference_id: 'dub-episode-42',
};
export {};
