import type { components } from '@chamelaion/spec/schema';
import type { ProxyOptions } from '../options.ts';

/**
 * A translation as the API shows it, without its `webhook_url`. Its `status` narrows it: a completed one has `outputs`, a
 * failed one an `error_message`. The API may add statuses: treat one you don't know as "not finished yet".
 */
export type WebhookJob = components['schemas']['VideoTranslateRequest'] & {
  /** The reference that the webhook's address was made for. */
  reference_id: string;
};

/**
 * How webhooks are signed, and what happens when the API calls one.
 *
 * @example
 * ```ts
 * import type { WebhookOptions } from '@chamelaion/proxy';
 *
 * const options: WebhookOptions = {
 *   apiKey: process.env['CHAMELAION_API_KEY'],
 *   secret: process.env['CHAMELAION_WEBHOOK_SECRET'],
 *   url: 'https://app.example.com/hooks/chamelaion',
 *   onChange: ({ reference_id, status }) => console.log(reference_id, status),
 * };
 * ```
 */
export interface WebhookOptions extends Pick<ProxyOptions, 'apiKey' | 'baseURL' | 'fetch'> {
  /** Signs the addresses: at least 32 random bytes, not the API key. */
  secret: string | undefined;
  /**
   * Up to 3 earlier secrets, whose addresses are still taken. A job keeps the address that it was submitted with.
   * @default []
   */
  previousSecrets?: readonly string[] | undefined;
  /** Where the API reaches this handler: an absolute http(s) URL, such as `https://app.example.com/hooks/chamelaion`. */
  url: string;
  /**
   * Gets each job whose status has changed since it last got that job. It must be idempotent: after a restart it may get
   * the same status again. If it throws, or takes longer than 30 s, it gets the status again at the next call.
   */
  onChange: (job: WebhookJob) => void | Promise<void>;
  /**
   * How many times a minute jobs may be read from the API, after 10 at once. Further reads wait for up to 5 minutes.
   * @default 30
   */
  readsPerMinute?: number | undefined;
}
