import fc from 'fast-check';
import type { RawRequest } from './as-curl.ts';
import { type BadRequest, badCredentials, badMediaTypes } from './bad-request.ts';
import { junk, mutations } from './mutations.ts';
import { inputSchema } from './schema.ts';
import { valid } from './valid.ts';

interface Body {
  readonly inputs: readonly { readonly type: string; readonly url: string }[];
}

const schema = inputSchema('lipsync.generate');
const bodies = valid(schema) as fc.Arbitrary<Body>;

const asRequest = (text: string): RawRequest => ({
  method: 'POST',
  target: '/v1/lipsync/generate',
  headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
  body: Buffer.from(text),
});
const asJSON = (body: unknown): RawRequest => asRequest(JSON.stringify(body));
const good = bodies.map(asJSON);

const spoiled = fc
  .tuple(bodies, fc.constantFrom(...mutations(schema, 'body')), fc.nat(), junk)
  .map(([body, { cause, spoil }, ...rest]) => ({ cause, request: asJSON(spoil(body, ...rest)) }));

// Which inputs there are is said in words, not by keywords that a mutation could read.
type Inputs = Body['inputs'];
const memberships: Readonly<Record<string, (inputs: Inputs) => Inputs>> = {
  'another video': (inputs) => [...inputs, ...inputs.filter(({ type }) => type === 'video')],
  'another audio track': (inputs) => [...inputs, ...inputs.filter(({ type }) => type === 'audio')],
  'no video': (inputs) => inputs.filter(({ type }) => type !== 'video'),
  'no audio track': (inputs) => inputs.filter(({ type }) => type !== 'audio'),
  'two videos': (inputs) => inputs.map((input) => ({ ...input, type: 'video' })),
  'two audio tracks': (inputs) => inputs.map((input) => ({ ...input, type: 'audio' })),
};
const misjoined = fc
  .tuple(bodies, fc.constantFrom(...Object.keys(memberships)))
  .map(([body, cause]) => ({
    cause,
    request: asJSON({ ...body, inputs: memberships[cause]?.(body.inputs) }),
  }));

const brokenJSON = fc
  .tuple(bodies, fc.nat(), fc.constantFrom('', ',', '}', '"', 'x'))
  .map(([body, cut, tail]) => {
    const text = JSON.stringify(body);
    return { cause: 'broken JSON', request: asRequest(tail ? text + tail : text.slice(0, cut % text.length)) };
  });

/** Requests to generate from URLs, each with one thing wrong. */
export const badBodies: fc.Arbitrary<BadRequest> = fc.oneof(
  { weight: 5, arbitrary: spoiled },
  { weight: 3, arbitrary: misjoined },
  brokenJSON,
  badMediaTypes(good, 'application/json'),
  badCredentials(good),
);
