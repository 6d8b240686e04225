import { answeringJSON } from './answer.ts';
import { clientOf } from './scripted.ts';

/** Bytes that no text has. */
export const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128]);
export const request_id = '3b7df3e8-f578-44de-b4f5-5f58dd6b89e0';
export const audio = new File([bytes], 'voice.wav', { type: 'audio/wav' });

/** A client whose submissions succeed. */
export function client() {
  const { fetch, calls } = answeringJSON({ status: 'success', request_id });
  return { calls, lipsync: clientOf(fetch).lipsync };
}
