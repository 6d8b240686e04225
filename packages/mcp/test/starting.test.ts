import { answers, bodies, kinds } from '@chamelaion/spec/operations';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeMock, connect, emptyMock, key, submissions, textOf, upFor, urls, yes } from './world.ts';

// What an earlier process has sent can no longer appear.
beforeEach(() => upFor(60_000));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(closeMock);

const film = { video: 'https://cdn.example.com/film.mp4', target_languages: ['de', 'fr'] };

describe('the tools', () => {
  it('take every field of the contract, and answer those of a job', async () => {
    const world = await connect();
    const { tools } = await world.client.listTools();
    const propertiesOf = (name: string, side: 'inputSchema' | 'outputSchema') =>
      Object.keys(tools.find((tool) => tool.name === name)?.[side]?.properties ?? {});
    for (const [name, kind] of [
      ['start_lipsync', 'lipsync'],
      ['start_translation', 'videoTranslate'],
    ] as const) {
      const both = { ...bodies[`${kind}.generate`], ...bodies[`${kind}.generateWithMedia`] };
      const expected = Object.keys(both).filter((field) => field !== 'inputs' && field !== 'reference_id');
      expect(propertiesOf(name, 'inputSchema').sort()).toEqual([...expected, 'reference'].sort());
    }
    expect(propertiesOf('whoami', 'outputSchema')).toEqual(Object.keys(answers['users.retrieveCurrent']));
    const listed = tools.find(({ name }) => name === 'get_job')?.inputSchema.properties?.['kind'] as { enum: string[] };
    expect(listed.enum).toEqual(Object.keys(kinds));
    await world.close();
  });

  it('say what they change', async () => {
    const world = await connect();
    const { tools } = await world.client.listTools();
    const readOnly = tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name);
    expect(readOnly).toEqual(['get_job', 'wait_for_job', 'list_jobs', 'list_voices', 'whoami']);
    for (const { annotations, description } of tools) {
      expect(annotations).toMatchObject({ destructiveHint: false, idempotentHint: true, openWorldHint: true });
      expect(description).toMatch(/free|costs money/);
    }
    await world.close();
  });
});

describe("a person's yes", () => {
  it.each(['auto', 'legacy'] as const)('comes before a job is submitted (%s)', async (era) => {
    const world = await connect({
      era,
      person: () => {
        expect(submissions(world)).toBe(0);
        return yes();
      },
    });
    const answer = await world.call('start_translation', { ...film, reference: 'film-1', formality: true });
    expect(answer.structuredContent).toMatchObject({
      outcome: 'submitted',
      kind: 'videoTranslate',
      reference: 'film-1',
    });
    expect(textOf(answer)).toContain('wait_for_job');
    expect(world.questions).toHaveLength(1);
    for (const part of [
      'translation',
      new URL(world.mock.url).host,
      film.video,
      '["de","fr"]',
      'film-1',
      'formality: true',
    ]) {
      expect(world.questions[0]).toContain(part);
    }
    expect(world.mock.requests.find(({ method }) => method === 'POST')?.body).toEqual({
      inputs: [{ type: 'video', url: film.video }],
      target_languages: ['de', 'fr'],
      formality: true,
      reference_id: 'film-1',
    });
    await world.close();
  });

  it.each([
    ['declined', { action: 'decline' }],
    ['closed', { action: 'cancel' }],
    ['left open', { action: 'accept', confirm: false }],
  ] as const)('is needed: a question that is %s submits nothing', async (_, said) => {
    const world = await connect({ person: () => said });
    const answer = await world.call('start_lipsync', urls);
    expect(answer.isError).toBeFalsy();
    expect(answer.structuredContent).toEqual({ outcome: 'declined', kind: 'lipsync' });
    expect(textOf(answer)).toMatch(/Nothing was submitted. Do not call this again/);
    expect(submissions(world)).toBe(0);
    await world.close();
  });

  it.each([
    ['auto', undefined],
    ['legacy', undefined],
    ['legacy', { url: {} }],
  ] as const)('cannot be had from a client that cannot ask (%s, %o)', async (era, elicitation) => {
    const world = await connect({ era, ...(elicitation && { elicitation }) });
    const answer = await world.call('start_lipsync', urls);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toContain('--allow-paid');
    expect(submissions(world)).toBe(0);
    await world.close();
  });

  it('is not asked for with --allow-paid', async () => {
    const world = await connect({ person: yes, args: ['--allow-paid'] });
    expect((await world.call('start_lipsync', urls)).structuredContent).toMatchObject({ outcome: 'submitted' });
    expect(world.questions).toEqual([]);
    await world.close();
  });

  it('belongs to the inputs that were shown, and counts once', async () => {
    const world = await connect({ person: yes, manual: true });
    const asked = (await world.call('start_lipsync', urls)) as Asked;
    expect(asked.resultType).toBe('input_required');
    const answers = {
      requestState: asked.requestState,
      inputResponses: { confirm: { action: 'accept', content: { confirm: true } } },
    };
    const other = { ...urls, video: 'https://cdn.example.com/other.mp4' };
    expect(((await world.call('start_lipsync', other, answers)) as Asked).resultType).toBe('input_required');
    const second = { ...urls, reference: 'second-take' };
    expect(((await world.call('start_lipsync', second, answers)) as Asked).resultType).toBe('input_required');
    expect(submissions(world)).toBe(0);
    // The API refuses the job, so that it stays to be made.
    world.mock.failNext({ status: 412 }, { on: 'lipsync.generate' });
    expect(textOf(await world.call('start_lipsync', urls, answers))).toContain('balance is empty');
    expect(((await world.call('start_lipsync', urls, answers)) as Asked).resultType).toBe('input_required');
    expect(submissions(world)).toBe(1);
    const forged = { ...answers, requestState: `${asked.requestState?.slice(0, -4)}AAAA` };
    expect(((await world.call('start_lipsync', urls, forged)) as Asked).resultType).toBe('input_required');
    const unsigned = { inputResponses: answers.inputResponses };
    expect(((await world.call('start_lipsync', urls, unsigned)) as Asked).resultType).toBe('input_required');
    expect(submissions(world)).toBe(1);
    await world.close();
  });

  it('is given to lines that no input can add to', async () => {
    const world = await connect({ person: () => ({ action: 'decline' }) });
    const hostile = 'de\u001b[2J\n- video: harmless\u202e\u{e0041}';
    await world.call('start_translation', {
      video: `https://user-content.example.com/${'x'.repeat(5_000)}`,
      target_languages: [hostile],
      webhook_url: 'https://xn--80ak6aa92e.com/hook',
    });
    const lines = (world.questions[0] as string).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      expect.stringContaining('Submit a paid translation'),
      '- video',
      '- target_languages',
      '- webhook_url',
      expect.stringContaining('You pay for'),
    ]);
    expect(lines[1]).toContain('from user-content.example.com: ');
    expect(lines[1]?.length).toBeLessThan(300);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    // What the end of a long line says is paid for as well.
    const languages = Array.from({ length: 90 }, (_, index) => `language-${index}`);
    await world.call('start_translation', { ...film, target_languages: languages });
    expect(world.questions[1]).toContain('- target_languages: 90: ["language-0"');
    await world.close();
  });

  it('is not asked for what would be refused', async () => {
    const world = await connect({ person: yes });
    for (const [name, given, why] of [
      ['start_lipsync', { video: urls.video }, /audio/],
      ['start_lipsync', { ...urls, reference_id: 'x' }, /additional properties/],
      ['start_lipsync', { ...urls, reference: 'two words' }, /pattern/],
      ['start_lipsync', { ...urls, video: 'https://me:secret@cdn.example.com/a.mp4' }, /user name/],
      ['start_lipsync', { ...urls, video: 'http://' }, /http\(s\) URL/],
      ['start_lipsync', { ...urls, video: 'ftp://cdn.example.com/a.mp4' }, /all as URLs/],
      ['start_translation', { ...film, target_languages: [] }, /target_languages/],
      ['start_translation', { ...film, webhook_url: 'file:///etc/passwd' }, /webhook_url/],
      ['start_translation', { ...film, source_srt: 'a.srt' }, /local files alone/],
    ] as const) {
      const answer = await world.call(name, given);
      expect(answer.isError, JSON.stringify(given)).toBe(true);
      expect(textOf(answer)).toMatch(why);
    }
    expect(world.questions).toEqual([]);
    expect(world.mock.requests).toEqual([]);
    await world.close();
  });
});

interface Asked {
  resultType?: string;
  requestState?: string;
}

describe('one job', () => {
  const args = ['--allow-paid'];

  it('comes of the same call, again and at once', async () => {
    const world = await connect({ args });
    const backwards = { audio: urls.audio, video: urls.video };
    const answers = await Promise.all([urls, urls, backwards].map((given) => world.call('start_lipsync', given)));
    answers.push(await world.call('start_lipsync', urls));
    expect(new Set(answers.map(({ structuredContent }) => structuredContent?.['request_id'])).size).toBe(1);
    expect(submissions(world)).toBe(1);
    // Also with the reference that the answers name.
    const named = { ...urls, reference: answers[0]?.structuredContent?.['reference'] };
    expect((await world.call('start_lipsync', named)).structuredContent).toMatchObject({ outcome: 'found' });
    expect(submissions(world)).toBe(1);
    const other = await world.call('start_lipsync', { ...urls, reference: 'second-take' });
    expect(other.structuredContent?.['request_id']).not.toBe(answers[0]?.structuredContent?.['request_id']);
    await world.close();
  });

  it('is that of its reference in a later session, without a question', async () => {
    const mock = await emptyMock();
    const given = { ...urls, reference: 'episode-42' };
    const one = await connect({ args, mock });
    const { structuredContent: first } = await one.call('start_lipsync', given);
    await one.close();
    const later = await connect({ mock, person: yes, args: ['--max-jobs', '0'] });
    const { structuredContent: again } = await later.call('start_lipsync', given);
    expect(again).toMatchObject({ outcome: 'found', request_id: first?.['request_id'] });
    expect(later.questions).toEqual([]);
    expect(submissions(later)).toBe(1);
    await later.close();
  });

  it('is another one in a later session, if it has no reference', async () => {
    const mock = await emptyMock();
    const references = new Set<unknown>();
    for (const _ of [1, 2]) {
      const world = await connect({ args, mock });
      references.add((await world.call('start_lipsync', urls)).structuredContent?.['reference']);
      await world.close();
    }
    expect(references.size).toBe(2);
  });

  it('is waited for if the session that has sent it may have ended a moment ago', async () => {
    const mock = await emptyMock();
    const given = { ...urls, reference: 'late' };
    const one = await connect({ args, mock });
    mock.failNext('late', { on: 'lipsync.generate', lateMs: 5_000 });
    await one.call('start_lipsync', given);
    await one.close();
    vi.restoreAllMocks();
    upFor(1_000);
    const later = await connect({ mock, args });
    const again = later.call('start_lipsync', given);
    // Twice it is not there: for the session, and for the client.
    await vi.waitUntil(() => mock.requests.filter(({ operation }) => operation === 'lipsync.requests.list').length > 1);
    mock.clock.advance(6_000);
    expect((await again).structuredContent).toMatchObject({ outcome: 'submitted' });
    expect(submissions(later)).toBe(1);
    await later.close();
  });

  it('keeps its reference to itself', async () => {
    const world = await connect({ args });
    await world.call('start_lipsync', { ...urls, reference: 'taken' });
    const answer = await world.call('start_lipsync', { ...urls, video: urls.audio, reference: 'taken' });
    expect(textOf(answer)).toContain('belongs to other inputs');
    expect(submissions(world)).toBe(1);
    const both = [urls.video, urls.audio].map((video) => ({ ...urls, video, reference: 'at-once' }));
    const answers = await Promise.all(both.map((given) => world.call('start_lipsync', given)));
    expect(answers.map(({ isError }) => isError ?? false).sort()).toEqual([false, true]);
    expect(submissions(world)).toBe(2);
    await world.close();
  });

  it('that has failed keeps its reference', async () => {
    const world = await connect({ args });
    const given = { ...urls, video: 'https://cdn.example.com/not-accessible.mp4' };
    await world.call('start_lipsync', given);
    world.mock.clock.advance(10_000);
    const answer = await world.call('start_lipsync', given);
    expect(answer.structuredContent).toMatchObject({ outcome: 'found' });
    expect(textOf(answer)).toContain('wait_for_job');
    expect(submissions(world)).toBe(1);
    await world.close();
  });

  it('is found if its answer was lost', async () => {
    const world = await connect({ args });
    world.mock.failNext('reset', { on: 'lipsync.generate', when: 'after' });
    expect((await world.call('start_lipsync', urls)).structuredContent).toMatchObject({ outcome: 'submitted' });
    expect(submissions(world)).toBe(1);
    await world.close();
  });

  it('is found by the next call if nothing could be found out', async () => {
    const world = await connect({ args });
    world.mock.failNext('reset', { on: 'lipsync.generate', when: 'after' });
    world.mock.failNext({ status: 401 }, { on: 'lipsync.requests.list' });
    const answer = await world.call('start_lipsync', urls);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toMatch(/is unknown.*The same call again looks for it, and never pays twice/);
    const again = await world.call('start_lipsync', urls);
    expect(again.structuredContent).toMatchObject({ outcome: 'found' });
    expect(submissions(world)).toBe(1);
    await world.close();
  });

  it('keeps its reference when the call is cancelled', async () => {
    const world = await connect({ args });
    const controller = new AbortController();
    world.mock.failNext('stall', { on: 'lipsync.generate', when: 'after' });
    const cancelled = world.call('start_lipsync', urls, { signal: controller.signal });
    await vi.waitUntil(() => submissions(world) === 1);
    controller.abort();
    await expect(cancelled).rejects.toThrow();
    expect((await world.call('start_lipsync', urls)).structuredContent).toMatchObject({ outcome: 'found' });
    expect(submissions(world)).toBe(1);
    await world.close();
  });

  it('is waited for after its call was cancelled', async () => {
    const world = await connect({ args });
    const controller = new AbortController();
    world.mock.failNext('stall', { on: 'lipsync.generate', when: 'after', lateMs: 5_000 });
    const cancelled = world.call('start_lipsync', urls, { signal: controller.signal });
    await vi.waitUntil(() => submissions(world) === 1);
    controller.abort();
    await expect(cancelled).rejects.toThrow();
    const again = world.call('start_lipsync', urls);
    await vi.waitUntil(() => world.mock.requests.filter(({ method }) => method === 'GET').length > 2);
    world.mock.clock.advance(6_000);
    expect((await again).structuredContent).toMatchObject({ outcome: 'submitted' });
    expect(submissions(world)).toBe(1);
    await world.close();
  });

  it('needs another yes after its call was cancelled, if it was not made', async () => {
    const answers = [yes(), { action: 'decline' as const }];
    const world = await connect({ person: () => answers.shift() ?? yes() });
    const controller = new AbortController();
    world.mock.failNext('stall', { on: 'lipsync.generate' });
    const cancelled = world.call('start_lipsync', urls, { signal: controller.signal });
    await vi.waitUntil(() => submissions(world) === 1);
    controller.abort();
    await expect(cancelled).rejects.toThrow();
    expect((await world.call('start_lipsync', urls)).structuredContent).toMatchObject({ outcome: 'declined' });
    expect(submissions(world)).toBe(1);
    await world.close();
  });

  it('is no longer counted once the API has refused it', async () => {
    const world = await connect({ args: [...args, '--max-jobs', '1'] });
    world.mock.failNext({ status: 412 }, { on: 'lipsync.generate' });
    const refused = await world.call('start_lipsync', urls);
    expect(textOf(refused)).toMatch(/balance is empty and nothing was paid/);
    const other = await world.call('start_lipsync', { ...urls, video: 'https://cdn.example.com/other.mp4' });
    expect(other.structuredContent).toMatchObject({ outcome: 'submitted' });
    await world.close();
  });
});

describe('--max-jobs', () => {
  it('holds for calls at once, and before a person is asked', async () => {
    const world = await connect({ person: yes, args: ['--max-jobs', '2'] });
    const takes = ['a', 'b', 'c', 'd'].map((name) => ({ ...urls, video: `https://cdn.example.com/${name}.mp4` }));
    const answers = await Promise.all(takes.map((given) => world.call('start_lipsync', given)));
    expect(answers.filter(({ isError }) => isError)).toHaveLength(2);
    expect(submissions(world)).toBe(2);
    const asked = world.questions.length;
    expect(textOf(await world.call('start_lipsync', urls))).toContain('--max-jobs allows 2');
    expect(world.questions).toHaveLength(asked);
    // What has a job is not started again.
    const first = answers.findIndex(({ isError }) => !isError);
    expect((await world.call('start_lipsync', takes[first])).structuredContent).toMatchObject({ outcome: 'found' });
    await world.close();
  });
});

it('needs a key, and says so in each tool', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const world = await connect({ person: yes, apiKey: '' });
  for (const [name, given] of [
    ['whoami', {}],
    ['start_lipsync', urls],
    ['list_jobs', { kind: 'lipsync' }],
  ] as const) {
    const answer = await world.call(name, given);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toMatch(/no API key.*CHAMELAION_API_KEY/);
  }
  expect(world.mock.requests).toEqual([]);
  expect(stderr.mock.calls.join()).toContain('CHAMELAION_API_KEY is not set');
  await world.close();
});

it('never shows the key', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.stubEnv('CHAMELAION_BEARER_TOKEN', key);
  const world = await connect({ person: yes });
  await world.call('start_lipsync', urls);
  await world.call('whoami');
  // No other variable is read for one.
  expect(world.mock.requests.map(({ headers }) => headers['authorization'])).toEqual([undefined, undefined]);
  world.mock.failNext({ status: 401, body: { error: `invalid token ${key}` } });
  world.mock.failNext({ status: 500, body: `<p>x-api-key: ${key}</p>` }, { times: 3 });
  expect(textOf(await world.call('whoami'))).toContain('CHAMELAION_API_KEY');
  await world.call('whoami');
  expect(world.wire.join('\n')).not.toContain(key);
  expect(stderr.mock.calls.join()).not.toContain(key);
  await world.close();
});
