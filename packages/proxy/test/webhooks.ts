import { createWebhookHandler, type WebhookHandler, type WebhookJob, type WebhookOptions } from '@chamelaion/proxy';
import { onTestFinished, vi } from 'vitest';
import { baseURL } from './fake-api.ts';
import { apiKey } from './settings.ts';

export const secret = 'a secret for webhooks, of 32 bytes at least';
export const url = 'https://app.test/hooks/chamelaion';
const id = '3b7df3e8-f578-44de-b4f5-5f58dd6b89e0';

/** What a completed job has beside the fields of every job. */
export const completed = {
  status: 'completed',
  finished_at: '2026-04-07T11:00:00Z',
  outputs: {
    de: { video: 'https://x.test/de.mp4', audio: 'https://x.test/de.wav', srt: 'https://x.test/de.srt' },
    pt: { video: 'https://x.test/pt.mp4', audio: 'https://x.test/pt.wav', srt: 'https://x.test/pt.srt' },
  },
};

/** A translation as the API shows it. */
export function translation(reference_id: string | undefined, fields: object = {}): object {
  return {
    id,
    status: 'processing',
    created_at: '2026-04-07T10:00:00Z',
    target_languages: ['de', 'pt'],
    formality: false,
    disable_lip_sync: false,
    disable_background_audio: false,
    config: {},
    ...(reference_id !== undefined && { reference_id }),
    ...fields,
  };
}

/** A page of the API's list. */
export function list(...data: object[]): Response {
  return Response.json({ data, pagination: { limit: 20, offset: 0, total: data.length } });
}

export interface Product {
  readonly webhooks: WebhookHandler;
  /** The references that the API was asked for. */
  readonly reads: string[];
  readonly changes: WebhookJob[];
  /** Calls the address of a reference, as the API would. */
  call(reference: string, context?: Parameters<WebhookHandler>[1]): Promise<Response>;
}

/** A handler whose reads this answers, by the reference that is asked for. */
export function takeWebhooks(
  answer: (reference: string, init: RequestInit) => Response | Promise<Response> = (reference) =>
    list(translation(reference)),
  options: Partial<WebhookOptions> = {},
): Product {
  const reads: string[] = [];
  const changes: WebhookJob[] = [];
  const webhooks = createWebhookHandler({
    apiKey,
    secret,
    url,
    baseURL,
    onChange: (job) => void changes.push(job),
    async fetch(asked, init) {
      const { origin, pathname, searchParams } = new URL(asked);
      if (`${origin}${pathname}` !== `${baseURL}/v1/video-translate/requests`) throw new Error(`strayed to ${asked}`);
      const reference = searchParams.get('reference_id') ?? '';
      reads.push(reference);
      return answer(reference, init);
    },
    ...options,
  });
  return {
    webhooks,
    reads,
    changes,
    call: async (reference, context) => webhooks(hit(await webhooks.webhookURL(reference)), context),
  };
}

/** A call as nobody knows it: only its address counts. */
export function hit(address: string, init: RequestInit = {}): Request {
  return new Request(address, { method: 'POST', body: '{"status":"completed"}', ...init });
}

/** Lets time be turned by hand, but not the crypto and streams that take none. */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const spies = (['importKey', 'sign', 'verify'] as const).map(watchCrypto);
  onTestFinished(() => {
    vi.useRealTimers();
    for (const spy of spies) spy.mockRestore();
  });
}

let atWork = 0;

/** Signatures take real time, which {@link pass} waits for. */
function watchCrypto(name: 'importKey' | 'sign' | 'verify'): { mockRestore(): void } {
  const work = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<never>;
  return vi.spyOn(crypto.subtle, name).mockImplementation(async (...args: unknown[]) => {
    atWork++;
    try {
      return await work(...args);
    } finally {
      atWork--;
    }
  });
}

/** Lets fake time pass, after what takes no time before it, and with what follows from it. */
export async function pass(milliseconds: number): Promise<void> {
  await settle();
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settle();
}

async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 20; quiet++) {
    await new Promise(setImmediate);
    if (atWork > 0) quiet = 0;
  }
}
