import type { OperationId } from '@chamelaion/spec/operations';
import type { BeforeSubmit } from './jobs/budget.ts';
import type { ReferenceStore } from './jobs/reference-store.ts';

/** The caller. */
export interface Authorization {
  /**
   * The owner of the jobs that the call may make and see: your own identifier of a user, of 1 to 256 bytes in UTF-8,
   * compared as it is. `'everyone'` binds nothing: all callers see all jobs of the account.
   */
  readonly owner: string;
}

/**
 * How a proxy reaches the API, and which callers it serves.
 *
 * @example
 * ```ts
 * import type { ProxyOptions } from '@chamelaion/proxy';
 *
 * const options: ProxyOptions = {
 *   apiKey: process.env['CHAMELAION_API_KEY'],
 *   ownerSecret: process.env['CHAMELAION_OWNER_SECRET'],
 *   authorize: (request) => (request.headers.get('cookie') === 'session=42' ? { owner: 'user-42' } : null),
 * };
 * ```
 */
export interface ProxyOptions {
  /** The API key. It is sent to the API alone, as `x-api-key`. */
  apiKey: string | undefined;
  /**
   * Decides who may call: null answers 401. It gets the request as it came, and must not read its body.
   */
  authorize: (request: Request) => Authorization | null | Promise<Authorization | null>;
  /**
   * Binds jobs to their owners: at least 32 random bytes, not the API key. Without it only `'everyone'` is served.
   * If it changes without {@link ProxyOptions.previousOwnerSecrets}, no earlier job can be seen.
   */
  ownerSecret?: string | undefined;
  /**
   * Up to 3 earlier secrets, whose jobs can still be read.
   * @default []
   */
  previousOwnerSecrets?: readonly string[] | undefined;
  /**
   * The path that the handler is mounted at: the one that pages put into the client's `baseURL`, without what a reverse proxy or
   * Next.js' `basePath` takes off before the call arrives.
   * @default '/api/chamelaion'
   */
  basePath?: string | undefined;
  /**
   * The URL of the API: an absolute http(s) URL.
   * @default 'https://api.chamelaion.com/api'
   */
  baseURL?: string | undefined;
  /**
   * What may be called; everything else is not found.
   * @default every operation of the API
   */
  operations?: readonly OperationId[] | undefined;
  /**
   * Other origins whose pages may call, with credentials, such as `https://app.example.com`.
   * @default []
   */
  cors?: readonly string[] | undefined;
  /**
   * The largest body of an upload, in bytes. JSON bodies may have 4 MiB.
   * @default 1 GiB
   */
  maxUploadBytes?: number | undefined;
  /**
   * The most jobs that a list gives at once. Each of them costs a request to the API if references are recorded
   * ({@link ProxyOptions.references}), and one more for each earlier secret.
   * @default 100
   */
  maxPageSize?: number | undefined;
  /**
   * Hosts that media may be fetched from, such as `cdn.example.com` or `cdn.example.com:8443`. Uploads are not limited.
   * @default any
   */
  mediaHosts?: readonly string[] | undefined;
  /**
   * Hosts that a page's `webhook_url` may lead to, such as `hooks.example.com`. Others are refused. Without it no page may
   * give an address, and none is shown.
   * @default none
   */
  webhookHosts?: readonly string[] | undefined;
  /**
   * Called before each new submission, for budgets and quotas. It may refuse the job, and its `settled` is called with what
   * became of the job. It must answer within 30 s.
   *
   * @example
   * ```ts
   * import type { ProxyOptions } from '@chamelaion/proxy';
   *
   * const used = new Map<string, number>();
   *
   * export const beforeSubmit: ProxyOptions['beforeSubmit'] = ({ owner }) => {
   *   const count = used.get(owner) ?? 0;
   *   if (count >= 10) return { refuse: { status: 403, message: 'your ten jobs are used up' } };
   *   used.set(owner, count + 1);
   *   return {
   *     settled(outcome) {
   *       if (outcome === 'refused') used.set(owner, (used.get(owner) ?? 1) - 1);
   *     },
   *   };
   * };
   * ```
   */
  beforeSubmit?: BeforeSubmit | undefined;
  /** Remembers references, so that `list()` can list an owner's jobs. Without it a `reference_id` is required. */
  references?: ReferenceStore | undefined;
  /**
   * Sends the requests to the API. Looked up anew for each of them, so that later patches of the global one count.
   * @default globalThis.fetch
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}
