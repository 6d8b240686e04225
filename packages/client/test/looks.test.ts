import { UnknownOutcomeError } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { id, listed, looks, made, missing, none, reset, submitted } from './job-steps.ts';
import { epoch, failed, json, type Step } from './scripted.ts';

test('the last look waits for a rate limit as it is told: it decides whether to pay again', async () => {
  let refused = 0;
  const look: Step = (url, init) => {
    const now = Date.now() - epoch;
    if (now < 30_000) return (url.includes('?') ? none : missing)(url, init);
    if (now >= 55_000) return listed(id)(url, init);
    refused++;
    return failed(429, { 'retry-after': '25' })(url, init);
  };
  expect((await submitted([reset, look])).outcome.request_id).toBe(id);
  expect(refused).toBe(1);
});

const silent = { id, status: 'queued', created_at: '2026-04-07T10:00:00Z' };
const theirs = { ...silent, id: 'theirs', reference_id: 'theirs' };
const page = (data: unknown[], total = data.length) => json({ data, pagination: { limit: 20, offset: 0, total } });
const spelt =
  (spell: (reference: string) => string): Step =>
  (url, init) =>
    page([{ ...silent, reference_id: spell(new URL(url).searchParams.get('reference_id') ?? '') }])(url, init);

test('among several jobs, one that failed is adopted last', async () => {
  const jobs: Step = (url, init) => {
    const reference_id = new URL(url).searchParams.get('reference_id');
    const seconds = { newest: '09', newer: '08', failed: '07' };
    const data = Object.entries(seconds).map(([status, second]) => ({
      id: status,
      status,
      reference_id,
      created_at: `2026-04-07T10:00:${second}Z`,
    }));
    return page(data)(url, init);
  };
  expect((await submitted([reset, jobs])).outcome.request_id).toBe('newer');
});

test.each<[string, Step[]]>([
  ['retrieve finds without its reference', [none, json(silent)]],
  ['retrieve finds, and the list shows without its reference', [page([silent]), json(silent)]],
  ['the list shows with spaces around its reference', [spelt((reference) => ` ${reference} `)]],
  ['the list shows with its reference in capitals', [spelt((reference) => reference.toUpperCase())]],
])('a job that %s is adopted', async (_, look) => {
  const { outcome, sent } = await submitted([reset, ...look]);
  expect(outcome.request_id).toBe(id);
  expect(sent).toHaveLength(1 + look.length);
});

test.each<[string, Step[]]>([
  ['a list that counts a job and shows none', [page([], 1), missing]],
  ['a list that shows a job without its reference', [page([silent]), missing]],
  ['a list of null', [page([null]), missing]],
  ["a list that shows a job without its reference beside another's", [page([theirs, silent]), missing]],
  ["a list that shows another's job, and counts more", [page([theirs], 500), missing]],
  ["a retrieve that finds another's job", [none, json({ ...silent, reference_id: 'theirs' })]],
  ['a retrieve that finds a job without an id', [none, json({ ...silent, id: undefined })]],
  ['a list that shows the job without an id', [listed('')]],
])('after %s nothing is sent again', async (_, look) => {
  const { outcome, posts } = await submitted([reset, ...looks(...look), made]);
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(outcome.referenceId).toBe(posts[0]?.body?.reference_id);
  expect(posts).toHaveLength(1);
});

test.each<[string, Step[]]>([
  ['the list shows', [page([{ ...silent, reference_id: 'ep-42' }]), missing]],
  ['retrieve finds', [none, json({ ...silent, reference_id: 'ep-42' })]],
])("a caller's own reference that %s in another spelling may be this job's: nothing is sent", async (_, look) => {
  const steps = [...looks(...look), made];
  const { outcome, posts } = await submitted(steps, { reference_id: 'Ep-42 ' }, { uniqueReference: true });
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(posts).toEqual([]);
});
