'use client';
import { useEffect, useReducer } from 'react';

/** The time in milliseconds since 1970, new each second while it runs; 0 until it has run. */
export function useNow(runs: boolean): number {
  const [now, tick] = useReducer(() => Date.now(), 0);
  useEffect(() => {
    if (!runs) return;
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}
