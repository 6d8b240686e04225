import { onTestFinished, vi } from 'vitest';

const slow = ['importKey', 'sign', 'verify', 'digest'] as const;
let atWork = 0;

/** Lets time be turned by hand until the test ends, but not the crypto and streams that take none. */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const spies = slow.map(watchCrypto);
  onTestFinished(() => {
    vi.useRealTimers();
    for (const spy of spies) spy.mockRestore();
  });
}

/** Cryptography takes real time, which {@link pass} waits for. */
function watchCrypto(name: (typeof slow)[number]): { mockRestore(): void } {
  const work = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<never>;
  return vi.spyOn(crypto.subtle, name).mockImplementation(async (...args: unknown[]) => {
    atWork++;
    try {
      return await work(...args);
    } finally {
      atWork--;
    }
  });
}

/** Lets fake time pass, after what takes no time before it, and with what follows from it. */
export async function pass(milliseconds: number): Promise<void> {
  await settle();
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settle();
}

async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 20; quiet++) {
    await new Promise(setImmediate);
    if (atWork > 0) quiet = 0;
  }
}
