import { answers, bodies, kinds } from '@chamelaion/spec/operations';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Answer, connect, submissions, textOf, upFor, urls, yes } from './world.ts';

// What an earlier process has sent can no longer appear.
beforeEach(() => upFor(60_000));

const film = { video: 'https://cdn.example.com/film.mp4', target_languages: ['de', 'fr'] };

it('takes every field of the contract in its tools, answers those of a job, and says what they change', async () => {
  const { tools } = await (await connect()).client.listTools();
  const toolOf = (name: string) => tools.find((tool) => tool.name === name);
  for (const [name, kind] of [
    ['start_lipsync', 'lipsync'],
    ['start_translation', 'videoTranslate'],
  ] as const) {
    const both = { ...bodies[`${kind}.generate`], ...bodies[`${kind}.generateWithMedia`] };
    const expected = Object.keys(both).filter((field) => field !== 'inputs' && field !== 'reference_id');
    const taken = Object.keys(toolOf(name)?.inputSchema.properties ?? {});
    expect(taken.sort()).toEqual([...expected, 'reference'].sort());
  }
  const answered = Object.keys(toolOf('whoami')?.outputSchema?.['properties'] ?? {});
  expect(answered).toEqual(Object.keys(answers['users.retrieveCurrent']));
  expect(toolOf('get_job')?.inputSchema.properties?.['kind']).toMatchObject({ enum: Object.keys(kinds) });

  const readOnly = tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name);
  expect(readOnly).toEqual(['get_job', 'wait_for_job', 'list_jobs', 'list_voices', 'whoami']);
  for (const { annotations, description } of tools) {
    expect(annotations).toMatchObject({ destructiveHint: false, idempotentHint: true, openWorldHint: true });
    expect(description).toMatch(/free|costs money/);
  }
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
    const submitted = { outcome: 'submitted', kind: 'videoTranslate', reference: 'film-1' };
    expect(answer.structuredContent).toMatchObject(submitted);
    expect(textOf(answer)).toContain('wait_for_job');
    expect(world.questions).toHaveLength(1);
    const { host } = new URL(world.mock.url);
    for (const part of ['translation', host, film.video, '["de","fr"]', 'film-1', 'formality: true']) {
      expect(world.questions[0]).toContain(part);
    }
    expect(world.mock.requests.find(({ method }) => method === 'POST')?.body).toEqual({
      inputs: [{ type: 'video', url: film.video }],
      target_languages: ['de', 'fr'],
      formality: true,
      reference_id: 'film-1',
    });
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
  });

  it('is not asked for with --allow-paid', async () => {
    const world = await connect({ person: yes, args: ['--allow-paid'] });
    expect(await world.start()).toMatchObject({ outcome: 'submitted' });
    expect(world.questions).toEqual([]);
  });

  it('belongs to the inputs that were shown, and counts once', async () => {
    const world = await connect({ person: yes, manual: true });
    const start = async (given: object, answers?: object) =>
      (await world.call('start_lipsync', given, answers)) as Answer & { resultType?: string; requestState?: string };
    const { requestState, resultType } = await start(urls);
    expect(resultType).toBe('input_required');
    const inputResponses = { confirm: { action: 'accept', content: { confirm: true } } };
    const answers = { requestState, inputResponses };
    for (const other of [
      { ...urls, video: 'https://cdn.example.com/other.mp4' },
      { ...urls, reference: 'second' },
    ]) {
      expect((await start(other, answers)).resultType).toBe('input_required');
    }
    expect(submissions(world)).toBe(0);
    // The API refuses the job, so that it stays to be made.
    world.mock.failNext({ status: 412 }, { on: 'lipsync.generate' });
    expect(textOf(await start(urls, answers))).toContain('balance is empty');
    const forged = { ...answers, requestState: `${requestState?.slice(0, -4)}AAAA` };
    for (const again of [answers, forged, { inputResponses }]) {
      expect((await start(urls, again)).resultType).toBe('input_required');
    }
    expect(submissions(world)).toBe(1);
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
      ['start_translation', { ...film, source_srt: 'a.srt' }, /only with local files/],
    ] as const) {
      const answer = await world.call(name, given);
      expect(answer.isError, JSON.stringify(given)).toBe(true);
      expect(textOf(answer)).toMatch(why);
    }
    expect(world.questions).toEqual([]);
    expect(world.mock.requests).toEqual([]);
  });
});
