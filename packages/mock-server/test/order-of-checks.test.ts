import { expect, test } from 'vitest';
import { generate, startMock, video } from './fixtures.ts';

/** Each request has the flaw that its check looks for, and every flaw of the checks that come later. */
const steps: [string, Parameters<typeof generate>[1], Record<string, string>, number][] = [
  ['missing authorization header', '{', { authorization: '', 'content-type': 'text/plain' }, 401],
  ['rate limit exceeded', '{', { 'content-type': 'text/plain' }, 429],
  ['content-type must be application/json', '{', { 'content-type': 'text/plain' }, 400],
  ['invalid request body', '{', {}, 400],
  ['invalid request body', { reference_id: 1, inputs: [{ ...video, type: 'text' }] }, {}, 400],
  ['input type must be "video" or "audio"', { inputs: [{ ...video, type: 'text' }] }, {}, 400],
  ['expected exactly one video input', { inputs: [] }, {}, 400],
  ['expected exactly one audio input', { inputs: [video] }, {}, 400],
  ['token limit reached', undefined, {}, 412],
];

test.each(steps)('%s', async (error, body, headers, status) => {
  const mock = await startMock({ rateLimit: 1 });
  const token = { authorization: 'Bearer mock_exhausted' };
  if (status === 429) await generate(mock, undefined, token);
  expect(await generate(mock, body, { ...token, ...headers })).toMatchObject({ status, body: { error } });
});
