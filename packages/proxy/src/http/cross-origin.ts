import type { Answer } from './answer.ts';
import { Refusal } from './refusal.ts';

/** What a page of another origin may do. */
export interface CrossOrigin {
  /** The headers that let the page read an answer. */
  headersFor(request: Request): Record<string, string>;
  /** The answer to a preflight; undefined if the request is not a preflight. */
  preflight(request: Request): Answer | undefined;
  /**
   * Refuses what another site's page sends: a form or a picture needs no preflight, takes cookies along, and may cost
   * requests of the API.
   */
  check(request: Request): void;
}

/** Lets the page's own origin call, and these. */
export function createCrossOrigin(allowed: ReadonlySet<string>): CrossOrigin {
  const isAllowed = (origin: string | null): origin is string => origin !== null && allowed.has(origin);

  return {
    headersFor({ headers }) {
      if (allowed.size === 0) return {};
      const origin = headers.get('origin');
      if (!isAllowed(origin)) return { vary: 'origin' };
      return {
        vary: 'origin',
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'date, retry-after',
      };
    },
    preflight({ method, headers }) {
      const asked = headers.get('access-control-request-method');
      if (method !== 'OPTIONS' || asked === null || !isAllowed(headers.get('origin'))) return undefined;
      return {
        status: 204,
        headers: {
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': headers.get('access-control-request-headers') ?? 'content-type',
          'access-control-max-age': '600',
        },
      };
    },
    check(request) {
      const { headers } = request;
      const origin = headers.get('origin');
      if (isAllowed(origin)) return;
      const site = headers.get('sec-fetch-site');
      const near = site === null || site === 'same-origin' || site === 'none';
      if (near && (origin === null || isOwn(origin, request))) return;
      throw new Refusal(403, 'cross-origin request refused: its Origin is neither this Host nor in cors');
    },
  };
}

/** Behind a proxy that ends TLS the page's https arrives as http, and Next.js' `url` names a host of its choice. */
function isOwn(origin: string, { url, headers }: Request): boolean {
  const { protocol, host } = new URL(url);
  const called = [host, headers.get('host') ?? host];
  return called.some((own) => origin === `${protocol}//${own}` || origin === `https://${own}`);
}
