import { type Chamelaion, type Fetch, RateLimitError, type SubmitOptions } from '@chamelaion/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { made, postsOf } from './job-steps.ts';
import { clientOf, failed, type Step, scripted } from './scripted.ts';
import { seeded } from './seeded.ts';
import { inVirtualTime } from './virtual-time.ts';

// Another seed is another latency: LIMITS_SEED=7 pnpm --filter ./packages/client test
const seed = Number(process.env['LIMITS_SEED'] ?? 20_260_407);
beforeEach(() => {
  vi.spyOn(Math, 'random').mockImplementation(seeded(seed));
});
afterEach(() => vi.restoreAllMocks());

/** Milliseconds until the next submission would be let through; 0 lets this one through. */
type Limit = (now: number) => number;

const limits: Readonly<Record<string, () => Limit>> = {
  'a minute at a time': () => {
    let [began, count] = [Number.NEGATIVE_INFINITY, 0];
    return (now) => {
      if (now - began >= 60_000) [began, count] = [now, 0];
      return count++ < 60 ? 0 : began + 60_000 - now;
    };
  },
  'the last minute': () => {
    const passed: number[] = [];
    return (now) => {
      const oldest = passed.at(-60) ?? Number.NEGATIVE_INFINITY;
      if (now - oldest >= 60_000) passed.push(now);
      return now - oldest >= 60_000 ? 0 : oldest + 60_000 - now;
    };
  },
  'a bucket that fills by one a second': () => {
    let [tokens, last] = [60, 0];
    return (now) => {
      tokens = Math.min(60, tokens + (now - last) / 1_000);
      last = now;
      if (tokens < 1) return (1 - tokens) * 1_000;
      tokens--;
      return 0;
    };
  },
};

/** An API under 60 submissions a minute, which takes `latency` for each, and says in whole seconds how long to wait. */
function limited(limit: Limit, latency: () => number, says = true): { fetch: Fetch; refusals: () => number } {
  let refusals = 0;
  const fetch: Fetch = async (url, init) => {
    if (init.method === 'GET') {
      const request = { id: url.split('/').at(-1), status: 'completed', created_at: new Date().toISOString() };
      return Response.json({ ...request, output_url: 'https://cdn.example.com/out.mp4' });
    }
    String(init.body);
    await new Promise((resolve) => setTimeout(resolve, latency()));
    const wait = limit(performance.now());
    if (wait === 0) return Response.json({ status: 'success', request_id: crypto.randomUUID() });
    refusals++;
    const headers: Record<string, string> = says ? { 'retry-after': String(Math.ceil(wait / 1_000)) } : {};
    return Response.json({ error: 'rate limit exceeded' }, { status: 429, headers });
  };
  return { fetch, refusals: () => refusals };
}

const cases = Object.keys(limits).flatMap((name) =>
  [0, 2_000].flatMap((ms) => [true, false].map((says) => ({ name, ms, says }))),
);
// Each limit, latency and answer once; with THOROUGH all of them together.
test.each(cases.filter((_, index) => process.env['THOROUGH'] || index % 3 === 0))(
  '1,000 runs under 60 a minute are all done: $name, $ms ms each, Retry-After $says',
  async ({ name, ms, says }) => {
    const { fetch, refusals } = limited((limits[name] as () => Limit)(), () => ms * (0.5 + Math.random()), says);
    const client = clientOf(fetch);
    let over = 0;
    const outcomes = await inVirtualTime(() => {
      const start = performance.now();
      const onStatus = ({ phase }: { phase: string }) => {
        if (phase === 'submitted') over = performance.now() - start;
      };
      return Promise.allSettled(Array.from({ length: 1_000 }, () => client.lipsync.run(body, { onStatus })));
    }, 1);
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    process.stdout.write(
      `${name}, ${ms} ms, ${says} (seed ${seed}): ${done} done, ${refusals()} refusals, ${Math.round(over / 1_000)} s\n`,
    );
    expect(done).toBe(1_000);
    expect(refusals()).toBeLessThan(100);
    // 1,000 at 60 a minute, and the last one's own time.
    expect(over).toBeLessThanOrEqual((1_000_000 + 1.5 * ms) * 1.05);
  },
);

const refusal = (after = '1') => failed(429, { 'retry-after': after });

/** A client whose n-th submission meets this step. */
function answering(stepOf: (count: number) => Step) {
  const { client, sent } = scripted([(url, init) => stepOf(sent.length)(url, init)]);
  return { client, sent };
}
const submitAll = (client: Chamelaion, count: number, options?: SubmitOptions) =>
  Promise.allSettled(
    Array.from({ length: count }, (_, index) =>
      client.lipsync.generate({ ...body, reference_id: `job-${index}` }, options),
    ),
  );

test('submissions go in the order in which they were called, the refused ones first', async () => {
  // The first half of the first 32 is refused.
  const { client, sent } = answering((count) => (count <= 16 ? refusal() : made));
  const results = await inVirtualTime(() => submitAll(client, 50));
  expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
  const order = sent.map(({ body }) => Number(body?.reference_id?.slice(4)));
  const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
  expect(order).toEqual([...numbers(0, 32), ...numbers(0, 16), ...numbers(32, 50)]);
});

test('a limit that never ends is met a few times, and then all that wait fail unsent', async () => {
  const { client, sent } = answering(() => refusal('20'));
  const start = performance.now();
  const results = await inVirtualTime(async () => {
    const results = await submitAll(client, 200);
    expect(performance.now() - start).toBeLessThan(200_000);
    return results;
  });
  const failures = results.map((result) => (result as PromiseRejectedResult).reason);
  expect(failures.every((failure) => failure instanceof RateLimitError)).toBe(true);
  expect(failures[0]).toMatchObject({ status: 429, error: { error: 'no' } });
  expect(failures.at(-1)?.message).toContain('not sent, because of a rate limit');
  expect(sent.length).toBeLessThan(50);
});

test('with rateLimitTimeout: 0 nothing waits for others', async () => {
  const { client, sent } = answering(() => refusal('20'));
  const results = await inVirtualTime(() => submitAll(client, 40, { rateLimitTimeout: 0 }));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(sent).toHaveLength(40);
});

test('a submission that is aborted leaves the line, and the others go on', async () => {
  const { client, sent } = answering((count) => (count === 1 ? refusal('30') : made));
  const controller = new AbortController();
  const results = await inVirtualTime(() => {
    const first = client.lipsync.generate(body);
    setTimeout(() => controller.abort(new Error('gone')), 5_000);
    return new Promise<PromiseSettledResult<unknown>[]>((resolve) =>
      setTimeout(() => {
        const waiting = submitAll(client, 3, { signal: controller.signal });
        const last = client.lipsync.generate(body);
        const aborted = client.lipsync.generate(body, { signal: AbortSignal.abort() });
        resolve(Promise.all([Promise.allSettled([first, last, aborted]), waiting]).then((all) => all.flat()));
      }, 1_000),
    );
  });
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', ...Array(4).fill('rejected')]);
  expect(results[3]).toMatchObject({ reason: { name: 'APIUserAbortError', referenceId: 'job-0' } });
  expect(sent).toHaveLength(3);
});

test('a submission that hangs holds up no probe, and one that fails otherwise opens the gate', async () => {
  const { client, sent } = answering((count) => {
    if (count === 1) return () => new Promise(() => {});
    if (count === 2) return refusal();
    // The probe.
    return count === 33 ? failed(400) : made;
  });
  const results = await inVirtualTime(() => {
    const hung = client.lipsync.generate(body, { submit: 'strict', settleTimeout: 0 });
    return Promise.all([submitAll(client, 40), hung.catch(() => 0)]);
  });
  expect(results[0].map(({ status }) => status)).toEqual(['rejected', ...Array(39).fill('fulfilled')]);
  expect(postsOf(sent).at(-1)?.at).toBeLessThan(10_000);
});

test('after a rest of a minute nothing of a limit is left', async () => {
  const { client, sent } = answering((count) => (count === 20 ? refusal() : made));
  await inVirtualTime(async () => {
    await submitAll(client, 40);
    await new Promise((resolve) => setTimeout(resolve, 61_000));
    const start = performance.now();
    await submitAll(client, 32);
    expect(performance.now() - start).toBe(0);
  });
  expect(sent).toHaveLength(73);
});
