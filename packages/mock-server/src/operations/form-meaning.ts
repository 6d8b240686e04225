import type { Fields, Shape } from '@chamelaion/spec/operations';
import { parseJSON } from '../http/parse-json.ts';
import type { Form } from '../http/read-form.ts';

/**
 * The values that the texts of a form stand for; a text that stands for nothing stays a text, and does not fit.
 * Undefined if a file is sent as a text, or a text as a file: the API may overlook such a part, and nobody would notice.
 * A required file is not looked at here, because its absence is said in separate words.
 */
export function formMeaning({ fields, files }: Form, shapes: Fields): Record<string, unknown> | undefined {
  const texts = Object.entries(fields)
    .filter(([, text]) => !leftOut.test(text))
    .map(([name, text]) => ({ name, text, shape: shapeOf(name, shapes) }));
  if (texts.some(({ shape }) => shape?.type === 'file' && !shape.required)) return undefined;
  if (Object.keys(files).some((name) => (shapeOf(name, shapes)?.type ?? 'file') !== 'file')) return undefined;
  const meanings = texts.flatMap(({ name, text, shape }) =>
    shape && shape.type !== 'file' ? [[name, read(text, shape)]] : [],
  );
  return Object.fromEntries(meanings);
}

// So the vendor's Python SDK 2.0.0 writes each option that its caller left out.
const leftOut = /^<chamelaion\.\w+ object at 0x[\da-f]+>$/;

/** What a part must be, by its name. */
function shapeOf(name: string, shapes: Fields): Shape | undefined {
  if (Object.hasOwn(shapes, name)) return shapes[name];
  return Object.values(shapes).find(({ prefix }) => prefix && name.startsWith(prefix))?.values;
}

function read(text: string, { type }: Shape): unknown {
  switch (type) {
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text);
    case 'object':
      return parseJSON(text) ?? text;
    case 'array':
      // The vendor's clients send a list as JSON, or as `de,fr`.
      return parseJSON(/^\s*([[{"]|$)/.test(text) ? text : JSON.stringify(text.split(','))) ?? text;
    default:
      return text;
  }
}
