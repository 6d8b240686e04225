const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
// Random bytes for many references at once: most of the cost of a few bytes is the call for them.
const random = new Uint8Array(22 * 64);
let next = random.length;

/**
 * A new reference for a job: `chm_` and 22 characters of base64url, 132 random bits. Store it before you submit, and
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
  if (next === random.length) {
    fillWithRandom(random);
    next = 0;
  }
  let id = 'chm_';
  for (const end = next + 22; next < end; next++) id += alphabet[(random[next] as number) & 63];
  return id;
}

function fillWithRandom(bytes: Uint8Array<ArrayBuffer>): void {
  if ('crypto' in globalThis) crypto.getRandomValues(bytes);
  // React Native has none. With the time in it, two phones that draw the same numbers still differ.
  else for (const index of bytes.keys()) bytes[index] = (Math.random() * 256) ^ (Date.now() / 256 ** (index % 6));
}

/** True for what {@link newReferenceId} makes. */
export function isMinted(reference: string): boolean {
  return /^chm_[\w-]{22}$/.test(reference);
}
