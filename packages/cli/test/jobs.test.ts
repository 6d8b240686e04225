import { readFile } from 'node:fs/promises';
import Chamelaion from '@chamelaion/client';
import { expect, test } from 'vitest';
import { createWorld, hurry, linesOf } from './world.ts';

/** Makes lip syncs with these references. */
async function make(...references: readonly string[]): Promise<string[]> {
  const client = new Chamelaion();
  const inputs: Chamelaion.LipsyncGenerateParams['inputs'] = [
    { type: 'video', url: 'https://cdn.example.com/a.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/a.wav' },
  ];
  const ids: string[] = [];
  for (const reference_id of references) ids.push((await client.lipsync.generate({ inputs, reference_id })).request_id);
  return ids;
}

const manyReferences = Array.from({ length: 25 }, (_, index) => `ref-${index}`);

test('jobs list prints a page, or all, as a table or as JSON lines', async () => {
  const { chamelaion } = await createWorld();
  const ids = await make(...manyReferences);
  const page = await chamelaion('jobs list');
  expect(page.out.trim().split('\n')).toHaveLength(20);
  expect(page.err).toBe('20 of 25: --all lists the rest\n');
  const all = await chamelaion('jobs list --all --limit 10 --json');
  const found = linesOf(all.out).map(({ id }) => id);
  expect(found.toSorted()).toEqual(ids.toSorted());
  const one = await chamelaion('jobs list --reference ref-7');
  expect(one.out).toMatch(new RegExp(`^${ids[7]} {2}completed +\\S+ {2}ref-7\\n$`));
  expect(await chamelaion('jobs list --kind videoTranslate --status failed')).toEqual({
    code: 0,
    out: '',
    err: '',
  });
});

test.each([
  [['list', '--kind', 'opera'], 'Allowed choices are lipsync, videoTranslate'],
  [['list', '--status', 'failed'], 'status is not a filter of lipsync'],
  [['list', '--limit', 'ten'], 'Write a whole number'],
  [['list', '--limit', '0'], 'limit must be an integer of at least 1'],
  [['get'], "missing required argument 'id'"],
  [['get', '..'], 'id'],
  [['download', 'one'], "required option '--out <path>' not specified"],
  [['dance'], "unknown command 'dance'"],
])('jobs %j is wrong usage', async (argv, why) => {
  const { chamelaion } = await createWorld();
  const { code, out, err } = await chamelaion(['jobs', ...argv]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(why);
});

test('a job is shown, waited for and downloaded, by its id', async () => {
  const { mock, chamelaion } = await createWorld({ processingMs: 60_000 });
  hurry();
  const [id = ''] = await make('mine');
  expect((await chamelaion(['jobs', 'get', id])).out).toMatch(/^status +processing$/m);
  const late = await chamelaion(['jobs', 'wait', id, '--wait', '2']);
  expect(late).toMatchObject({ code: 3, out: '' });
  const stopped = await chamelaion(['jobs', 'wait', id], { signal: AbortSignal.abort() });
  expect(stopped).toMatchObject({
    code: 130,
    err: expect.stringMatching(/The job .* goes on\.\nGo on, .*: chamelaion jobs wait .*\n$/),
  });

  mock.clock.advance(60_000);
  const { out } = await chamelaion(['jobs', 'wait', id, '--json']);
  expect(JSON.parse(out)).toMatchObject({ id, status: 'completed' });
  expect(await chamelaion(['jobs', 'download', id, '--out', 'deep/out.mp4'])).toMatchObject({
    code: 0,
    out: 'deep/out.mp4\n',
  });
  expect((await readFile('deep/out.mp4')).length).toBeGreaterThan(1_000);
  expect((await chamelaion(['jobs', 'download', id, '--out', 'deep/out.mp4'])).code).toBe(2);
  expect((await chamelaion(['jobs', 'download', id, '--out', 'deep/out.mp4', '--force'])).code).toBe(0);
  const { code, err } = await chamelaion(['jobs', 'get', 'nothing', `--base-url=${mock.url}`]);
  const next = expect.stringContaining(`chamelaion jobs list --kind KIND --base-url=${mock.url}\n`);
  expect({ code, err }).toEqual({ code: 1, err: next });
});

test('voices are listed by language and search', async () => {
  const { chamelaion } = await createWorld();
  expect((await chamelaion('voices --language de --search warm')).out).toMatch(/^voice-anna {5}Anna {11}de {13}/);
  const { out } = await chamelaion('voices --gender Female --json --all');
  expect(new Set(linesOf(out).map(({ gender }) => gender))).toEqual(new Set(['Female']));
  expect((await chamelaion('voices --gender Robot')).code).toBe(2);
});

test.each([[['jobs', 'list', '--all']], [['voices']]])(
  '%j takes a page that does not tell how many there are',
  async (argv) => {
    const { chamelaion } = await createWorld();
    const fetch = async () => Response.json({ data: [{ id: 'a' }], voices: [{ voice_id: 'a' }] });
    const { code, out, err } = await chamelaion(argv, { client: { fetch } });
    expect({ code, out, err }).toEqual({ code: 0, out: expect.stringMatching(/^a .*-\n$/), err: '' });
  },
);
