import type { Case } from './case.ts';
import { equal, rejection } from './check.ts';
import { body, media } from './samples.ts';

// Browsers keep a 301, and would answer later cases with it.
const headers = { 'cache-control': 'no-store' };

export const redirectCases: readonly Case[] = [
  {
    name: 'a redirected read is an error, and is not followed',
    applies: ({ traits }) => !traits.followsRedirects,
    async run({ client, stage, Chamelaion }) {
      for (const status of [301, 302, 303, 307, 308]) {
        await stage.failNext({ status, headers: { ...headers, location: stage.elsewhereURL } });
        const { message } = await rejection(client().users.retrieveCurrent(), Chamelaion.APIError);
        equal(message.includes('redirect'), true, `the message of ${status} (${message}) speaks of it`);
      }
      equal(await stage.strays(), 0, 'the requests elsewhere');
    },
  },
  {
    name: 'a redirected submission is not sent elsewhere, and its job is adopted',
    applies: ({ traits }) => !traits.followsRedirects,
    async run({ client, stage }) {
      const { lipsync } = client();
      const redirect = { status: 307, headers: { ...headers, location: stage.elsewhereURL } };
      await stage.failNext(redirect, { on: 'lipsync.generate', when: 'after' });
      const { request_id } = await lipsync.generate(body);
      equal(
        (await lipsync.requests.list()).data.map(({ id }) => id),
        [request_id],
        'the jobs',
      );
      equal(await stage.strays(), 0, 'the requests elsewhere');
    },
  },
  {
    name: 'a redirected upload is not sent elsewhere, and its job is adopted',
    applies: ({ traits }) => !traits.followsRedirects,
    async run(surroundings) {
      const { client, stage } = surroundings;
      const { lipsync } = client();
      const redirect = { status: 307, headers: { ...headers, location: stage.elsewhereURL } };
      await stage.failNext(redirect, { on: 'lipsync.generateWithMedia', when: 'after' });
      const { request_id } = await lipsync.generateWithMedia(media(surroundings));
      equal(
        (await lipsync.requests.list()).data.map(({ id }) => id),
        [request_id],
        'the jobs',
      );
      equal(await stage.strays(), 0, 'the requests elsewhere');
    },
  },
];
