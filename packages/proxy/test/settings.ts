import type { ProxyOptions } from '@chamelaion/proxy';

/** The key that only the API may see. */
export const apiKey = 'key-that-nobody-may-see';
/** Binds owners to their jobs. */
export const ownerSecret = 'a secret of the tests, of 32 bytes at least';

/** What every proxy of the tests has: the caller says in a header who they are. */
export const settings = {
  apiKey,
  ownerSecret,
  authorize: ({ headers }: Request) => {
    const owner = headers.get('x-user');
    return owner === null ? null : { owner };
  },
} satisfies ProxyOptions;
