import clip from '../../media/clip.mp4';
import voice from '../../media/voice.wav';

/** A clip and a voice of our own, for who has none at hand. */
export async function fetchSampleFiles(): Promise<{ video: File; audio: File }> {
  const [video, audio] = await Promise.all([
    fetchFile(clip, 'clip.mp4', 'video/mp4'),
    fetchFile(voice, 'voice.wav', 'audio/wav'),
  ]);
  return { video, audio };
}

async function fetchFile(url: string, name: string, type: string): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new File([await response.blob()], name, { type });
}
