import { expect, test } from 'vitest';
import { type Exchange, examine } from '../harness/oracle.ts';

// Canaries: an oracle that lets everything pass proves nothing.
const video = { type: 'video', url: 'https://cdn.example.com/a.mp4' };
const audio = { type: 'audio', url: 'https://cdn.example.com/a.wav' };
const request_id = '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8';

const post = (body: unknown, headers: Record<string, string> = {}): Partial<Exchange> => ({
  method: 'POST',
  path: '/v1/lipsync/generate',
  headers: { 'content-type': 'application/json', 'x-api-key': 'any', ...headers },
  body: Buffer.from(JSON.stringify(body)),
  answer: { status: 'success', request_id },
});

const verdictOn = (changes: Partial<Exchange>) =>
  examine({
    method: 'GET',
    path: '/health',
    query: {},
    headers: {},
    body: Buffer.alloc(0),
    status: 200,
    answerHeaders: { 'content-type': 'application/json' },
    answer: { status: 'ok' },
    ...changes,
  });

const me = { path: '/v1/users/me', headers: { 'x-api-key': 'any' } };

test.each<[string, Partial<Exchange>]>([
  ['a body of another shape', { answer: { status: 'fine' } }],
  ['an undeclared status', { status: 404, answer: { error: 'no' } }],
  ['an undeclared operation', { method: 'DELETE' }],
  ['an undeclared path', { path: '/v2/health' }],
  ['another media type', { answerHeaders: { 'content-type': 'text/html' } }],
  ['an error without words', { ...me, status: 401, answer: { message: 'no' } }],
  [
    'a completed request without its video',
    { ...me, path: '/v1/lipsync/requests/x', answer: { id: request_id, status: 'completed' } },
  ],
])('the oracle objects to an answer: %s', async (_, changes) => {
  const { objections } = await verdictOn(changes);
  expect(objections.answer).not.toEqual([]);
});

test.each<[string, Partial<Exchange>]>([
  ['two videos', post({ inputs: [video, video] })],
  ['three inputs', post({ inputs: [video, audio, audio] })],
  ['a relative URL', post({ inputs: [video, { ...audio, url: 'a.wav' }] })],
  ['another media type', post({ inputs: [video, audio] }, { 'content-type': 'text/plain' })],
  ['no credential', post({ inputs: [video, audio] }, { 'x-api-key': '' })],
  ['a limit of 0', { ...me, path: '/v1/lipsync/requests', query: { limit: '0' } }],
  [
    'a malformed form',
    { ...post({}, { 'content-type': 'multipart/form-data' }), path: '/v1/lipsync/generate-with-media' },
  ],
])('the oracle objects to a request: %s', async (_, changes) => {
  const { objections } = await verdictOn(changes);
  expect(objections.request).not.toEqual([]);
});

test.each<[string, Partial<Exchange>]>([
  ['health.check', {}],
  ['users.retrieveCurrent', { ...me, status: 401, answer: { error: 'invalid token' } }],
  ['lipsync.generate', post({ inputs: [audio, video] })],
])('the oracle has nothing against a right %s', async (operation, changes) => {
  expect(await verdictOn(changes)).toEqual({ operation, objections: { request: [], answer: [] } });
});
