import type { Fetch } from '@chamelaion/client';
import { type Case, caseOf } from './case.ts';
import { equal, rejection } from './check.ts';
import { body } from './samples.ts';

const key = 'a-key-that-nobody-may-see';

export const errorCases: readonly Case[] = [
  caseOf('every documented error has its class', async ({ client, stage, Chamelaion }) => {
    const classes = {
      400: Chamelaion.BadRequestError,
      401: Chamelaion.AuthenticationError,
      403: Chamelaion.PermissionDeniedError,
      404: Chamelaion.NotFoundError,
      409: Chamelaion.ConflictError,
      412: Chamelaion.TokenLimitError,
      418: Chamelaion.APIError,
      422: Chamelaion.UnprocessableEntityError,
      429: Chamelaion.RateLimitError,
      500: Chamelaion.InternalServerError,
      503: Chamelaion.InternalServerError,
    };
    const { lipsync } = client({ maxRetries: 0, rateLimitTimeout: 0 });
    for (const [status, Class] of Object.entries(classes)) {
      await stage.failNext({ status: Number(status), body: { error: 'why' } });
      const error = await rejection(lipsync.requests.retrieve('any'), Class);
      equal([error.status, error.error], [Number(status), { error: 'why' }], 'status and body');
      // Babel sets a dash before the names of classes that extend built-in ones.
      equal(error.name, Class.name.replace(/^_/, ''), 'the name');
    }
  }),
  caseOf("what is not the API's answer is an error that says so", async ({ client, stage, Chamelaion }) => {
    const { users } = client({ maxRetries: 0 });
    for (const fault of ['html', 'empty'] as const) {
      await stage.failNext(fault);
      const { status, message } = await rejection(users.retrieveCurrent(), Chamelaion.APIError);
      equal([status, message.includes('check baseURL')], [200, true], `the error of ${fault}`);
    }
  }),
  caseOf('a rate limit is waited for', async ({ client, stage }) => {
    await stage.failNext({ status: 429, headers: { 'retry-after': '0.05' } });
    const times: number[] = [];
    const fetch: Fetch = async (url, init) => {
      times.push(Date.now());
      return globalThis.fetch(url, init).finally(() => times.push(Date.now()));
    };
    await client({ fetch }).lipsync.generate(body);
    const [, refused = 0, again = 0] = times;
    // Timers may be a moment early.
    equal([times.length, again - refused > 40], [4, true], 'the two requests, and the wait between them');
  }),
  caseOf('the key is in no error', async ({ client, stage, Chamelaion, inspect }) => {
    const options = { apiKey: key, bearerToken: key, maxRetries: 0, rateLimitTimeout: 0, timeout: 200 };
    const { users } = client(options);
    const echo = { status: 400, headers: { 'x-echo': key }, body: { error: `what is ${key}?` } };
    for (const fault of [echo, { ...echo, body: key }, 'reset', 'truncate', 'stall', 'stall-body'] as const) {
      await stage.reset();
      // Most runtimes read again by themselves if a reused connection breaks.
      await stage.failNext(fault, { times: 5 });
      const error = await rejection(users.retrieveCurrent(), Chamelaion.APIError);
      const headers = JSON.stringify([...(error.headers ?? [])]);
      const shown = [String(error), JSON.stringify(error), error.stack, headers, inspect?.(error)].join('\n');
      equal(shown.includes(key), false, `the key in the error of ${JSON.stringify(fault)}: ${shown}`);
    }
    const shown = [JSON.stringify(client(options)), inspect?.(client(options))].join('\n');
    equal(shown.includes(key), false, 'the key in the client');
  }),
];
