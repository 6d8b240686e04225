import clip from '../../../media/clip.mp4';
import voice from '../../../media/voice.wav';
import type { MediaDraft, Medium } from './media-draft.ts';

const samples: Readonly<Record<Medium, { url: string; name: string; type: string }>> = {
  video: { url: clip, name: 'clip.mp4', type: 'video/mp4' },
  audio: { url: voice, name: 'voice.wav', type: 'audio/wav' },
};

/** A clip and a voice of our own, for people who have none at hand. */
export async function fetchSampleFiles(parts: readonly Medium[]): Promise<MediaDraft['files']> {
  const files = await Promise.all(parts.map(async (part) => [part, await fetchFile(samples[part])]));
  return Object.fromEntries(files);
}

async function fetchFile({ url, name, type }: { url: string; name: string; type: string }): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new File([await response.blob()], name, { type });
}
