import { type Answer, failureAnswer, writeAnswer } from './answer.ts';
import { createCrossOrigin } from './cross-origin.ts';
import { operationTargets } from './operations.ts';
import { type ProxyOptions, resolveOptions } from './options.ts';
import { createBinder } from './owner-binding.ts';
import { unreadable } from './read-job.ts';
import { createJobReader } from './read-jobs.ts';
import { readListQuery } from './read-query.ts';
import { Refusal } from './refusal.ts';
import { findRoute } from './route.ts';
import { createSharedAnswers } from './shared-answers.ts';
import { submitJSON, submitUpload } from './submit.ts';
import { createUpstream } from './upstream.ts';

/** What a runtime offers beside the request: the third argument of a Cloudflare worker's `fetch` fits. */
export interface ProxyContext {
  /** Keeps the runtime at work on a submission whose caller has left. */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

/** Answers a request; never rejects. */
export type ProxyHandler = (request: Request, context?: ProxyContext) => Promise<Response>;

/**
 * Makes a handler that pages call instead of the API: it adds the key, and shows every owner their own jobs alone.
 *
 * @throws TypeError for a bad option; it says what to set
 * @example
 * ```ts
 * import { createProxyHandler } from '@chamelaion/proxy';
 *
 * export const handler = createProxyHandler({
 *   apiKey: process.env['CHAMELAION_API_KEY'],
 *   ownerSecret: process.env['CHAMELAION_OWNER_SECRET'],
 *   authorize: (request) => (request.headers.get('cookie') === 'session=42' ? { owner: 'user-42' } : null),
 * });
 * ```
 */
export function createProxyHandler(options: ProxyOptions): ProxyHandler {
  const resolved = resolveOptions(options);
  const { apiKey, authorize, basePath, operations, jobs, maxUploadBytes } = resolved;
  const upstream = createUpstream(resolved);
  const bind = createBinder(resolved.ownerSecrets);
  const crossOrigin = createCrossOrigin(resolved.cors);
  const submitParts = { upstream, shared: createSharedAnswers(), jobs, maxUploadBytes };

  async function answer(request: Request, context?: ProxyContext): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url);
    const preflight = crossOrigin.preflight(request);
    if (preflight) return preflight;
    const { operation, id } = findRoute(request.method, pathname, basePath, operations);
    crossOrigin.checkPost(request);
    const authorization = await authorize(request);
    if (authorization === null) throw new Refusal(401, 'unauthorized');
    const binding = await bind(authorization);

    const { signal } = request;
    const goOn = (work: Promise<unknown>) => context?.waitUntil?.(work.catch(() => {}));
    switch (operation) {
      case 'lipsync.generate':
        return submitJSON(submitParts, { request, binding, goOn });
      case 'lipsync.generateWithMedia':
        return submitUpload(submitParts, { request, binding, goOn });
      case 'lipsync.requests.retrieve':
        return createJobReader(upstream, binding, jobs, signal).retrieve(id);
      case 'lipsync.requests.list':
        return createJobReader(upstream, binding, jobs, signal).list(readListQuery(searchParams));
      case 'health.check': {
        const { status } = await upstream({ ...operationTargets[operation], signal });
        return text({ status });
      }
      case 'users.retrieveCurrent': {
        const { name } = await upstream({ ...operationTargets[operation], signal });
        return text({ name });
      }
    }
  }

  return async (request, context) => {
    const { headers, ...rest } = await answer(request, context).catch(failureAnswer);
    return writeAnswer({ ...rest, headers: { ...headers, ...crossOrigin.headersFor(request) } }, apiKey);
  };
}

/** An answer of one text. */
function text(body: Record<string, unknown>): Answer {
  if (Object.values(body).some((value) => typeof value !== 'string')) throw unreadable();
  return { status: 200, body };
}
