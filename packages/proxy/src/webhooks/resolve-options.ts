import { type ResolvedOptions, readURL, resolveOptions } from '../resolve-options.ts';
import type { WebhookOptions } from './options.ts';

/** Options of a webhook handler, checked and defaulted. */
export interface ResolvedWebhookOptions extends Pick<ResolvedOptions, 'apiKey' | 'baseURL' | 'fetch'> {
  /** The one that signs comes first. */
  readonly secrets: readonly string[];
  readonly url: string;
  readonly onChange: WebhookOptions['onChange'];
  readonly readsPerMinute: number;
}

/** Checks the options, and says of the first that is wrong what to set. */
export function resolveWebhookOptions(options: WebhookOptions): ResolvedWebhookOptions {
  const { onChange, readsPerMinute = 30 } = options;
  const { apiKey, baseURL, fetch, ownerSecrets } = resolveShared(options);
  demand(typeof onChange === 'function', 'onChange must be a function that takes a job');
  demand(Number.isFinite(readsPerMinute) && readsPerMinute > 0, 'readsPerMinute must be a positive number');
  return { apiKey, baseURL, fetch, secrets: ownerSecrets, url: resolveURL(options.url), onChange, readsPerMinute };
}

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new TypeError(`createWebhookHandler: ${message}`);
}

/** What a proxy has as well is checked by its rules, in its words. */
function resolveShared({ apiKey, baseURL, fetch, secret = '', previousSecrets }: WebhookOptions): ResolvedOptions {
  try {
    return resolveOptions({
      apiKey,
      baseURL,
      fetch,
      ownerSecret: secret,
      previousOwnerSecrets: previousSecrets,
      authorize: () => null,
    });
  } catch (error) {
    const words = (error as Error).message.replace(/^createProxyHandler: /, '');
    demand(false, words.replaceAll('previousOwnerSecrets', 'previousSecrets').replaceAll('ownerSecret', 'secret'));
  }
}

function resolveURL(text: unknown): string {
  const url = readURL(text);
  const example = 'https://app.example.com/hooks/chamelaion';
  demand(url !== undefined, `url must be the absolute http(s) URL of this handler, such as ${example}`);
  demand(!(url.username || url.password || url.hash), 'url must not hold a user name, a password or a fragment');
  const isFree = !['reference', 'signature'].some((name) => url.searchParams.has(name));
  demand(isFree, 'url must not have the parameters reference and signature, which webhookURL adds');
  return url.href;
}
