import { answers, bodies, kinds } from '@chamelaion/spec/operations';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeMock, connect, submissions, textOf, upFor, urls, yes } from './world.ts';

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
      ['start_translation', { ...film, source_srt: 'a.srt' }, /only with local files/],
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
