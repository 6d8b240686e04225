import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { audio, call, generate, makeJob, mediaForm, type Reply, startMock, upload, video } from './fixtures.ts';

type Send = (mock: MockServer, headers?: Record<string, string>) => Promise<Reply>;

const operations: Record<string, Send> = {
  'health.check': (mock, headers) => call(mock, '/health', { headers }),
  'users.retrieveCurrent': (mock, headers) => call(mock, '/v1/users/me', { headers }),
  'lipsync.generate': (mock, headers) => generate(mock, undefined, headers),
  'lipsync.generateWithMedia': (mock, headers) => upload(mock, undefined, headers),
  'lipsync.requests.retrieve': async (mock, headers) =>
    call(mock, `/v1/lipsync/requests/${await makeJob(mock)}`, { headers }),
  'lipsync.requests.list': (mock, headers) => call(mock, '/v1/lipsync/requests', { headers }),
};

const token = (name: string): Record<string, string> => ({ authorization: `Bearer ${name}` });
const anyOperation: Record<string, Record<string, string>> = {
  '401 missing-authorization-header': { authorization: '' },
  '401 invalid-authorization-format': { authorization: 'Basic dXNlcjpwYXNz' },
  '401 missing-token': { authorization: 'Bearer ' },
  '401 invalid-token': token('mock_invalid'),
  '401 unauthorized': token('mock_unauthorized'),
  '412 token-limit-reached': token('mock_exhausted'),
  '429 rate-limit-exceeded': token('mock_limited'),
  '500 internal-error': token('mock_broken'),
};

const without = (name: string): FormData => {
  const form = mediaForm();
  form.delete(name);
  return form;
};
const oneOperation: Record<string, Send> = {
  'lipsync.generate 400 invalid-request-body': (mock) => generate(mock, '{"inputs": ['),
  'lipsync.generate 400 content-type-must-be-json': (mock) => generate(mock, '{}', { 'content-type': 'text/plain' }),
  'lipsync.generate 400 one-video-expected': (mock) => generate(mock, { inputs: [video, video] }),
  'lipsync.generate 400 one-audio-expected': (mock) => generate(mock, { inputs: [video] }),
  'lipsync.generate 400 unknown-input-type': (mock) => generate(mock, { inputs: [video, { ...audio, type: 'text' }] }),
  'lipsync.generateWithMedia 400 content-type-must-be-multipart': (mock) =>
    upload(mock, undefined, { 'content-type': 'application/json' }),
  'lipsync.generateWithMedia 400 video-file-required': (mock) => upload(mock, without('video')),
  'lipsync.generateWithMedia 400 audio-file-required': (mock) => upload(mock, without('audio')),
  'lipsync.generateWithMedia 400 invalid-request-body': (mock) =>
    upload(mock, mediaForm({ disable_active_speaker_detection: 'perhaps' })),
  'lipsync.requests.retrieve 404 lipsync-request-not-found': (mock) => call(mock, '/v1/lipsync/requests/nobody'),
  'lipsync.requests.list 400 invalid-limit': (mock) => call(mock, '/v1/lipsync/requests?limit=0'),
  'lipsync.requests.list 400 invalid-offset': (mock) => call(mock, '/v1/lipsync/requests?offset=-1'),
};

interface Ref {
  $ref?: string;
}
interface Response extends Ref {
  content: { 'application/json': { examples: Record<string, Ref & { value: unknown }> } };
}
interface Item {
  operationId: string;
  responses: Record<string, Response>;
}

/** Every named example of the document: `operation status name` and its value. */
function namedExamples(): [string, unknown][] {
  const path = createRequire(import.meta.url).resolve('@chamelaion/spec');
  const spec = JSON.parse(readFileSync(path, 'utf8'));
  const resolve = <Node extends Ref>(node: Node): Node =>
    node.$ref === undefined
      ? node
      : node.$ref
          .slice(2)
          .split('/')
          .reduce((at, key) => at[key], spec);
  const items = Object.values<Record<string, Item>>(spec.paths).flatMap((path) => Object.values(path));
  return items.flatMap(({ operationId, responses }) =>
    Object.entries(responses).flatMap(([status, response]) =>
      Object.entries(resolve(response).content['application/json'].examples).map(
        ([name, example]): [string, unknown] => [`${operationId} ${status} ${name}`, resolve(example).value],
      ),
    ),
  );
}

const examples = namedExamples();
const errors = examples.filter(([key]) => !key.includes(' 200 '));

test('the examples were found', () => {
  expect(errors.length).toBeGreaterThan(40);
  expect(examples.length).toBeGreaterThan(errors.length);
});

describe('for its real cause', () => {
  test.each(errors)('%s', async (key, value) => {
    const [operation = '', status = '', name = ''] = key.split(' ');
    const mock = await startMock();
    const special = oneOperation[key];
    const answer = special
      ? await special(mock)
      : await operations[operation]?.(mock, anyOperation[`${status} ${name}`]);
    expect(answer).toMatchObject({ status: Number(status), body: value });
    expect(answer?.headers.get('content-type')).toBe('application/json');
  });
});

describe('on request', () => {
  test.each(examples)('%s', async (key, value) => {
    const [operation = '', code, example] = key.split(' ');
    const mock = await startMock();
    const answer = await operations[operation]?.(mock, { prefer: `code=${code}, example=${example}` });
    expect(answer).toMatchObject({ status: Number(code), body: value });
  });
});

const testTokens = Object.entries(anyOperation).filter(([, headers]) => headers['authorization']?.includes('mock_'));

test.each(testTokens)('%s also comes for x-api-key', async (key, headers) => {
  const mock = await startMock();
  const apiKey = headers['authorization']?.replace('Bearer ', '') ?? '';
  const answer = await generate(mock, undefined, { authorization: '', 'x-api-key': apiKey });
  expect(answer.status).toBe(Number(key.slice(0, 3)));
});
