import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, BatchItem } from '@chamelaion/batch';
import { checkItems, openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { episode } from './fixtures.ts';
import { copyFolder } from './template.ts';

// One batch for all: nothing here is run.
let folder: string;
let batch: Batch;
let client: Chamelaion;
const requests: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batch-add-'));
  copyFolder(inject('template'), join(folder, 'store'));
  client = new Chamelaion({
    apiKey: 'key',
    fetch: async (url) => {
      requests.push(String(url));
      throw new Error('nothing may be sent');
    },
  });
  batch = await openBatch({ client, store: join(folder, 'store'), directory: folder });
});

afterAll(async () => {
  await batch.close();
  await rm(folder, { recursive: true, force: true });
});

const keys = async () => {
  const all: string[] = [];
  for await (const { key } of batch.items()) all.push(key);
  return all;
};

test('adding is idempotent, in one call and in several', async () => {
  expect(await batch.add([episode('twice'), episode('twice')])).toBe(1);
  // The order of fields says nothing.
  const { key, ...rest } = episode('twice');
  expect(await batch.add([{ ...rest, key }])).toBe(0);
  expect((await keys()).filter((key) => key === 'twice')).toHaveLength(1);
});

test('the same key with other inputs is refused, and named', async () => {
  await batch.add([episode('fixed')]);
  for (const change of [
    { audio: 'https://cdn.example.com/other.wav' },
    { output: 'out/other.mp4' },
    { disable_active_speaker_detection: true },
  ]) {
    await expect(batch.add([episode('fixed', change)])).rejects.toThrow(
      "Item 'fixed' was added before with other inputs: give it another key",
    );
  }
  await expect(batch.add([episode('fresh'), episode('fresh', { output: 'out/fresher.mp4' })])).rejects.toThrow(
    "'fresh'",
  );
});

test('items come from an async iterable, and those before a bad one stay', async () => {
  async function* catalogue() {
    for (let index = 0; index < 600; index++) yield episode(`many-${index}`);
    yield episode('bad', { video: '' });
    yield episode('never');
  }
  await expect(batch.add(catalogue())).rejects.toThrow("Item 'bad': video must be a URL or a path");
  const all = await keys();
  expect(all.filter((key) => key.startsWith('many-'))).toHaveLength(600);
  expect(all).not.toContain('never');
  // In the order of the catalogue.
  expect(all.indexOf('many-7')).toBeLessThan(all.indexOf('many-550'));
});

const refused: [string, object | null, RegExp][] = [
  ['no item', null, /key must be a string/],
  ['no key', { ...episode('x'), key: undefined }, /key must be a string of 1 to 200 characters, not undefined/],
  ['an empty key', episode(''), /key must be a string/],
  ['a key that is too long', episode('k'.repeat(201)), /key must be a string/],
  ['a key with half a character', episode('\ud800'), /key must be a string/],
  ['a key with the character 0', episode('a\0'), /key must be a string/],
  [
    'a text that no database keeps',
    { ...translation('x'), config: { tts_model: 'a\0' } },
    /a text holds U\+0000 or half a surrogate pair, which cannot be stored: remove that character/,
  ],
  ['an unknown kind', episode('x', { kind: 'lipSync' }), /Item 'x': kind must be one of 'lipsync', 'videoTranslate'/],
  ['an inherited kind', episode('x', { kind: 'constructor' }), /kind must be one of/],
  ['no audio', episode('x', { audio: undefined }), /audio must be a URL or a path/],
  [
    'a field that is misspelt',
    episode('x', { disable_speaker_detection: true }),
    /disable_speaker_detection is not a field of a lipsync item/,
  ],
  ['inputs beside media', episode('x', { inputs: [] }), /inputs is not a field/],
  ['an own reference', episode('x', { reference_id: 'mine' }), /reference_id is not a field/],
  [
    'a field of the wrong type',
    episode('x', { disable_active_speaker_detection: 'yes' }),
    /disable_active_speaker_detection/,
  ],
  ['a function', episode('x', { disable_active_speaker_detection: () => {} }), /could not be cloned|disable_active/],
  ['no output', episode('x', { output: undefined }), /output must be a path/],
  ['an output above', episode('x', { output: '../x.mp4' }), /output '\.\.\/x\.mp4' leads out of/],
  ['an output that climbs', episode('x', { output: 'out/../../x.mp4' }), /leads out of/],
  ['an absolute output', episode('x', { output: '/etc/x.mp4' }), /leads out of/],
  ['the directory itself', episode('x', { output: '.' }), /output must be a file/],
  [
    'an output in place of its input',
    episode('x', { video: 'clip.mp4', output: './clip.mp4' }),
    /output would overwrite the input video/,
  ],
  ['no languages', { ...translation('x'), target_languages: [] }, /target_languages/],
  ['a language twice', { ...translation('x'), target_languages: ['de', 'de'] }, /target_languages/],
  [
    'a language that climbs',
    { ...translation('x'), target_languages: ['../../de'] },
    /no file can have '\.\.\/\.\.\/de' in its name/,
  ],
  ['a key that climbs', translation('a/../../b'), /no file can have 'a\/\.\.\/\.\.\/b' in its name/],
  ['a key too long for its files', translation('映'.repeat(84)), /\.de\.mp4' is longer than a disk can hold/],
  ['a path too long for a disk', episode('x', { output: `${'deep/'.repeat(800)}x.mp4` }), /longer than a disk/],
  ['an output too long for a disk', episode('x', { output: `out/${'a'.repeat(256)}/x.mp4` }), /longer than a disk/],
  ['a device of Windows', translation('con'), /no file can have 'con'/],
];

function translation(key: string) {
  return { key, kind: 'videoTranslate' as const, video: 'clip.mp4', target_languages: ['de', 'fr'], output: 'out/' };
}

test.each(refused)('refuses %s', async (_, item, message) => {
  const { total } = await batch.status();
  await expect(batch.add([item as BatchItem])).rejects.toThrow(message);
  expect((await batch.status()).total).toBe(total);
});

test('files of two items that would collide are refused, with both names', async () => {
  await batch.add([episode('first', { output: 'same/One.mp4' }), translation('tr')]);
  await expect(batch.add([episode('second', { output: 'same/../same/one.mp4' })])).rejects.toThrow(
    "Items 'first' and 'second' would both write same/one.mp4: give one of them another output",
  );
  await expect(batch.add([episode('third', { output: 'out/tr.de.mp4' })])).rejects.toThrow("Items 'tr' and 'third'");
  await expect(
    batch.add([episode('fourth', { output: 'new.mp4' }), episode('fifth', { output: 'new.mp4' })]),
  ).rejects.toThrow("Items 'fourth' and 'fifth' would both write new.mp4");
  const all = await keys();
  for (const key of ['second', 'third', 'fourth', 'fifth']) expect(all).not.toContain(key);
});

test('no item may write over an input or a folder of another', async () => {
  await batch.add([episode('source', { video: 'media/a.mp4', output: 'made/a.mp4' })]);
  for (const [change, message] of [
    [
      { output: 'media/../media/A.mp4' },
      "Item 'other' would write media/a.mp4, which is an input or a folder of item 'source'",
    ],
    [{ video: 'made/a.mp4' }, "Item 'source' would write made/a.mp4, which is an input or a folder of item 'other'"],
    [{ output: 'made' }, "Item 'other' would write made, which is an input or a folder of item 'source'"],
    [{ output: 'made/a.mp4/b.mp4' }, "Item 'source' would write made/a.mp4, which is an input or a folder of item"],
  ] as const) {
    await expect(batch.add([episode('other', change)])).rejects.toThrow(message);
  }
  // An input may serve several items.
  expect(await batch.add([episode('sharing', { video: 'media/a.mp4', output: 'made/b.mp4' })])).toBe(1);
});

test('links are followed to the file that would be written', async () => {
  await mkdir(join(folder, 'real'));
  await writeFile(join(folder, 'real/clip.mp4'), 'a clip');
  await symlink('real', join(folder, 'linked'));
  await symlink('real/clip.mp4', join(folder, 'link.mp4'));
  await symlink('real/later.mp4', join(folder, 'nowhere.mp4'));
  await symlink('circle.mp4', join(folder, 'circle.mp4'));
  await batch.add([
    episode('direct', { output: 'real/deep/1.mp4' }),
    episode('later', { output: 'nowhere.mp4' }),
    episode('round', { output: 'circle.mp4' }),
  ]);
  for (const file of ['deep/1.mp4', 'later.mp4']) {
    const item = episode('linked', { output: `linked/${file}` });
    await expect(batch.add([item])).rejects.toThrow(`would both write real/${file}`);
  }
  for (const media of [
    { video: 'link.mp4', output: 'linked/clip.mp4' },
    { video: 'real/clip.mp4', output: 'link.mp4' },
  ]) {
    await expect(batch.add([episode('linked', media)])).rejects.toThrow('would overwrite the input video');
  }
});

test('checkItems finds everything that add would refuse, in one pass and without a store', async () => {
  const catalogue = [
    episode('good'),
    ...refused.map(([, item]) => item as BatchItem),
    episode('good'),
    episode('good', { output: 'out/other.mp4' }),
    episode('thief', { output: 'OUT/good.mp4' }),
    episode('folder', { output: 'out' }),
    episode('last'),
  ];
  const flaws: [index: number, message: string][] = [];
  for await (const { index, error } of checkItems(catalogue, { client, directory: folder }))
    flaws.push([index, error.message]);
  const wanted = [
    ...refused.map(([, , message], index) => [index + 1, expect.stringMatching(message)]),
    [refused.length + 2, "Item 'good' was added before with other inputs: give it another key"],
    [refused.length + 3, "Items 'good' and 'thief' would both write out/good.mp4: give one of them another output"],
    [refused.length + 4, expect.stringContaining("Item 'folder' would write out, which is an input or a folder of")],
  ];
  expect(flaws).toEqual(wanted);
});

test('two adders at once add each item once, and no file twice', async () => {
  const items = Array.from({ length: 300 }, (_, index) => episode(`both-${index}`));
  const added = await Promise.all([batch.add(items), batch.add(items.toReversed())]);
  expect(added[0] + added[1]).toBe(300);
  const race = ['one', 'two'].map((key) => batch.add([episode(key, { output: 'race.mp4' })]));
  const [refused, ...others] = (await Promise.allSettled(race)).filter(({ status }) => status === 'rejected');
  expect(others).toEqual([]);
  expect(refused).toMatchObject({ reason: { message: expect.stringMatching(/would both write race\.mp4/) } });
});

test('nothing is sent, and no file is looked for', () => {
  expect(requests).toEqual([]);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('one key in place of a list is refused, whose letters may be keys', async () => {
  for (const act of [batch.retry('ab'), batch.cancel('ab')]) await expect(act).rejects.toThrow('write [key] for one');
});

const [many, seconds] = process.env['THOROUGH'] ? [10_000, 5] : [2_000, 1.5];

test(`${many} items take less than ${seconds} s to add`, async () => {
  // The time of this process: how busy the machine is says nothing about the batch.
  const start = process.cpuUsage();
  expect(await batch.add(Array.from({ length: many }, (_, index) => episode(`bulk-${index}`)))).toBe(many);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(seconds);
});
