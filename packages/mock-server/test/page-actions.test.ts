import { expect, test } from 'vitest';
import type { PageState } from '../src/page/page-state.ts';
import { call, generate, makeJob, makeTranslation, startMock } from './fixtures.ts';
import { act, ask, read } from './page-fixtures.ts';

const stateOf = ({ body }: { body: string }): PageState => JSON.parse(body);

test.each(['manual', 'system'] as const)('it turns the %s clock, which ends jobs', async (clock) => {
  const mock = await startMock({ clock, queuedMs: 60_000 });
  await makeJob(mock);
  const start = mock.clock.now();
  const state = stateOf(await act(mock, 'advance', { ms: 70_000 }));
  expect(state).toMatchObject({ clock, jobs: [{ status: 'completed' }] });
  expect(state.now).toBeGreaterThanOrEqual(start + 70_000);
});

test('it injects what failNext does, and shows what still waits', async () => {
  const mock = await startMock();
  const late = { fault: 'late', on: 'lipsync.generate', lateMs: 5_000, listLateMs: 1_000 };
  await act(mock, 'fail-next', { fault: { status: 503 }, times: 2, on: 'users.retrieveCurrent' });
  await act(mock, 'fail-next', { ...late, when: 'after' });
  const { faults } = stateOf(await act(mock, 'fail-next', { fault: 'empty' }));
  expect(faults).toEqual([
    { name: '503', when: 'before', left: 2, on: ['users.retrieveCurrent'] },
    { name: 'late', when: 'after', left: 1, on: ['lipsync.generate'] },
    { name: 'empty', when: 'before', left: 1, on: [] },
  ]);
  expect((await call(mock, '/v1/users/me')).status).toBe(503);
  await makeJob(mock);
  const { jobs, faults: left, now } = await read(mock);
  // The page shows a job that the API hides.
  expect(jobs).toMatchObject([{ retrievableAt: now + 5_000, listedAt: now + 6_000 }]);
  expect(left).toMatchObject([
    { name: '503', left: 1 },
    { name: 'empty', left: 1 },
  ]);
});

test('it resets as reset() does', async () => {
  const mock = await startMock({ rateLimit: 1 });
  await makeJob(mock);
  mock.failNext('reset');
  const state = stateOf(await act(mock, 'reset', {}));
  expect(state).toMatchObject({ jobs: [], jobCount: 0, requests: [], faults: [] });
  expect((await generate(mock)).status).toBe(200);
});

test.each([
  ['advance', {}, 'ms must be a number from 0 to 31622400000, got undefined'],
  ['advance', { ms: 1e300 }, 'ms must be a number from 0 to 31622400000, got 1e+300'],
  ['advance', 'null', 'ms must be a number from 0 to 31622400000, got undefined'],
  ['advance', '{', 'ms must be a number from 0 to 31622400000, got undefined'],
  ['fail-next', { fault: 'nope' }, /^fault must be one of "reset", /],
  ['fail-next', { fault: [] }, 'status must be an integer from 200 to 599, got undefined'],
  ['fail-next', { fault: 'reset', on: 'lipsync.nope' }, /^on must be one of "health.check", /],
  ['fail-next', { fault: 'reset', on: 5 }, /./],
])('%s with %j changes nothing, and says what is wrong', async (action, body, message) => {
  const mock = await startMock();
  const start = mock.clock.now();
  const { status, body: text } = await act(mock, action, body);
  expect(status).toBe(400);
  expect(JSON.parse(text).error).toMatch(message);
  expect(await read(mock)).toMatchObject({ now: start, faults: [] });
});

test('a body that no page would send is not read', async () => {
  const mock = await startMock();
  expect((await act(mock, 'advance', { ms: 1, filler: 'x'.repeat(1_000_000) })).status).toBe(400);
  expect((await act(mock, 'advance', { ms: 1, filler: 'x'.repeat(1_000) })).status).toBe(200);
});

test('it stays small and quick, whatever clients send', async () => {
  const mock = await startMock({ rateLimit: 0 });
  const long = '\u{1F600}'.repeat(10_000);
  for (let made = 0; made < 60; made++) await makeJob(mock, long);
  const languages = Array.from({ length: 999 }, (_, index) => `x-${index}`);
  await makeTranslation(mock, { target_languages: [long, ...languages] });
  await call(mock, `/v1/lipsync/requests/${'x'.repeat(10_000)}`);
  mock.clock.advance(1_000);
  const { body } = await ask(mock, '/page/state');
  expect(body.length).toBeLessThan(100_000);
  const state: PageState = JSON.parse(body);
  expect([state.jobCount, state.jobs.length, state.requests.length]).toEqual([61, 51, 50]);
  // The newest are those that are left.
  expect(state.requests.at(-1)?.path).toMatch(/^\/api\/v1\/lipsync\/requests\/x{175}…$/);
  expect(state.jobs.filter(({ kind }) => kind === 'videoTranslate')).toHaveLength(1);
});

test('it stands a clock beyond all dates', async () => {
  const mock = await startMock();
  await makeJob(mock);
  mock.clock.advance(1e300);
  expect((await ask(mock, '/page/state')).status).toBe(200);
});
