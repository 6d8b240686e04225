import { ChamelaionError } from '../errors.ts';
import { logLevels } from './log.ts';

/** What an option must be, whether a value is that, and what holds if nothing is set. */
type Rule = readonly [must: string, is: (value: unknown) => boolean, fallback?: unknown];

// Beyond this a timer fires at once.
const longestTimer = 2 ** 31 - 1;
const isDuration = (value: unknown) => typeof value === 'number' && value >= 0 && value <= longestTimer;
const isFunction = (value: unknown) => typeof value === 'function';
const hasMethods = (value: unknown, names: readonly string[]) =>
  names.every((name) => isFunction((value as Record<string, unknown> | null)?.[name]));

const milliseconds = (fallback?: number): Rule => ['a number of milliseconds, from 0 to 24 days', isDuration, fallback];
const oneOf = (values: readonly unknown[], fallback?: unknown): Rule => [
  `one of '${values.join("', '")}'`,
  (value) => values.includes(value),
  fallback,
];
const callback: Rule = ['a function', isFunction];
const boolean: Rule = ['a boolean', (value) => typeof value === 'boolean'];
const logMethods = ['error', 'warn', 'info', 'debug'];

/** Every option, a line each: a name means the same everywhere. */
const rules: Readonly<Record<string, Rule | undefined>> = {
  // Nothing inherited is a rule.
  __proto__: null as never,
  maxRetries: ['a whole number of at least 0', (value) => isDuration(value) && Number.isInteger(value), 2],
  timeout: milliseconds(60_000),
  rateLimitTimeout: milliseconds(90_000),
  settleTimeout: milliseconds(30_000),
  submit: oneOf(['once', 'strict', 'plain'], 'once'),
  fetchOptions: ["an object of fetch's options", (value) => typeof value === 'object' && value !== null, {}],
  fetch: callback,
  logger: [`an object with ${logMethods.join(', ')}`, (value) => hasMethods(value, logMethods)],
  logLevel: oneOf(logLevels),
  environment: oneOf(['production', 'staging']),
  dangerouslyAllowBrowser: boolean,
  uniqueReference: boolean,
  resume: boolean,
  signal: ['an AbortSignal', (value) => value === null || isSignal(value)],
  type: ['a media type', (value) => typeof value === 'string'],
  onAttempt: ['a function', isFunction, null],
  onStatus: callback,
  onProgress: callback,
  onUploadProgress: callback,
};

function isSignal(value: unknown): boolean {
  return hasMethods(value, ['addEventListener', 'removeEventListener']) && 'aborted' in (value as object);
}

/** What holds if nothing is set, by the names of options. */
export const defaults: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(rules).flatMap(([name, rule]) => (rule?.[2] === undefined ? [] : [[name, rule[2]]])),
);

/** Refuses options of the wrong type, for callers without types; errors name the option. */
export function checkOptions(options: object): void {
  if (typeof options !== 'object' || options === null) {
    throw new ChamelaionError('The options must be an object');
  }
  // By what is given, not by what could be: every call comes through here.
  for (const name in options) {
    const rule = rules[name];
    const value = (options as Record<string, unknown>)[name];
    if (rule && value !== undefined && !rule[1](value)) {
      throw new ChamelaionError(`${name} must be ${rule[0]}`);
    }
  }
}
