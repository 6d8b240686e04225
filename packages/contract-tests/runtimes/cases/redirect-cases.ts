import { type Case, caseIf, type Surroundings } from './case.ts';
import { equal, rejection } from './check.ts';
import { body, listedIds, media } from './samples.ts';

// Browsers keep a 301, and would answer later cases with it.
const headers = { 'cache-control': 'no-store' };
const staysPut = ({ traits }: Surroundings) => !traits.followsRedirects;

type Submit = (surroundings: Surroundings) => Promise<{ readonly request_id: string }>;

function redirected(what: string, on: 'lipsync.generate' | 'lipsync.generateWithMedia', submit: Submit): Case {
  const name = `a redirected ${what} is not sent elsewhere, and its job is adopted`;
  return caseIf(staysPut, name, async (surroundings) => {
    const { client, stage } = surroundings;
    const redirect = { status: 307, headers: { ...headers, location: stage.elsewhereURL } };
    await stage.failNext(redirect, { on, when: 'after' });
    const { request_id } = await submit(surroundings);
    equal(await listedIds(client()), [request_id], 'the jobs');
    equal(await stage.strays(), 0, 'the requests elsewhere');
  });
}

export const redirectCases: readonly Case[] = [
  caseIf(staysPut, 'a redirected read is an error, and is not followed', async ({ client, stage, Chamelaion }) => {
    for (const status of [301, 302, 303, 307, 308]) {
      await stage.failNext({ status, headers: { ...headers, location: stage.elsewhereURL } });
      const { message } = await rejection(client().users.retrieveCurrent(), Chamelaion.APIError);
      equal(message.includes('redirect'), true, `the message of ${status} (${message}) speaks of it`);
    }
    equal(await stage.strays(), 0, 'the requests elsewhere');
  }),
  redirected('submission', 'lipsync.generate', ({ client }) => client().lipsync.generate(body)),
  redirected('upload', 'lipsync.generateWithMedia', (surroundings) =>
    surroundings.client().lipsync.generateWithMedia(media(surroundings)),
  ),
];
