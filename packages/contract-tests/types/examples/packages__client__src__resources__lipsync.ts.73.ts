







































































import Chamelaion from '@chamelaion/client';

const { request_id } = await new Chamelaion().lipsync.generate({
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
});
export {};
