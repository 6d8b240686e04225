import fc from 'fast-check';
import type { RawRequest } from './as-curl.ts';
import { type BadRequest, badCredentials, badMediaTypes } from './bad-request.ts';
import { junk } from './mutations.ts';
import { inputSchema } from './schema.ts';
import { valid } from './valid.ts';

type Fields = Readonly<Record<string, unknown>>;

const forms = valid(inputSchema('lipsync.generateWithMedia')) as fc.Arbitrary<Fields>;
const boundary = 'a-boundary-of-the-tests';
const closing = `--${boundary}--\r\n`;

const asRequest = (body: string, contentType = `multipart/form-data; boundary=${boundary}`): RawRequest => ({
  method: 'POST',
  target: '/v1/lipsync/generate-with-media',
  headers: { authorization: 'Bearer any', 'content-type': contentType },
  body: Buffer.from(body),
});

/** Files become short texts: what is in them is nobody's business here. */
function encode(fields: Fields): string {
  const parts = Object.entries(fields).map(([name, value]) => {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
    if (!(value instanceof File)) return `${head}\r\n\r\n${value}\r\n`;
    return `${head}; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\nbytes\r\n`;
  });
  return parts.join('') + closing;
}

const good = forms.map((fields) => asRequest(encode(fields)));
const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

const badFiles = fc
  .tuple(forms, fc.constantFrom('video', 'audio'), fc.option(fc.webUrl()))
  .map(([fields, name, text]) => ({
    cause: text === null ? `no ${name}` : `${name} as text`,
    request: asRequest(encode(text === null ? without(fields, name) : { ...fields, [name]: text })),
  }));

const badSwitches = fc.tuple(forms, junk).map(([fields, { text }]) => ({
  cause: 'disable_active_speaker_detection of a wrong type',
  request: asRequest(encode({ ...fields, disable_active_speaker_detection: text })),
}));

const brokenForms = fc
  .tuple(forms, fc.nat(), fc.constantFrom('cut', 'no boundary', 'another boundary'))
  .map(([fields, cut, cause]) => {
    const body = encode(fields);
    // What is cut lacks the closing dashes at least.
    if (cause === 'cut') return { cause: 'cut short', request: asRequest(body.slice(0, cut % (body.length - 4))) };
    const contentType = `multipart/form-data${cause === 'no boundary' ? '' : '; boundary=other'}`;
    return { cause, request: asRequest(body, contentType) };
  });

/** Uploads, each with one thing wrong. */
export const badForms: fc.Arbitrary<BadRequest> = fc.oneof(
  { weight: 2, arbitrary: badFiles },
  badSwitches,
  { weight: 2, arbitrary: brokenForms },
  badMediaTypes(good, 'multipart/form-data'),
  badCredentials(good),
);
