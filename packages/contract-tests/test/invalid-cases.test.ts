import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import type fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asCurl } from '../harness/generated/as-curl.ts';
import { badBodies } from '../harness/generated/bad-bodies.ts';
import { badForms } from '../harness/generated/bad-forms.ts';
import { badLists, badRetrievals } from '../harness/generated/bad-reads.ts';
import type { BadRequest } from '../harness/generated/bad-request.ts';
import { checkCases } from '../harness/generated/check-cases.ts';
import { operationsWithInput } from '../harness/generated/schema.ts';
import { type Recorded, recording } from '../harness/record.ts';

// One thing wrong in each request, and exactly the documented answer to it.
let mock: MockServer;
beforeAll(async () => {
  mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const credentials = {
  'no credential': '401 missing authorization header',
  'another scheme': '401 invalid authorization format',
  'two tokens': '401 invalid authorization format',
  'no token': '401 missing token',
};

/** What is documented for each cause; where several things follow from it, the mock's README says which comes first. */
const generateLipsync = {
  ...credentials,
  'another media type': '400 content-type must be application/json',
  'broken JSON': '400 invalid request body',
  'body of a wrong type': '400 invalid request body',
  'body.inputs missing': '400 invalid request body',
  'body.inputs of a wrong type': '400 invalid request body',
  'body.inputs[] of a wrong type': '400 invalid request body',
  'body.inputs[].url missing': '400 invalid request body',
  'body.inputs[].url of a wrong type': '400 invalid request body',
  'body.inputs[].url no URI': '400 invalid request body',
  'body.reference_id of a wrong type': '400 invalid request body',
  'body.disable_active_speaker_detection of a wrong type': '400 invalid request body',
  'body.inputs[].type missing': '400 input type must be "video" or "audio"',
  'body.inputs[].type unknown': '400 input type must be "video" or "audio"',
  'another video': '400 expected exactly one video input',
  'no video': '400 expected exactly one video input',
  'two videos': '400 expected exactly one video input',
  'two audio tracks': '400 expected exactly one video input',
  'another audio track': '400 expected exactly one audio input',
  'no audio track': '400 expected exactly one audio input',
};
const generateLipsyncWithMedia = {
  ...credentials,
  'another media type': '400 content-type must be multipart/form-data',
  'cut short': '400 invalid request body',
  'no boundary': '400 invalid request body',
  'another boundary': '400 invalid request body',
  'disable_active_speaker_detection of a wrong type': '400 invalid request body',
  'no video': '400 video file is required',
  'video as text': '400 video file is required',
  'no audio': '400 audio file is required',
  'audio as text': '400 audio file is required',
};
const retrieveLipsyncRequest = {
  ...credentials,
  'nobody has this id': '404 lipsync request not found',
  'a broken escape': '404 lipsync request not found',
};
const listLipsyncRequests = {
  ...credentials,
  'bad limit': '400 limit must be an integer of at least 1',
  'bad offset': '400 offset must be an integer of at least 0',
};

// What no schema can say: there Prism's engine has nothing against the request.
const beyondSchemas = ['two tokens', 'video as text', 'audio as text', 'nobody has this id'];

const rows: [
  operation: string,
  expected: Readonly<Record<string, string>>,
  cases: fc.Arbitrary<BadRequest>,
][] = [
  ['lipsync.generate', generateLipsync, badBodies],
  ['lipsync.generateWithMedia', generateLipsyncWithMedia, badForms],
  ['lipsync.requests.retrieve', retrieveLipsyncRequest, badRetrievals],
  ['lipsync.requests.list', listLipsyncRequests, badLists],
];

test('no operation that takes input is left out', () => {
  expect(rows.map(([operation]) => operation)).toEqual(operationsWithInput());
});

test.each(rows)('%s refuses each flaw in the documented words', async (operation, expected, cases) => {
  const met = new Set<string>();
  await checkCases(`${operation}, flawed`, cases, async (bad) => {
    met.add(bad.cause);
    const against = await judge(bad, expected[bad.cause], operation);
    if (against.length > 0) throw new Error([`${bad.cause}:`, ...against, asCurl(bad.request)].join('\n'));
  });
  expect([...met].sort()).toEqual(Object.keys(expected).sort());
});

async function judge(
  { cause, request }: BadRequest,
  expected = 'nothing',
  operation: string,
): Promise<string[]> {
  const exchanges: Recorded[] = [];
  const send = recording(mock.url, (recorded) => exchanges.push(recorded));
  const { method, target, headers, body = null } = request;
  const response = await send(`${mock.url}${target}`, {
    method,
    headers,
    body: body && new Uint8Array(body),
  });
  const { error } = (await response.json()) as { error: string };
  const [exchange] = exchanges;
  const against = [...(exchange?.objections.answer ?? [])];
  const answered = `${response.status} ${error}`;
  if (answered !== expected) against.push(`answered ${answered} instead of ${expected}`);
  if (exchange?.operation !== operation) against.push(`taken for ${exchange?.operation}`);
  if (exchange?.objections.request.length === 0 && !beyondSchemas.includes(cause)) {
    against.push('the contract has nothing against this request');
  }
  return against;
}
