import { expect, test, vi } from 'vitest';
import { watchLog } from './log.ts';
import { completed, hit, list, pass, stopTime, takeWebhooks, translation } from './webhooks.ts';

const many = process.env['THOROUGH'] ? 2_000 : 300;
// Each waits by a timer, of which a fake clock looks through all to find the next.
const some = 300;

function countOf(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Calls all at once; the statuses come as they are answered. */
function callAll(webhooks: (request: Request) => Promise<Response>, addresses: readonly string[]): number[] {
  const statuses: number[] = [];
  for (const address of addresses) void webhooks(hit(address)).then(({ status }) => statuses.push(status));
  return statuses;
}

test('calls that come together share one read', async () => {
  stopTime();
  const { webhooks, reads, changes } = takeWebhooks();
  const statuses = callAll(webhooks, Array(many).fill(await webhooks.webhookURL('dub')));
  await pass(0);
  expect([countOf(statuses), reads.length, changes.length]).toEqual([{ 200: many }, 1, 1]);
  await pass(600_000);
  expect(reads).toHaveLength(1);
});

test('calls during a read cost one more, 5 s after it began, as they may tell of a later change', async () => {
  stopTime();
  const letGo: (() => void)[] = [];
  const states = [{ status: 'processing' }, completed];
  const { webhooks, reads, changes } = takeWebhooks((reference) => {
    const answer = list(translation(reference, states.shift()));
    return new Promise((resolve) => void letGo.push(() => resolve(answer)));
  });
  const address = await webhooks.webhookURL('dub');
  callAll(webhooks, [address]);
  await pass(0);
  expect(reads).toHaveLength(1);
  callAll(webhooks, Array(some).fill(address));
  await pass(4_000);
  letGo.shift()?.();
  await pass(999);
  expect([reads.length, changes.map(({ status }) => status)]).toEqual([1, ['processing']]);
  await pass(1);
  expect(reads).toHaveLength(2);
  letGo.shift()?.();
  await pass(600_000);
  expect([reads.length, changes.map(({ status }) => status)]).toEqual([2, ['processing', 'completed']]);
});

test('two reads of a reference never run side by side, so that the later state is told last', async () => {
  stopTime();
  const letGo: (() => void)[] = [];
  const { webhooks, reads } = takeWebhooks(
    (reference) => new Promise((resolve) => void letGo.push(() => resolve(list(translation(reference))))),
  );
  const address = await webhooks.webhookURL('dub');
  callAll(webhooks, [address]);
  await pass(0);
  callAll(webhooks, [address]);
  await pass(20_000);
  expect(reads).toHaveLength(1);
  letGo.shift()?.();
  await pass(0);
  expect(reads).toHaveLength(2);
});

test('a steady flood of one address costs a read every 5 s, and tells nothing twice', async () => {
  stopTime();
  const { webhooks, reads, changes } = takeWebhooks();
  const address = await webhooks.webhookURL('dub');
  for (let second = 0; second < 60; second++) {
    callAll(webhooks, Array(20).fill(address));
    await pass(1_000);
  }
  expect(reads.length).toBeGreaterThanOrEqual(11);
  expect(reads.length).toBeLessThanOrEqual(13);
  expect(changes).toHaveLength(1);
});

test.each([completed, { status: 'failed', finished_at: '2026-04-07T11:00:00Z', error_message: 'no speech' }])(
  'once a job is over ($status) and told, calls for it read nothing',
  async (state) => {
    stopTime();
    const { webhooks, reads, changes } = takeWebhooks((reference) => list(translation(reference, state)));
    const address = await webhooks.webhookURL('dub');
    const first = callAll(webhooks, [address]);
    await pass(0);
    const statuses = callAll(webhooks, Array(many).fill(address));
    await pass(0);
    await pass(3_600_000);
    const last = callAll(webhooks, [address]);
    await pass(0);
    expect([first, countOf(statuses), last]).toEqual([[200], { 200: many }, [200]]);
    expect([reads.length, changes.length]).toEqual([1, 1]);
  },
);

test('a reference is read on while one of its jobs goes on', async () => {
  stopTime();
  const other = { id: '00000000-0000-4000-8000-000000000001' };
  const { webhooks, reads } = takeWebhooks((reference) =>
    list(translation(reference), translation(reference, { ...completed, ...other })),
  );
  const address = await webhooks.webhookURL('dub');
  for (let count = 0; count < 2; count++) {
    callAll(webhooks, [address]);
    await pass(5_000);
  }
  expect(reads).toHaveLength(2);
});

test('calls that wait while a job ends read nothing more', async () => {
  stopTime();
  let letGo = () => {};
  const { webhooks, reads } = takeWebhooks(
    (reference) =>
      new Promise((resolve) => {
        letGo = () => resolve(list(translation(reference, completed)));
      }),
  );
  const address = await webhooks.webhookURL('dub');
  callAll(webhooks, [address]);
  await pass(0);
  callAll(webhooks, [address, address]);
  await pass(0);
  letGo();
  await pass(60_000);
  expect(reads).toHaveLength(1);
});

test('a reference that is used again gets its address anew, and is read again', async () => {
  stopTime();
  const jobs = [translation('dub', completed)];
  const { webhooks, reads, changes } = takeWebhooks(() => list(...jobs));
  const address = await webhooks.webhookURL('dub');
  callAll(webhooks, [address]);
  await pass(5_000);
  jobs.unshift(translation('dub', { id: '00000000-0000-4000-8000-000000000001', created_at: '2026-04-08T10:00:00Z' }));
  callAll(webhooks, [address]);
  await pass(5_000);
  expect(reads).toHaveLength(1);
  await webhooks.webhookURL('dub');
  callAll(webhooks, [address]);
  await pass(5_000);
  expect([reads.length, changes.map(({ status }) => status)]).toEqual([2, ['completed', 'processing']]);
});

test('a read that began before a reference is used again does not end it', async () => {
  stopTime();
  let letGo = () => {};
  const { webhooks, reads } = takeWebhooks(
    (reference) =>
      new Promise((resolve) => {
        letGo = () => resolve(list(translation(reference, completed)));
      }),
  );
  const address = await webhooks.webhookURL('dub');
  callAll(webhooks, [address]);
  await pass(0);
  await webhooks.webhookURL('dub');
  letGo();
  await pass(5_000);
  callAll(webhooks, [address]);
  await pass(0);
  expect(reads).toHaveLength(2);
});

test('a failing API is asked once in 5 s for each reference', async () => {
  stopTime();
  watchLog();
  const { webhooks, reads } = takeWebhooks(() => Promise.reject(new TypeError('fetch failed')));
  const address = await webhooks.webhookURL('dub');
  const statuses = callAll(webhooks, Array(some).fill(address));
  await pass(0);
  expect([countOf(statuses), reads.length]).toEqual([{ 502: some }, 1]);
  callAll(webhooks, Array(some).fill(address));
  await pass(4_000);
  expect(reads).toHaveLength(1);
  await pass(1_000);
  expect(reads).toHaveLength(2);
});

test('valid addresses in thousands read 10 jobs at once, then 30 a minute, and what finds no room is a 503', async () => {
  stopTime();
  const { webhooks, reads } = takeWebhooks((reference) => list(translation(reference, completed)));
  const addresses = await Promise.all(Array.from({ length: many }, (_, index) => webhooks.webhookURL(`dub-${index}`)));
  const statuses = callAll(webhooks, addresses);
  await pass(0);
  expect(reads).toHaveLength(10);
  await pass(60_000);
  expect(reads).toHaveLength(40);
  expect(countOf(statuses)).toEqual({ 200: 11, 202: 149, 503: many - 160 });
  await pass(3_600_000);
  expect([reads.length, new Set(reads).size]).toEqual([160, 160]);
  // A burst is saved up for again, and the refused ones took no place in the memory.
  const later = callAll(webhooks, addresses.slice(-20));
  const again = callAll(webhooks, addresses.slice(0, 10));
  await pass(0);
  expect([later, again, reads.length]).toEqual([Array(10).fill(200), Array(10).fill(200), 170]);
});

test('a refused call is told when to come again', async () => {
  stopTime();
  const { webhooks, call } = takeWebhooks();
  const addresses = await Promise.all(Array.from({ length: 160 }, (_, index) => webhooks.webhookURL(`dub-${index}`)));
  callAll(webhooks, addresses);
  await pass(0);
  const { status, headers } = await call('one more');
  expect([status, headers.get('retry-after')]).toEqual([503, '60']);
});

test('readsPerMinute sets how many', async () => {
  stopTime();
  const { webhooks, reads } = takeWebhooks(undefined, { readsPerMinute: 600 });
  callAll(webhooks, await Promise.all(Array.from({ length: 500 }, (_, index) => webhooks.webhookURL(`dub-${index}`))));
  await pass(0);
  await pass(10_000);
  expect(reads).toHaveLength(110);
});

test('2,000 references are remembered, and the oldest is forgotten first', async () => {
  const kept = 2_000;
  const { webhooks, reads } = takeWebhooks((reference) => list(translation(reference, completed)), {
    readsPerMinute: 60_000_000,
  });
  const addresses = await Promise.all(
    Array.from({ length: kept + 1 }, (_, index) => webhooks.webhookURL(`dub-${index}`)),
  );
  const [first = '', second = ''] = addresses;
  const call = (address: string) => webhooks(hit(address));
  await call(first);
  await call(second);
  await Promise.all(addresses.slice(2, kept).map(call));
  await call(first);
  expect(reads).toHaveLength(kept);
  await Promise.all(addresses.slice(kept).map(call));
  await call(second);
  expect(reads).toHaveLength(kept + 1);
  await call(first);
  expect(reads.slice(kept)).toEqual([`dub-${kept}`, 'dub-0']);
});

test.each([
  ['while it waited for its turn', 65_000 + 5_000],
  ['while it read', 65_000],
])('a look that lost its runtime %s does not hold its reference for ever', async (_, lostAfter) => {
  stopTime();
  const isLost = [lostAfter === 65_000];
  const { webhooks, reads } = takeWebhooks((reference) =>
    isLost.shift() ? new Promise<never>(() => {}) : list(translation(reference)),
  );
  const address = await webhooks.webhookURL('dub');
  callAll(webhooks, [address]);
  await pass(0);
  if (lostAfter > 65_000) callAll(webhooks, [address]);
  await pass(0);
  // As if the worker ended: no timer of it rings any more.
  vi.clearAllTimers();
  callAll(webhooks, [address]);
  await pass(lostAfter - 1);
  callAll(webhooks, [address]);
  await pass(0);
  expect(reads).toHaveLength(1);
  await pass(2);
  callAll(webhooks, [address]);
  await pass(0);
  await pass(1);
  expect(reads).toHaveLength(2);
});
