import { expect, test, vi } from 'vitest';
import { pass, stopTime } from './clock.ts';
import { watchLog } from './log.ts';
import { another, completed, failed, held, hit, list, listOf, takeWebhooks, translation } from './webhooks.ts';

// Each waits by a timer, of which a fake clock looks through all to find the next.
const many = 300;

function countOf(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** A stopped clock, and a handler with the address of one reference. */
async function stage(...[answer, options]: Parameters<typeof takeWebhooks>) {
  stopTime();
  const product = takeWebhooks(answer, options);
  const address = await product.webhooks.webhookURL('dub');
  return { ...product, address, statuses: () => product.changes.map(({ status }) => status) };
}

/** Addresses of so many references. */
function addressesOf({ webhooks }: Pick<ReturnType<typeof takeWebhooks>, 'webhooks'>, count: number) {
  return Promise.all(Array.from({ length: count }, (_, index) => webhooks.webhookURL(`dub-${index}`)));
}

test('calls that come together share one read', async () => {
  const { callAll, address, reads, changes } = await stage();
  const statuses = callAll(...Array(many).fill(address));
  await pass(0);
  expect([countOf(statuses), reads.length, changes.length]).toEqual([{ 200: many }, 1, 1]);
  await pass(600_000);
  expect(reads).toHaveLength(1);
});

test('calls during a read cost one more, 5 s after it began, as they may tell of a later change', async () => {
  const states = [held(), held(completed)];
  const [first, second] = states as [(typeof states)[0], (typeof states)[0]];
  const { callAll, address, reads, statuses } = await stage((...asked) => (states.shift() ?? second).read(...asked));
  callAll(address);
  await pass(0);
  expect(reads).toHaveLength(1);
  callAll(...Array(many).fill(address));
  await pass(4_000);
  first.letGo();
  await pass(999);
  expect([reads.length, statuses()]).toEqual([1, ['processing']]);
  await pass(1);
  expect(reads).toHaveLength(2);
  second.letGo();
  await pass(600_000);
  expect([reads.length, statuses()]).toEqual([2, ['processing', 'completed']]);
});

test.each([
  ['never run side by side, so that the later state is told last', {}, 2],
  ['are no more once its job has ended meanwhile', completed, 1],
])('reads of a reference %s', async (_, state, expected) => {
  const { read, letGo } = held(state);
  const { callAll, address, reads } = await stage(read);
  callAll(address);
  await pass(0);
  callAll(address, address);
  await pass(20_000);
  expect(reads).toHaveLength(1);
  letGo();
  await pass(20_000);
  expect(reads).toHaveLength(expected);
});

test('a steady flood of one address costs a read every 5 s, and tells nothing twice', async () => {
  const { callAll, address, reads, changes } = await stage();
  for (let second = 0; second < 60; second++) {
    callAll(...Array(20).fill(address));
    await pass(1_000);
  }
  expect(reads.length).toBeGreaterThanOrEqual(11);
  expect(reads.length).toBeLessThanOrEqual(13);
  expect(changes).toHaveLength(1);
});

test.each([completed, failed])('once a job is over ($status) and told, calls for it read nothing', async (state) => {
  const { callAll, address, reads, changes } = await stage(listOf(state));
  const first = callAll(address);
  await pass(0);
  const statuses = callAll(...Array(many).fill(address));
  await pass(3_600_000);
  const last = callAll(address);
  await pass(0);
  expect([first, countOf(statuses), last]).toEqual([[200], { 200: many }, [200]]);
  expect([reads.length, changes.length]).toEqual([1, 1]);
});

test('a reference is read on while one of its jobs goes on', async () => {
  const { callAll, address, reads } = await stage((reference) =>
    list(translation(reference), translation(reference, { ...completed, id: another.id })),
  );
  for (let count = 0; count < 2; count++) {
    callAll(address);
    await pass(5_000);
  }
  expect(reads).toHaveLength(2);
});

test('a reference that is used again gets its address anew, and is read again', async () => {
  const jobs = [translation('dub', completed)];
  const { webhooks, callAll, address, reads, statuses } = await stage(() => list(...jobs));
  callAll(address);
  await pass(5_000);
  jobs.unshift(translation('dub', another));
  callAll(address);
  await pass(5_000);
  expect(reads).toHaveLength(1);
  await webhooks.webhookURL('dub');
  callAll(address);
  await pass(5_000);
  expect([reads.length, statuses()]).toEqual([2, ['completed', 'processing']]);
});

test('a read that began before a reference is used again does not end it', async () => {
  const { read, letGo } = held(completed);
  const { webhooks, callAll, address, reads } = await stage(read);
  callAll(address);
  await pass(0);
  await webhooks.webhookURL('dub');
  letGo();
  await pass(5_000);
  callAll(address);
  await pass(0);
  expect(reads).toHaveLength(2);
});

test('a failing API is asked once in 5 s for each reference', async () => {
  watchLog();
  const { callAll, address, reads } = await stage(() => Promise.reject(new TypeError('fetch failed')));
  const statuses = callAll(...Array(many).fill(address));
  await pass(0);
  expect([countOf(statuses), reads.length]).toEqual([{ 502: many }, 1]);
  callAll(...Array(many).fill(address));
  await pass(4_999);
  expect(reads).toHaveLength(1);
  await pass(1);
  expect(reads).toHaveLength(2);
});

test('valid addresses in hundreds read 10 jobs at once, then 30 a minute, and what finds no room is a 503', async () => {
  const { callAll, call, webhooks, reads } = await stage(listOf(completed));
  const addresses = await addressesOf({ webhooks }, many);
  const statuses = callAll(...addresses);
  await pass(0);
  expect(reads).toHaveLength(10);
  const { status, headers } = await call('one more');
  expect([status, headers.get('retry-after')]).toEqual([503, '60']);
  await pass(60_000);
  expect(reads).toHaveLength(40);
  expect(countOf(statuses)).toEqual({ 200: 11, 202: 149, 503: many - 160 });
  await pass(3_600_000);
  expect([reads.length, new Set(reads).size]).toEqual([160, 160]);
  // A burst is saved up for again, and the refused ones took no place in the memory.
  const later = callAll(...addresses.slice(-20));
  const again = callAll(...addresses.slice(0, 10));
  await pass(0);
  expect([later, again, reads.length]).toEqual([Array(10).fill(200), Array(10).fill(200), 170]);
});

test('readsPerMinute sets how many', async () => {
  const { callAll, webhooks, reads } = await stage(undefined, { readsPerMinute: 600 });
  callAll(...(await addressesOf({ webhooks }, 150)));
  await pass(0);
  await pass(10_000);
  expect(reads).toHaveLength(110);
});

test('2,000 references are remembered, and the oldest is forgotten first', async () => {
  const kept = 2_000;
  const product = takeWebhooks(listOf(completed), { readsPerMinute: 60_000_000 });
  const { webhooks, reads } = product;
  const addresses = await addressesOf(product, kept + 1);
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
  const isLost = [lostAfter === 65_000];
  const { callAll, address, reads } = await stage((...asked) =>
    isLost.shift() ? new Promise<never>(() => {}) : listOf({})(...asked),
  );
  callAll(address);
  await pass(0);
  if (lostAfter > 65_000) callAll(address);
  await pass(0);
  // As if the worker ended: no timer of it rings any more.
  vi.clearAllTimers();
  callAll(address);
  await pass(lostAfter - 1);
  callAll(address);
  await pass(0);
  expect(reads).toHaveLength(1);
  await pass(2);
  callAll(address);
  await pass(0);
  await pass(1);
  expect(reads).toHaveLength(2);
});
