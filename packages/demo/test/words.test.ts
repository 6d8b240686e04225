import Chamelaion, { UnknownOutcomeError } from '@chamelaion/client';
import { type Fault, startMockServer } from '@chamelaion/mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { failureWords, lookingWords, refusalWords } from '../studio/page/job/error-words.ts';

const inputs: Chamelaion.LipsyncGenerateParams['inputs'] = [
  { type: 'video', url: 'https://cdn.example.com/42.mp4' },
  { type: 'audio', url: 'https://cdn.example.com/42.wav' },
];

/** The error that a client really throws for an answer of the server. */
async function errorOf(fault: Fault): Promise<Error> {
  const mock = await startMockServer();
  onTestFinished(() => mock.close());
  mock.failNext(fault, { times: 9 });
  const client = new Chamelaion({
    apiKey: 'any',
    baseURL: mock.url,
    maxRetries: 0,
    submit: 'plain',
    rateLimitTimeout: 0,
  });
  return client.lipsync.generate({ inputs }).catch((error) => error);
}

const refusal = (status: number, error: string) => ({ status, body: { error } });

test.each<[Fault, heading: string, advice: RegExp]>([
  [{ status: 412 }, 'Your token balance is empty', /nothing was paid\. Top up/],
  [{ status: 429 }, 'Too many jobs in one minute', /Wait \d+ s, then send it again/],
  [{ status: 429, headers: { 'retry-after': '0' } }, 'Too many jobs in one minute', /Wait a minute, then/],
  [refusal(400, 'video file is required'), 'The video was refused', /Choose another video/],
  [refusal(400, 'audio file is required'), 'The voice track was refused', /Choose another voice track/],
  [refusal(400, 'invalid request body'), 'The job was refused', /The reason: invalid request body\./],
  [refusal(502, 'bad gateway'), 'The studio got no proper answer from the service', /says what is wrong/],
  [{ status: 503 }, 'The service has a problem', /You did nothing wrong/],
  ['reset', 'The studio’s server does not answer', /start it again/],
])('a submission that meets %j', async (fault, heading, advice) => {
  const words = refusalWords(await errorOf(fault));
  expect(words.heading).toBe(heading);
  expect(words.advice).toMatch(advice);
});

test.each<[Fault, heading: string]>([
  [{ status: 503 }, 'The service has a problem'],
  [{ status: 429 }, 'The server did not say how things stand'],
  [refusal(400, 'video file is required'), 'The server did not say how things stand'],
])('a look that meets %j says nothing of money', async (fault, heading) => {
  const words = lookingWords(await errorOf(fault));
  expect(words.heading).toBe(heading);
  expect(words.advice).not.toMatch(/paid/);
});

test.each<[status: number | undefined, advice: RegExp]>([
  [undefined, /^The connection broke at the wrong moment\. Look again/],
  [413, /^The server found the files too large: .* shorter video\. Look again/],
  [500, /^The server answered with an error \(500\)\. Look again/],
])('an outcome that is unknown after a %s says why, and what costs nothing', (status, advice) => {
  const error = new UnknownOutcomeError('lost', { status, referenceId: 'chm_1', attempts: 1 });
  expect(lookingWords(error).advice).toMatch(advice);
});

test('a reason is quoted as a sentence, once ended', () => {
  expect(lookingWords(new Error('No way.')).advice).toBe('The reason: No way. Wait a minute, then look again.');
});

test('a job that failed names what to mend', () => {
  const address = 'https://cdn.example.com/42.mp4';
  expect(failureWords('video URL is not accessible', { video: address }).advice).toContain(`Open ${address}`);
  expect(failureWords('audio URL is not accessible', {}).heading).toBe('The voice track could not be fetched');
  expect(failureWords('no face found', {})).toEqual({
    heading: 'The job failed',
    advice: 'The reason: no face found. Try again, or with another clip.',
  });
});
