





import Chamelaion, { newReferenceId } from '@chamelaion/client';

const reference_id = newReferenceId();
// ... store it, then:
await new Chamelaion().lipsync.generate(
  {
    inputs: [
      { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
      { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
    ],
    reference_id,
  },
  { uniqueReference: true },
);
export {};
