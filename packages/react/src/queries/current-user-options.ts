import type { Chamelaion, UserRetrieveCurrentResponse } from '@chamelaion/client';
import type { DataTag } from '@tanstack/react-query';
import { type ChamelaionKey, chamelaionKeys } from './keys.ts';

/** What TanStack Query needs to fetch the user behind the token. */
export interface CurrentUserOptions {
  queryKey: DataTag<ChamelaionKey, UserRetrieveCurrentResponse>;
  queryFn: (context: { readonly signal: AbortSignal }) => Promise<UserRetrieveCurrentResponse>;
  /** The client retries. */
  retry: false;
}

/**
 * Fetches the display name of the API token: the cheapest way to find out whether it works.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { currentUserOptions } from '@chamelaion/react';
 * import { QueryClient } from '@tanstack/react-query';
 *
 * const { name } = await new QueryClient().fetchQuery(currentUserOptions(new Chamelaion()));
 * ```
 */
export function currentUserOptions(client: Chamelaion): CurrentUserOptions {
  return {
    queryKey: chamelaionKeys.currentUser(client) as CurrentUserOptions['queryKey'],
    queryFn: async ({ signal }) => client.users.retrieveCurrent({ signal }),
    retry: false,
  };
}
