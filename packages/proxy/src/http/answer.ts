import { BadGateway, Refusal } from './refusal.ts';

/** An answer before it is written: plain data, so that several callers can share one. */
export interface Answer {
  readonly status: number;
  readonly body?: object | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What a failure answers. Any error that is not a refusal is a mistake on this side, and its text stays here. */
export function failureAnswer(error: unknown): Answer {
  if (error instanceof Refusal) {
    if (error instanceof BadGateway && error.why) complain(error.why);
    return { status: error.status, body: { error: error.message }, headers: error.headers };
  }
  complain(error);
  return { status: 500, body: { error: 'internal error' } };
}

/** The caller learns nothing of it, so the server's log must show it. */
export function complain(why: unknown): void {
  // biome-ignore lint/suspicious/noConsole: it has no other reader
  console.error('@chamelaion/proxy:', why);
}

/** Writes an answer anew: nothing of the API's own is left but what stands here. */
export function writeAnswer(answer: Answer, apiKey: string): Response {
  const { status, body, headers } = shows(answer, apiKey) ? failureAnswer(keyShown) : answer;
  const own = { ...headers, 'cache-control': 'private, no-store' };
  if (body === undefined) return new Response(null, { status, headers: own });
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...own, 'content-type': 'application/json' },
  });
}

const keyShown = new BadGateway('an answer of the API was held back because it shows apiKey');

// A stand-in such as "any", for a mock, is no secret, and many texts hold it.
const shortestKey = 8;

/** True if the API, or a gateway, echoes its request and would give the key away, as it is or encoded. */
function shows({ body, headers }: Answer, apiKey: string): boolean {
  if (apiKey.length < shortestKey) return false;
  const text = JSON.stringify([body, headers]);
  const decoded = text.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const both = text + decoded;
  const hex = [...apiKey].map((sign) => sign.charCodeAt(0).toString(16)).join('');
  const forms = [apiKey, JSON.stringify(apiKey).slice(1, -1), hex].map((form) => form.toLowerCase());
  return (
    forms.some((form) => both.toLowerCase().includes(form)) || inBase64(apiKey).some((form) => both.includes(form))
  );
}

/** What base64 makes of the key for certain, wherever it begins in what was encoded. */
function inBase64(apiKey: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const start = Math.ceil((before * 4) / 3);
    const end = Math.floor(((before + apiKey.length) * 4) / 3);
    const form = btoa('-'.repeat(before) + apiKey).slice(start, end);
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
