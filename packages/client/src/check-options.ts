import { ChamelaionError } from './errors.ts';
import { logLevels } from './log.ts';

type Rule = readonly [must: string, is: (value: unknown) => boolean];

// Beyond this a timer fires at once.
const longestTimer = 2 ** 31 - 1;
const isDuration = (value: unknown) => typeof value === 'number' && value >= 0 && value <= longestTimer;

const boolean: Rule = ['a boolean', (value) => typeof value === 'boolean'];
const callback: Rule = ['a function', (value) => typeof value === 'function'];
const milliseconds: Rule = ['a number of milliseconds, from 0 to 24 days', isDuration];
const oneOf = (values: readonly unknown[]): Rule => [
  `one of '${values.join("', '")}'`,
  (value) => values.includes(value),
];
const withMethods = (names: readonly string[]): Rule => [
  `an object with ${names.join(', ')}`,
  (value) => names.every((name) => callback[1]((value as Record<string, unknown> | null)?.[name])),
];

/** What an option must be, and whether it is: one name means the same everywhere. */
const rules: Readonly<Record<string, Rule | undefined>> = {
  // Nothing inherited is a rule.
  __proto__: null as never,
  fetch: callback,
  fetchOptions: ["an object of fetch's options", (value) => typeof value === 'object' && value !== null],
  logger: withMethods(['error', 'warn', 'info', 'debug']),
  logLevel: oneOf(logLevels),
  environment: oneOf(['production', 'staging']),
  maxRetries: ['a whole number of at least 0', (value) => isDuration(value) && Number.isInteger(value)],
  timeout: milliseconds,
  rateLimitTimeout: milliseconds,
  settleTimeout: milliseconds,
  submit: oneOf(['once', 'strict', 'plain']),
  uniqueReference: boolean,
  dangerouslyAllowBrowser: boolean,
  signal: [
    'an AbortSignal',
    (value) =>
      value === null ||
      (withMethods(['addEventListener', 'removeEventListener'])[1](value) && 'aborted' in (value as object)),
  ],
  type: ['a media type', (value) => typeof value === 'string'],
  onStatus: callback,
  onProgress: callback,
  onUploadProgress: callback,
};

/** Refuses options of the wrong type, for callers without types; errors name the option. */
export function checkOptions(options: object): void {
  if (typeof options !== 'object' || options === null)
    throw new ChamelaionError('The options must be an object');
  // By what is given, not by what could be: every call comes through here.
  for (const name in options) {
    const rule = rules[name];
    const value = (options as Record<string, unknown>)[name];
    if (rule && value !== undefined && !rule[1](value))
      throw new ChamelaionError(`${name} must be ${rule[0]}`);
  }
}
