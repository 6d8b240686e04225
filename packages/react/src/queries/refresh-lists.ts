import type { Chamelaion } from '@chamelaion/client';
import type { QueryClient } from '@tanstack/react-query';
import { jobKeys } from './keys.ts';

/** Fetches the lists again that are shown, and the others when they are shown next, in the background. */
export function refreshLists(kind: { readonly name: string }, queryClient: QueryClient, client: Chamelaion): void {
  void queryClient.invalidateQueries({ queryKey: jobKeys(kind.name).lists(client) });
}
