import type { Fetch } from '@chamelaion/client';
import { wholeRequest } from './record.ts';

/** A request on its way out, to be changed. */
export interface Draft {
  url: string;
  readonly headers: Headers;
  body: Buffer<ArrayBuffer>;
}

/** A `fetch` that lets `alter` change each request: what a client's own checks would never let out. */
export function altering(alter: (draft: Draft) => void, fetch: Fetch): Fetch {
  return async (url, init) => {
    const draft: Draft = { url, ...(await wholeRequest(url, init)) };
    alter(draft);
    const { headers, body } = draft;
    return fetch(draft.url, { ...init, headers, body: body.length > 0 ? body : null });
  };
}
