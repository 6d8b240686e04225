import { useInfiniteLipsyncRequests, useInfiniteVideoTranslateRequests } from '@chamelaion/react';
import { useState } from 'react';
import { type Entry, newestFirst } from './entry.ts';

const step = 5;

/** All jobs of the account, of both kinds, the newest first, five at a time. */
export function useHistory() {
  const dubs = useInfiniteLipsyncRequests({ limit: step });
  const translations = useInfiniteVideoTranslateRequests({ limit: step });
  const [wanted, setWanted] = useState(step);
  const lists = [dubs, translations];

  const jobsOf = <Job>(data: { pages: { data: Job[] }[] } | undefined) => data?.pages.flatMap(({ data }) => data) ?? [];
  const all: Entry[] = [
    ...jobsOf(dubs.data).map((job) => ({ kind: 'lipsync' as const, job })),
    ...jobsOf(translations.data).map((job) => ({ kind: 'videoTranslate' as const, job })),
  ];
  const has = (list: (typeof lists)[number], count: number) =>
    !list.hasNextPage || (list.data?.pages.length ?? 0) * step >= count;
  // With as many of each list as are wanted of both, none that is newer can be missing.
  const isReady = lists.every((list) => (list.data ? has(list, wanted) : list.isError));
  const entries = newestFirst(all).slice(0, isReady ? wanted : wanted - step);
  const totals = lists.flatMap(({ data }) => data?.pages.at(-1)?.pagination.total ?? []);
  return {
    entries,
    /** Of all jobs, shown or not; undefined until it is known. */
    total: totals.length < lists.length ? undefined : totals.reduce((sum, total) => sum + total),
    hasMore: entries.length < all.length || lists.some(({ hasNextPage }) => hasNextPage),
    error: dubs.error ?? translations.error,
    showMore: () => {
      // If a page could not be had, the same step is tried again.
      const next = isReady ? wanted + step : wanted;
      setWanted(next);
      for (const list of lists) if (!has(list, next)) list.fetchNextPage();
    },
    refresh: () => {
      for (const { refetch } of lists) refetch();
    },
  };
}
