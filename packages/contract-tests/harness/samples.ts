import type { OperationId } from '@chamelaion/mock-server';
import type { Inputs } from './subject.ts';

export const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' } as const;
export const audio = { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' } as const;

/** How long the mock's jobs take here. */
export const times = { queuedMs: 5_000, processingMs: 80_000 };
export const jobDuration = times.queuedMs + times.processingMs;

/** A valid input of each operation. */
export const sampleInputs: { readonly [Id in OperationId]: Inputs[Id] } = {
  'health.check': undefined,
  'users.retrieveCurrent': undefined,
  'lipsync.generate': { inputs: [video, audio] },
  'lipsync.generateWithMedia': {
    video: new File(['video'], 'clip.mp4'),
    audio: new File(['audio'], 'voice.wav'),
  },
  'lipsync.requests.retrieve': '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8',
  'lipsync.requests.list': {},
};
