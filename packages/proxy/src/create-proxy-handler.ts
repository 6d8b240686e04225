import { plainQuery, readListQuery } from './body/read-query.ts';
import { type Answer, failureAnswer, writeAnswer } from './http/answer.ts';
import { createCrossOrigin } from './http/cross-origin.ts';
import { goOn, type ProxyContext } from './http/go-on.ts';
import { fromApplication } from './http/in-time.ts';
import { Refusal } from './http/refusal.ts';
import { findRoute } from './http/route.ts';
import { createUpstream } from './http/upstream.ts';
import { createBinder } from './jobs/owner-binding.ts';
import { readAnswer } from './jobs/read-answer.ts';
import { createJobReader } from './jobs/read-jobs.ts';
import { createSharedAnswers } from './jobs/shared-answers.ts';
import { submitJSON, submitUpload } from './jobs/submit.ts';
import { createUploadCount } from './jobs/upload-count.ts';
import type { ProxyOptions } from './options.ts';
import { resolveOptions } from './resolve-options.ts';

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
  const { apiKey, authorize, basePath, operations, maxPageSize } = resolved;
  const upstream = createUpstream(resolved);
  const bind = createBinder(resolved.ownerSecrets);
  const crossOrigin = createCrossOrigin(resolved.cors);
  const submitParts = { ...resolved, upstream, shared: createSharedAnswers(), countUploads: createUploadCount() };

  async function answer(request: Request, context?: ProxyContext): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url);
    const preflight = crossOrigin.preflight(request);
    if (preflight) return preflight;
    const { operation, id } = findRoute(request.method, pathname, basePath, operations);
    crossOrigin.check(request);
    const authorization = await fromApplication(authorize(request), 'authorize');
    if (authorization === null) throw new Refusal(401, 'unauthorized');
    const binding = await bind(authorization);

    const { signal } = request;
    const { job, method, path } = operation;
    if (!job) {
      const query =
        'limit' in operation.takes ? plainQuery(readListQuery(searchParams, operation, maxPageSize)) : undefined;
      return { status: 200, body: readAnswer(await upstream({ method, path, query, signal }), operation.gives) };
    }
    if (job.role === 'submit') {
      const submit = operation.body === 'form' ? submitUpload : submitJSON;
      return submit(submitParts, { operation, request, binding, goOn: (work) => goOn(context, work) });
    }
    const jobs = createJobReader(upstream, job.kind, binding, resolved, signal);
    return job.role === 'retrieve' ? jobs.retrieve(id) : jobs.list(readListQuery(searchParams, operation, maxPageSize));
  }

  return async (request, context) => {
    const { headers, ...rest } = await answer(request, context).catch(failureAnswer);
    return writeAnswer({ ...rest, headers: { ...headers, ...crossOrigin.headersFor(request) } }, apiKey);
  };
}
