import type { Chamelaion } from '@chamelaion/client';
import type { QueryClient } from '@tanstack/react-query';
import { chamelaionKeys } from './chamelaion-keys.ts';

/** Fetches the lists again that are shown, and the others when they are shown next. Nobody has to wait for it. */
export function refreshLists(queryClient: QueryClient, client: Chamelaion): void {
  void queryClient.invalidateQueries({ queryKey: chamelaionKeys.lists(client) });
}
