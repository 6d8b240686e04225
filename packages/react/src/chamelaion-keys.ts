import type { Chamelaion, RequestListParams } from '@chamelaion/client';

/** What tells one client's data from another's: where it talks to, never its key. */
export type KeyScope = Pick<Chamelaion, 'baseURL'>;

/** The key of everything that comes from one base URL. */
export type ChamelaionKey = readonly ['chamelaion', baseURL: string, ...rest: readonly unknown[]];

const key = ({ baseURL }: KeyScope, ...rest: unknown[]): ChamelaionKey => ['chamelaion', baseURL, ...rest];

/**
 * The keys under which the hooks and options of this package keep data, from the general to the particular: `all` holds
 * the others, `requests` every list and job, `lists` every list. A client is known by its `baseURL`: two accounts behind
 * one URL need a QueryClient each.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { chamelaionKeys } from '@chamelaion/react';
 * import { QueryClient } from '@tanstack/react-query';
 *
 * const client = new Chamelaion({ baseURL: 'https://www.example.com/api/chamelaion' });
 * const queryClient = new QueryClient();
 * await queryClient.invalidateQueries({ queryKey: chamelaionKeys.lists(client) });
 * ```
 */
export const chamelaionKeys = {
  /** Everything. */
  all: (client: KeyScope): ChamelaionKey => key(client),
  /** Whose token it is. */
  currentUser: (client: KeyScope): ChamelaionKey => key(client, 'currentUser'),
  /** All lists and single jobs. */
  requests: (client: KeyScope): ChamelaionKey => key(client, 'requests'),
  /** One job, by its id or `reference_id`. */
  request: (client: KeyScope, id: string): ChamelaionKey => key(client, 'requests', 'one', id),
  /** All lists, pages and infinite ones. */
  lists: (client: KeyScope): ChamelaionKey => key(client, 'requests', 'list'),
  /** One page of a list. */
  list: (client: KeyScope, params: RequestListParams = {}): ChamelaionKey =>
    key(client, 'requests', 'list', 'page', params),
  /** A list that grows page by page. */
  infiniteList: (client: KeyScope, params: RequestListParams = {}): ChamelaionKey =>
    key(client, 'requests', 'list', 'infinite', params),
} as const;
