import { expect, test } from 'vitest';
import { startFaultyServer } from '../src/servers/faulty-server.ts';

interface Page {
  readonly data?: readonly { id: string; reference_id?: string }[];
}

const clips = Array.from({ length: 120 }, (_, clip) => String(clip));

/** Submits each clip once, blindly: what was made of it, and what was answered. */
async function submitAll(seed: number): Promise<string[]> {
  const server = await startFaultyServer(seed, 1);
  try {
    const outcomes: string[] = [];
    for (const clip of clips) {
      const answer = await fetch(server.url, { method: 'POST', body: `{"url":"https://a.test/${clip}.mp4"}` })
        .then((response) => response.json() as Promise<{ request_id?: string }>)
        .catch(() => ({ request_id: undefined }));
      const jobs = server.jobs.get(clip) ?? [];
      const known = jobs.some(({ id }) => id === answer.request_id);
      outcomes.push(known ? 'answered' : jobs.length > 0 ? 'lost' : 'not made');
    }
    return outcomes;
  } finally {
    server.close();
  }
}

const count = (outcomes: readonly string[], name: string) => outcomes.filter((one) => one === name).length;

test('half of all submissions fail, and half of those with a job made', async () => {
  const outcomes = await submitAll(7);
  expect(count(outcomes, 'answered')).toBeGreaterThan(40);
  expect(count(outcomes, 'lost')).toBeGreaterThan(15);
  expect(count(outcomes, 'not made')).toBeGreaterThan(15);
});

test('a seed repeats', async () => {
  const outcomes = await submitAll(7);
  expect(await submitAll(7)).toEqual(outcomes);
  expect(await submitAll(8)).not.toEqual(outcomes);
});

test('a submission that is sent again is a second job, and both are found by their reference', async () => {
  const server = await startFaultyServer(7, 1);
  try {
    const body = '{"reference_id":"ours","url":"https://a.test/1.mp4"}';
    for (let made = 0; made < 2; made = server.jobs.get('1')?.length ?? 0)
      await fetch(server.url, { method: 'POST', body }).catch(() => {});
    const ids = server.jobs.get('1')?.map(({ id }) => id);
    const references = new Set<string | undefined>();
    while (references.size < 2) {
      const look = await fetch(`${server.url}/requests?reference_id=ours`).catch(() => undefined);
      const page = (await look?.json().catch(() => undefined)) as Page | undefined;
      if (!page?.data) continue;
      expect(page.data.map(({ id }) => id)).toEqual(ids);
      references.add(page.data[0]?.reference_id);
    }
    // An answer may leave out whose job it shows.
    expect(references).toEqual(new Set(['ours', undefined]));
  } finally {
    server.close();
  }
});
