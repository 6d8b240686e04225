interface Hub {
  readonly listeners: Set<() => void>;
  readonly tell: () => void;
}

const hubs = new WeakMap<AbortSignal, Hub>();

/**
 * Calls `listener` once the signal aborts, until what this gives is called. A signal sees one listener of all: of more than
 * ten Node warns as of a leak.
 */
export function onAbort(signal: AbortSignal | null | undefined, listener: () => void): () => void {
  if (!signal) return () => {};
  let hub = hubs.get(signal);
  if (!hub) {
    const listeners = new Set<() => void>();
    const tell = () => {
      for (const listener of listeners) listener();
    };
    hub = { listeners, tell };
    hubs.set(signal, hub);
  }
  const { listeners, tell } = hub;
  if (listeners.size === 0) signal.addEventListener('abort', tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) signal.removeEventListener('abort', tell);
  };
}
