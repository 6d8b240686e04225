import Chamelaion from '@chamelaion/client';
import { createWebhookHandler, type WebhookJob } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';
import { expect, test } from 'vitest';
import { statusOf } from './raw.ts';
import { listen, startMock } from './servers.ts';
import { secret } from './webhooks.ts';

async function startProduct() {
  const mock = await startMock();
  const changes: WebhookJob[] = [];
  let take: (request: Request) => Promise<Response> = () => Promise.reject(new Error('not yet'));
  const { origin } = await listen(toNodeListener((request) => take(request)));
  const webhooks = createWebhookHandler({
    apiKey: 'any',
    secret,
    baseURL: mock.url,
    url: `${origin}/hooks/chamelaion`,
    onChange: (job) => void changes.push(job),
  });
  take = webhooks;
  const client = new Chamelaion({ apiKey: 'any', baseURL: mock.url });
  const submit = async (reference_id: string, extra: object = {}) => {
    const inputs = [{ type: 'video' as const, url: 'https://cdn.example.com/episodes/42.mp4' }];
    const webhook_url = await webhooks.webhookURL(reference_id);
    const job = { inputs, target_languages: ['de', 'fr'], reference_id, webhook_url, ...extra };
    return (await client.videoTranslate.generate(job)).request_id;
  };
  return { mock, webhooks, changes, submit };
}

test("the mock's call at the end of a job brings the job, once", async () => {
  const { mock, webhooks, changes, submit } = await startProduct();
  const reference = 'dub/1 ü?&=#%2f 🦎';
  const address = await webhooks.webhookURL(reference);
  const id = await submit(reference);
  await submit('another');
  mock.clock.advance(3_600_000);
  await expect.poll(() => changes.length).toBe(2);
  const change = changes.find((job) => job.id === id);
  expect(change).toMatchObject({ id, reference_id: reference, status: 'completed', target_languages: ['de', 'fr'] });
  expect(Object.keys((change?.status === 'completed' && change.outputs) || {})).toEqual(['de', 'fr']);
  expect(change).not.toHaveProperty('webhook_url');
  await expect.poll(async () => (await fetch(address, { method: 'POST' })).status).toBe(200);
  expect(mock.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
  expect(changes).toHaveLength(2);
});

test.each([
  ['stops', 'content-length: 1000000000\r\n\r\n{'],
  ['is endless', 'transfer-encoding: chunked\r\n\r\n1\r\n{\r\n'],
])('on Node, a body that %s delays neither answer nor read', async (_, rest) => {
  const { mock, webhooks, changes, submit } = await startProduct();
  await submit('dub', { webhook_url: undefined });
  const { origin, pathname, search } = new URL(await webhooks.webhookURL('dub'));
  const head = `POST ${pathname}${search} HTTP/1.1\r\nhost: app.test\r\n`;
  expect(await statusOf(origin, head + rest)).toBe(200);
  expect([changes.length, mock.requests.filter(({ method }) => method === 'GET').length]).toEqual([1, 1]);
});
