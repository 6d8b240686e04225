import { isReference } from '../body/reference.ts';
import type { ProxyHandler } from '../create-proxy-handler.ts';
import { type Answer, failureAnswer, writeAnswer } from '../http/answer.ts';
import { goOn, type ProxyContext } from '../http/go-on.ts';
import { inTime } from '../http/in-time.ts';
import { hasPrefix, prefixOf } from '../http/prefix.ts';
import { Refusal } from '../http/refusal.ts';
import { createFollowers } from './followers.ts';
import type { WebhookOptions } from './options.ts';
import { resolveWebhookOptions } from './resolve-options.ts';
import { createSigner } from './signer.ts';

/** Takes the API's calls, and makes the addresses that it calls. */
export interface WebhookHandler extends ProxyHandler {
  /**
   * The address for the job with this reference, to be submitted as its `webhook_url`. The same reference and secret give
   * the same address.
   *
   * @throws TypeError if no job can have this reference
   * @example
   * ```ts
   * import { createWebhookHandler } from '@chamelaion/proxy';
   *
   * const webhooks = createWebhookHandler({
   *   apiKey: process.env['CHAMELAION_API_KEY'],
   *   secret: process.env['CHAMELAION_WEBHOOK_SECRET'],
   *   url: 'https://app.example.com/hooks/chamelaion',
   *   onChange: ({ reference_id, status }) => console.log(reference_id, status),
   * });
   * const webhook_url = await webhooks.webhookURL('dub-episode-42');
   * ```
   */
  webhookURL(reference: string): Promise<string>;
}

// The API waits for the answer; what takes longer goes on behind it.
const longestAnswer = 3_000;

/**
 * Makes a handler for the calls of a job's `webhook_url`. A call only says that something may have changed: its body is
 * ignored, and the job is read from the API. A call without a signature of `webhookURL` is a 404, and costs no read.
 *
 * @throws TypeError for a bad option; it says what to set
 * @example
 * ```ts
 * import { createWebhookHandler } from '@chamelaion/proxy';
 *
 * export const webhooks = createWebhookHandler({
 *   apiKey: process.env['CHAMELAION_API_KEY'],
 *   secret: process.env['CHAMELAION_WEBHOOK_SECRET'], // openssl rand -base64 32
 *   url: 'https://app.example.com/hooks/chamelaion',
 *   onChange(job) {
 *     if (job.status === 'completed') console.log(job.reference_id, job.outputs);
 *   },
 * });
 * ```
 */
export function createWebhookHandler(options: WebhookOptions): WebhookHandler {
  const resolved = resolveWebhookOptions(options);
  const signer = createSigner(resolved.secrets);
  const followers = createFollowers(resolved);

  async function answer({ method, url }: Request, context?: ProxyContext): Promise<Answer> {
    if (method !== 'POST') throw new Refusal(405, 'method not allowed', { allow: 'POST' });
    const { searchParams } = new URL(url);
    const reference = searchParams.get('reference') ?? '';
    if (!(await signer.verify(reference, searchParams.get('signature') ?? ''))) throw new Refusal(404, 'not found');
    const work = followers.check(reference);
    goOn(context, work);
    const late = new Error();
    try {
      await inTime(work, longestAnswer, () => late);
      return { status: 200, body: { status: 'done' } };
    } catch (error) {
      if (error === late) return { status: 202, body: { status: 'accepted' } };
      throw error;
    }
  }

  const handler: ProxyHandler = async (request, context) =>
    writeAnswer(await answer(request, context).catch(failureAnswer), resolved.apiKey);

  return Object.assign(handler, {
    async webhookURL(reference: string): Promise<string> {
      if (!isUpstreamReference(reference)) {
        throw new TypeError("webhookURL: reference must be the job's reference_id, of 1 to 200 characters");
      }
      followers.reopen(reference);
      const query = `reference=${encodeURIComponent(reference)}&signature=${await signer.sign(reference)}`;
      return `${resolved.url}${resolved.url.includes('?') ? '&' : '?'}${query}`;
    },
  });
}

const prefixLength = prefixOf('').length + 22;

/** True for what a job may be named at the API, where a reference may have its owner's tag before it. */
function isUpstreamReference(reference: unknown): boolean {
  if (isReference(reference)) return true;
  return typeof reference === 'string' && hasPrefix(reference) && isReference(reference.slice(prefixLength));
}
