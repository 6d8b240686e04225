import type { Chamelaion, Fetch } from '@chamelaion/client';
import type { Fault } from '@chamelaion/mock-server';
import { type Case, caseOf, type Surroundings } from './case.ts';
import { equal, rejection } from './check.ts';
import { body, listedIds, media } from './samples.ts';

/** Counts the POSTs that reach the server. */
async function posts({ stage }: Surroundings): Promise<number> {
  return (await stage.requests()).filter(({ method }) => method === 'POST').length;
}

/** Where the runtime sends again below the client, two jobs are the least evil: both have the reference. */
async function strikeReused(
  fault: Fault,
  surroundings: Surroundings,
  operation: 'lipsync.generate' | 'lipsync.generateWithMedia',
  submit: (client: Chamelaion) => Promise<{ readonly request_id: string }>,
): Promise<void> {
  const { client, stage, traits } = surroundings;
  await client().lipsync.requests.list();
  await stage.failNext(fault, { on: operation, when: 'after' });
  const { request_id } = await submit(client());
  const { data: made } = await client().lipsync.requests.list();
  equal(made.length, traits.sendsAgain ? 2 : 1, 'how many jobs there are');
  const found = made.find(({ id }) => id === request_id);
  equal(found?.id, request_id, 'the job is among them');
  equal(new Set(made.map(({ reference_id }) => reference_id)).size, 1, 'how many references they have');
}

export const connectionCases: readonly Case[] = [
  caseOf('a refused connection proves that no job was made', async ({ client, stage, traits, Chamelaion }) => {
    const methods: string[] = [];
    const fetch: Fetch = (url, init) => {
      methods.push(String(init.method));
      // Looks fail for good, so that no case waits for them.
      if (init.method === 'GET') return Promise.resolve(new Response('{"error":"unauthorized"}', { status: 401 }));
      return globalThis.fetch(url, init);
    };
    const { lipsync } = client({ baseURL: stage.refusedURL, fetch, maxRetries: 1, settleTimeout: 20 });
    const error = await rejection(lipsync.generate(body), Chamelaion.APIError);
    if (traits.tellsRefusal) {
      equal([error.name, methods], ['APIConnectionError', ['POST', 'POST']], 'sent again at once');
    } else {
      equal(error.name, 'UnknownOutcomeError', 'the error');
      equal([methods[0], methods.indexOf('POST', 1), methods[1]], ['POST', -1, 'GET'], 'looked for');
    }
  }),
  caseOf('a read is retried on a broken connection', async ({ client, stage }) => {
    await stage.failNext('truncate');
    equal(await client().users.retrieveCurrent(), { name: 'My API Token' }, 'the answer');
  }),
  caseOf('a reset after the job was made is adopted: one job', async (surroundings) => {
    const { client, stage } = surroundings;
    const { health, lipsync } = client();
    const first = await lipsync.generate(body);
    // The next connection is a new one, which no runtime sends again on.
    const last = { status: 200, headers: { connection: 'close' }, body: { status: 'ok' } };
    await stage.failNext(last, { on: 'health.check' });
    await health.check();
    await stage.failNext('reset', { on: 'lipsync.generate', when: 'after' });
    await stage.advance(1_000);
    const { request_id } = await lipsync.generate(body);
    equal(await listedIds(client()), [request_id, first.request_id], 'the jobs');
    equal(await posts(surroundings), 2, 'the POSTs');
  }),
  caseOf('a reset on a reused connection: one job, or two that are found', (surroundings) =>
    strikeReused('reset', surroundings, 'lipsync.generate', ({ lipsync }) => lipsync.generate(body)),
  ),
  caseOf('an upload that is reset on a reused connection: one job, or two that are found', (surroundings) =>
    strikeReused('reset', surroundings, 'lipsync.generateWithMedia', ({ lipsync }) =>
      lipsync.generateWithMedia(media(surroundings)),
    ),
  ),
  caseOf('a 421 after the job was made: one job, or two that are found', (surroundings) =>
    strikeReused({ status: 421 }, surroundings, 'lipsync.generate', ({ lipsync }) => lipsync.generate(body)),
  ),
  caseOf('a reset before the job was made: looked for, then submitted again', async (surroundings) => {
    const { client, stage } = surroundings;
    await stage.failNext('reset', { on: 'lipsync.generate' });
    const { request_id } = await client().lipsync.generate(body);
    equal(await listedIds(client()), [request_id], 'the jobs');
    equal(await posts(surroundings), 2, 'the POSTs');
  }),
  caseOf('a job whose answer is cut, garbled or never comes is adopted', async (surroundings) => {
    const { client, stage } = surroundings;
    for (const fault of ['truncate', 'html', 'empty', { status: 502, body: '' }, 'stall'] as const) {
      await stage.reset();
      await stage.failNext(fault, { on: 'lipsync.generate', when: 'after' });
      const { request_id } = await client({ timeout: 250 }).lipsync.generate(body);
      equal(await listedIds(client()), [request_id], `after ${JSON.stringify(fault)}`);
    }
  }),
  caseOf(
    'an outcome that cannot be found out is an error with the reference',
    async ({ client, stage, Chamelaion }) => {
      await stage.failNext({ status: 502, body: '' }, { on: 'lipsync.generate', when: 'after', lateMs: 1_000 });
      const { lipsync } = client({ maxRetries: 0 });
      const { referenceId } = await rejection(lipsync.generate(body), Chamelaion.UnknownOutcomeError);
      await stage.advance(2_000);
      const again = { ...body, reference_id: referenceId };
      const { request_id } = await lipsync.generate(again, { uniqueReference: true });
      equal(await listedIds(client()), [request_id], 'the jobs');
    },
  ),
  caseOf('a stalled body ends by the timeout', async ({ client, stage, Chamelaion }) => {
    await stage.failNext('stall-body');
    const { users } = client({ timeout: 200, maxRetries: 0 });
    const error = await rejection(users.retrieveCurrent(), Chamelaion.APIConnectionTimeoutError);
    equal(error.status, undefined, 'the status');
  }),
];
