import { createWebhookHandler, type ProxyContext, type WebhookJob, type WebhookOptions } from '@chamelaion/proxy';
import { baseURL, request_id } from './fake-api.ts';
import { apiKey } from './settings.ts';

export const secret = 'a secret for webhooks, of 32 bytes at least';
export const url = 'https://app.test/hooks/chamelaion';

const outputOf = (language: string) => ({
  video: `https://x.test/${language}.mp4`,
  audio: `https://x.test/${language}.wav`,
  srt: `https://x.test/${language}.srt`,
});
/** What a completed job has beside the fields of every job. */
export const completed = {
  status: 'completed',
  finished_at: '2026-04-07T11:00:00Z',
  outputs: { de: outputOf('de'), pt: outputOf('pt') },
};
/** What a failed one has. */
export const failed = { status: 'failed', finished_at: '2026-04-07T11:00:00Z', error_message: 'no speech' };
/** The fields of a second job, which is newer. */
export const another = { id: '00000000-0000-4000-8000-000000000001', created_at: '2026-04-08T10:00:00Z' };

/** A translation as the API shows it. */
export function translation(reference_id: string | undefined, fields: object = {}): object {
  return {
    id: request_id,
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

type Reader = (reference: string, init: RequestInit) => Response | Promise<Response>;

/** Answers a read with one job, that has these fields. */
export const listOf =
  (fields: object): Reader =>
  (reference) =>
    list(translation(reference, fields));

/** Answers reads as {@link listOf} does, once `letGo` is called for each. */
export function held(fields: object = {}): { read: Reader; letGo: () => void } {
  const waiting: (() => void)[] = [];
  return {
    read: (...asked) => new Promise((resolve) => waiting.push(() => resolve(listOf(fields)(...asked)))),
    letGo: () => waiting.shift()?.(),
  };
}

/** A handler whose reads this answers, by the reference that is asked for. */
export function takeWebhooks(answer: Reader = listOf({}), options: Partial<WebhookOptions> = {}) {
  /** The references that the API was asked for. */
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
    /** Calls the address of a reference, as the API would. */
    call: async (reference: string, context?: ProxyContext) =>
      webhooks(hit(await webhooks.webhookURL(reference)), context),
    /** Calls these addresses at once; the statuses come as they are answered. */
    callAll(...addresses: readonly string[]) {
      const statuses: number[] = [];
      for (const address of addresses) void webhooks(hit(address)).then(({ status }) => statuses.push(status));
      return statuses;
    },
  };
}

/** A call as nobody knows it: only its address counts. */
export function hit(address: string, init: RequestInit = {}): Request {
  return new Request(address, { method: 'POST', body: '{"status":"completed"}', ...init });
}
