/** The name of the documented answer to a flawed body. */
export type BodyFlaw =
  | 'invalid-request-body'
  | 'unknown-input-type'
  | 'one-video-expected'
  | 'one-audio-expected';

const video = { type: 'video', url: 'https://example.com/video.mp4' };
const audio = { type: 'audio', url: 'https://example.com/audio.wav' };

/**
 * Finds the first flaw of a generate body, or undefined.
 *
 * The schema alone can't name it: against two tuples, one wrong input violates everything. So when the body
 * doesn't fit, each input is judged by the same schema once more, with its type corrected and in good company.
 */
export function judgeGenerateBody(body: unknown, fits: (body: unknown) => boolean): BodyFlaw | undefined {
  if (fits(body)) return undefined;
  if (!isObject(body) || !Array.isArray(body['inputs'])) return 'invalid-request-body';
  const inputs: unknown[] = body['inputs'];
  if (!fits({ ...body, inputs: [video, audio] })) return 'invalid-request-body';
  for (const input of inputs) {
    if (!isObject(input) || !fits({ ...body, inputs: [{ ...input, type: 'video' }, audio] })) {
      return 'invalid-request-body';
    }
  }
  const types = inputs.map((input) => (input as Record<string, unknown>)['type']);
  if (types.some((type) => type !== 'video' && type !== 'audio')) return 'unknown-input-type';
  if (types.filter((type) => type === 'video').length !== 1) return 'one-video-expected';
  if (types.filter((type) => type === 'audio').length !== 1) return 'one-audio-expected';
  return 'invalid-request-body';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
