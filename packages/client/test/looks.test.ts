import { UnknownOutcomeError } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { id, listed, made, missing, none, reset } from './job-steps.ts';
import { epoch, failed, json, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

test('the last look waits for a rate limit as it is told: it decides whether to pay again', async () => {
  let refused = 0;
  const look: Step = (url, init) => {
    const now = Date.now() - epoch;
    if (now < 30_000) return (url.includes('?') ? none : missing)(url, init);
    if (now >= 55_000) return listed(id)(url, init);
    refused++;
    return failed(429, { 'retry-after': '25' })(url, init);
  };
  const { client } = scripted([reset, look]);
  expect((await inVirtualTime(() => client.lipsync.generate(body))).request_id).toBe(id);
  expect(refused).toBe(1);
});

test('among several jobs, one that failed is adopted last', async () => {
  const jobs: Step = async (url, init) => {
    const { data, pagination } = (await (await listed('newest', 'newer', 'failed')(url, init)).json()) as {
      data: { id: string }[];
      pagination: object;
    };
    return Response.json({ data: data.map((job) => ({ ...job, status: job.id })), pagination });
  };
  const { client } = scripted([reset, jobs]);
  expect((await inVirtualTime(() => client.lipsync.generate(body))).request_id).toBe('newer');
});

const silent = { id, status: 'queued', created_at: '2026-04-07T10:00:00Z' };
const theirs = { ...silent, id: 'theirs', reference_id: 'theirs' };
const page = (data: unknown[], total = data.length) => json({ data, pagination: { limit: 20, offset: 0, total } });
const spelt =
  (spell: (reference: string) => string): Step =>
  (url) =>
    Response.json({
      data: [{ ...silent, reference_id: spell(new URL(url).searchParams.get('reference_id') ?? '') }],
      pagination: { limit: 20, offset: 0, total: 1 },
    });

test.each<[string, Step[]]>([
  ['retrieve finds without its reference', [none, json(silent)]],
  ['retrieve finds, and the list shows without its reference', [page([silent]), json(silent)]],
  ['the list shows with spaces around its reference', [spelt((reference) => ` ${reference} `)]],
  ['the list shows with its reference in capitals', [spelt((reference) => reference.toUpperCase())]],
])('a job that %s is adopted', async (_, looks) => {
  const { client, sent } = scripted([reset, ...looks]);
  expect((await inVirtualTime(() => client.lipsync.generate(body))).request_id).toBe(id);
  expect(sent).toHaveLength(1 + looks.length);
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
])('after %s nothing is sent again', async (_, looks) => {
  const { client, sent } = scripted([reset, ...Array.from({ length: 7 }, () => looks).flat(), made]);
  const failure = await inVirtualTime(() => client.lipsync.generate(body)).catch((error) => error);
  expect(failure).toBeInstanceOf(UnknownOutcomeError);
  expect(failure.referenceId).toBe(sent[0]?.body?.reference_id);
  expect(sent.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1);
});

test.each<[string, Step[]]>([
  ['the list shows', [page([{ ...silent, reference_id: 'ep-42' }]), missing]],
  ['retrieve finds', [none, json({ ...silent, reference_id: 'ep-42' })]],
])(
  "a reference of the caller's own that %s in another spelling may be this job's: nothing is sent",
  async (_, looks) => {
    const { client, sent } = scripted([...Array.from({ length: 7 }, () => looks).flat(), made]);
    const mine = { ...body, reference_id: 'Ep-42 ' };
    const call = inVirtualTime(() => client.lipsync.generate(mine, { uniqueReference: true }));
    await expect(call).rejects.toThrow(UnknownOutcomeError);
    expect(sent.filter(({ what }) => what.startsWith('POST'))).toEqual([]);
  },
);
