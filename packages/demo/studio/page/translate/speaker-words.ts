import type { Voice } from '@chamelaion/client';

/** A speaker's name: the API counts from 0, people count from 1. */
export function speakerName(index: number): string {
  return `Speaker ${index + 1}`;
}

/** Who speaks with which voice, in a few words. */
export function voicesWords(voices: readonly (Voice | undefined)[]): string {
  const chosen = voices.flatMap((voice, speaker) => (voice ? [`${speakerName(speaker)}: ${voice.name}`] : []));
  return chosen.join(', ') || 'the service chooses';
}
