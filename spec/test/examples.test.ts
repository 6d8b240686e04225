import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import document from '../dist/openapi.json' with { type: 'json' };

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'openapi');

function validator(pointer: string): ValidateFunction {
  const escaped = pointer.split('#/')[1]?.split('/').map(encodeURIComponent).join('/');
  return ajv.compile({ $ref: `openapi#/${escaped}` });
}

interface Found {
  name: string;
  pointer: string;
  value: unknown;
}

/** Every example of the document, and the place of its schema. */
function* examples(node: unknown, pointer = '#'): Generator<Found> {
  if (typeof node !== 'object' || node === null) return;
  const { schema, examples: named } = node as { schema?: unknown; examples?: unknown };
  if (schema && named && !Array.isArray(named)) {
    for (const [name, example] of Object.entries(named as object)) {
      yield { name, pointer: `${pointer}/schema`, value: resolve(example).value };
    }
  } else if (Array.isArray(named)) {
    for (const value of named) yield { name: pointer, pointer, value };
  }
  for (const [key, child] of Object.entries(node)) {
    yield* examples(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

function resolve(node: { $ref?: string; value?: unknown }): { value?: unknown } {
  if (!node.$ref) return node;
  const keys = node.$ref.slice(2).split('/');
  return keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as { value?: unknown };
}

const all = [...examples(document)];

test('the document holds examples', () => {
  expect(all.length).toBeGreaterThan(35);
});

test.each(all)('$pointer: the example $name fits its schema', ({ pointer, value }) => {
  const validate = validator(pointer);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
});

const video = { type: 'video', url: 'https://cdn.example.com/a.mp4' };
const audio = { type: 'audio', url: 'https://cdn.example.com/a.wav' };

test.each([
  ['two videos', { inputs: [video, video] }],
  ['one input', { inputs: [video] }],
  ['three inputs', { inputs: [video, audio, audio] }],
  ['no inputs', {}],
  ['an unknown type', { inputs: [video, { ...audio, type: 'image' }] }],
  ['a relative URL', { inputs: [video, { ...audio, url: 'a.wav' }] }],
  ['a number as reference', { inputs: [video, audio], reference_id: 42 }],
])('canary: %s are refused', (_, body) => {
  expect(validator('#/components/schemas/LipsyncGenerateParams')(body)).toBe(false);
});

test.each([
  ['completed without output_url', { status: 'completed', finished_at: '2026-04-07T10:01:30Z' }],
  ['failed without error_message', { status: 'failed', finished_at: '2026-04-07T10:01:30Z' }],
  ['no status', {}],
])('canary: a request that is %s is refused', (_, fields) => {
  const request = { id: '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8', created_at: '2026-04-07T10:00:00Z', ...fields };
  const validate = validator('#/components/schemas/LipsyncRequest');
  expect(validate(request)).toBe(false);
  expect(validate({ ...request, status: 'paused' })).toBe(true);
});
