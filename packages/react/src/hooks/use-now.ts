'use client';
import { useEffect, useReducer } from 'react';

/** The time by `performance.now()`, new each second while it runs; -Infinity until it has run. */
export function useNow(runs: boolean): number {
  const [now, tick] = useReducer(() => performance.now(), Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!runs) return;
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}
