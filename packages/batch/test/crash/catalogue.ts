import type { BatchItem } from '@chamelaion/batch';

/** So many items; every fifth is a translation. */
export function catalogue(count: number): BatchItem[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `item-${String(index).padStart(5, '0')}`;
    const video = `https://cdn.example.com/${key}.mp4`;
    return index % 5 === 4
      ? { key, kind: 'videoTranslate', video, target_languages: ['de'], output: 'dubs' }
      : { key, kind: 'lipsync', video, audio: `https://cdn.example.com/${key}.wav`, output: `lips/${key}.mp4` };
  });
}
