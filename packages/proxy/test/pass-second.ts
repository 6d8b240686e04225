import { vi } from 'vitest';

/** Lets a second of fake time pass, and all that happens in it. */
export async function passSecond(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1_000);
  // Digests take real time: of those before it this one is the last.
  await crypto.subtle.digest('SHA-256', new Uint8Array(2 ** 17));
  await new Promise(setImmediate);
}
