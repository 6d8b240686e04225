/**
 * A new reference for a job: `chm_` and 22 characters of base64url, 128 random bits. Store it before you submit, and
 * the job can be found whatever happens in between.
 *
 * @example
 * ```ts
 * import Chamelaion, { newReferenceId } from '@chamelaion/client';
 *
 * const reference_id = newReferenceId();
 * // ... store it, then:
 * await new Chamelaion().lipsync.generate(
 *   {
 *     inputs: [
 *       { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
 *       { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
 *     ],
 *     reference_id,
 *   },
 *   { uniqueReference: true },
 * );
 * ```
 */
export function newReferenceId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `chm_${base64.replaceAll('+', '-').replaceAll('/', '_').slice(0, 22)}`;
}
