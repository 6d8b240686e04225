





























import Chamelaion, { toFile } from '@chamelaion/client';

export async function submit(video: ReadableStream<Uint8Array>, audio: ReadableStream<Uint8Array>) {
  return new Chamelaion().lipsync.generateWithMedia({
    video: await toFile(video, 'clip.mp4', { type: 'video/mp4' }),
    audio: await toFile(audio, 'voice.wav'),
  });
}
export {};
