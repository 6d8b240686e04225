import { Refusal } from '../http/refusal.ts';
import type { Reading } from './read-fields.ts';

/** The hosts that URLs of a caller may lead to. */
export interface Hosts {
  /** Hosts of media; any, if undefined. */
  readonly mediaHosts: ReadonlySet<string> | undefined;
  /** Hosts of webhooks. */
  readonly webhookHosts: ReadonlySet<string>;
}

/** The field of the address that the API calls. */
export const webhookField = 'webhook_url';

/** Reads texts of a caller: well-formed ones, and URLs of these hosts alone. */
export function textReader({ mediaHosts, webhookHosts }: Hosts, fail: () => Error): Reading['text'] {
  return (value, { format }, name) => {
    if (/\p{Surrogate}/u.test(value)) throw fail();
    if (name === webhookField && !webhookHosts.has(hostOf(value))) {
      throw new Refusal(400, `${webhookField} is not allowed here`);
    }
    if (format === 'uri' && name !== webhookField && mediaHosts && !mediaHosts.has(hostOf(value))) {
      throw new Refusal(400, `media must come from ${[...mediaHosts].join(' or ')}`);
    }
    return value;
  };
}

// Parsers differ in what else may stand here, such as a backslash, or `#@` and another host: this one would allow what leads
// elsewhere at the API.
const plainURL = /^https?:\/\/[\w.:[\]-]+(?:\/|[?#][^@]*$|$)/i;

function hostOf(url: string): string {
  return plainURL.test(url) && URL.canParse(url) ? new URL(url).host : '';
}
