import { type Fields, inputs, type OperationId, operations } from '@chamelaion/spec/operations';
import fc from 'fast-check';
import type { RawRequest } from './as-curl.ts';
import { type BadRequest, badCredentials, badMediaTypes } from './bad-request.ts';
import { junk } from './mutations.ts';
import { inputSchema } from './schema.ts';
import { webUrl } from './texts.ts';
import { valid } from './valid.ts';

type Form = Readonly<Record<string, unknown>>;

const boundary = 'a-boundary-of-the-tests';
const closing = `--${boundary}--\r\n`;

/** Uploads, each with one thing wrong. */
export function badForms(operation: OperationId): fc.Arbitrary<BadRequest> {
  const forms = valid(inputSchema(operation)) as fc.Arbitrary<Form>;
  const shapes = (inputs[operation] as { body: Fields }).body;
  const named = (is: (name: string) => boolean | undefined) => Object.keys(shapes).filter(is);
  const files = named((name) => shapes[name]?.type === 'file' && shapes[name]?.required);
  const switches = named((name) => shapes[name]?.type === 'boolean');
  const asRequest = (body: string, contentType = `multipart/form-data; boundary=${boundary}`): RawRequest => ({
    method: 'POST',
    target: operations[operation].path,
    headers: { authorization: 'Bearer any', 'content-type': contentType },
    body: Buffer.from(body),
  });
  const good = forms.map((form) => asRequest(encode(form)));

  const badFiles = fc.tuple(forms, fc.constantFrom(...files), fc.option(webUrl())).map(([form, name, text]) => ({
    cause: text === null ? `no ${name}` : `${name} as text`,
    flaw: `body.${name}`,
    request: asRequest(encode(text === null ? without(form, name) : { ...form, [name]: text })),
  }));

  const badSwitches = fc.tuple(forms, fc.constantFrom(...switches), junk).map(([form, name, { text }]) => ({
    cause: `${name} of a wrong type`,
    flaw: 'body',
    request: asRequest(encode({ ...form, [name]: text })),
  }));

  const texts = named((name) => /array|object/.test(shapes[name]?.type ?? '') && !shapes[name]?.prefix);
  const badTexts = texts.map((name) =>
    fc.tuple(forms, fc.constantFrom('{', '[1', '{"tts_model":1}', '[[]]', '1')).map(([form, text]) => ({
      cause: `${name} as ${text}`,
      flaw: 'body',
      // To a list each of these is a text with commas, and so a language.
      request: asRequest(encode({ ...form, [name]: shapes[name]?.type === 'array' ? '[1]' : text })),
    })),
  );
  const missing = named((name) => shapes[name]?.required && !files.includes(name)).map((name) =>
    forms.map((form) => ({ cause: `no ${name}`, flaw: 'body', request: asRequest(encode(without(form, name))) })),
  );

  const brokenForms = fc
    .tuple(forms, fc.nat(), fc.constantFrom('cut short', 'no boundary', 'another boundary'))
    .map(([form, cut, cause]) => {
      const body = encode(form);
      const contentType = `multipart/form-data${cause === 'no boundary' ? '' : '; boundary=other'}`;
      // What is cut lacks the closing dashes at least.
      const isCut = cause === 'cut short';
      const request = isCut ? asRequest(body.slice(0, cut % (body.length - 4))) : asRequest(body, contentType);
      return { cause, flaw: 'body', request };
    });

  return fc.oneof(
    { weight: 2, arbitrary: badFiles },
    badSwitches,
    ...badTexts,
    ...missing,
    { weight: 2, arbitrary: brokenForms },
    badMediaTypes(good, 'multipart/form-data'),
    badCredentials(good),
  );
}

/** Files become short texts: their content does not matter here. */
function encode(form: Form): string {
  const parts = Object.entries(form).map(([name, value]) => {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
    const text = typeof value === 'object' ? JSON.stringify(value) : value;
    if (!(value instanceof File)) return `${head}\r\n\r\n${text}\r\n`;
    return `${head}; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\nbytes\r\n`;
  });
  return parts.join('') + closing;
}

function without(form: Form, name: string): Form {
  return Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));
}
