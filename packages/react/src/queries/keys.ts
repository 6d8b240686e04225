import type { Chamelaion } from '@chamelaion/client';

/** What tells one client's data from another's: the URL it talks to, never its key. */
export type KeyScope = Pick<Chamelaion, 'baseURL'>;

/** The key of everything that comes from one base URL. */
export type ChamelaionKey = readonly ['chamelaion', baseURL: string, ...rest: readonly unknown[]];

const key = ({ baseURL }: KeyScope, ...rest: unknown[]): ChamelaionKey => ['chamelaion', baseURL, ...rest];

/** The keys of one kind of job, from the general to the particular. */
export interface JobKeys {
  /** All lists and single jobs. */
  readonly requests: (client: KeyScope) => ChamelaionKey;
  /** One job, by its id or `reference_id`. */
  readonly request: (client: KeyScope, id: string) => ChamelaionKey;
  /** All lists, pages and infinite ones. */
  readonly lists: (client: KeyScope) => ChamelaionKey;
  /** One page of a list. */
  readonly list: (client: KeyScope, params?: object) => ChamelaionKey;
  /** A list that grows page by page. */
  readonly infiniteList: (client: KeyScope, params?: object) => ChamelaionKey;
}

/** The keys of the kind of this name. */
export function jobKeys(kind: string): JobKeys {
  return {
    requests: (client) => key(client, kind),
    request: (client, id) => key(client, kind, 'one', id),
    lists: (client) => key(client, kind, 'list'),
    list: (client, params = {}) => key(client, kind, 'list', 'page', params),
    infiniteList: (client, params = {}) => key(client, kind, 'list', 'infinite', params),
  };
}

/**
 * The keys under which the hooks and options of this package keep data, from the general to the particular: `all` holds
 * the others, `lipsync.requests` every list and job of that kind, `lipsync.lists` every list. A client is known by its
 * `baseURL`: two accounts behind one URL need a QueryClient each.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { chamelaionKeys } from '@chamelaion/react';
 * import { QueryClient } from '@tanstack/react-query';
 *
 * const client = new Chamelaion({ baseURL: 'https://www.example.com/api/chamelaion' });
 * const queryClient = new QueryClient();
 * await queryClient.invalidateQueries({ queryKey: chamelaionKeys.lipsync.lists(client) });
 * ```
 */
export const chamelaionKeys: {
  /** Everything. */
  readonly all: (client: KeyScope) => ChamelaionKey;
  /** The user behind the token. */
  readonly currentUser: (client: KeyScope) => ChamelaionKey;
  /** Lip-sync jobs. */
  readonly lipsync: JobKeys;
  /** Translations. */
  readonly videoTranslate: JobKeys;
  /** One page of voices. */
  readonly voices: (client: KeyScope, params?: object) => ChamelaionKey;
} = {
  all: (client) => key(client),
  currentUser: (client) => key(client, 'currentUser'),
  lipsync: jobKeys('lipsync'),
  videoTranslate: jobKeys('videoTranslate'),
  voices: (client, params = {}) => key(client, 'voices', params),
};
