import type { Fetch } from '@chamelaion/client';
import { type Case, caseOf } from './case.ts';
import { equal, rejection } from './check.ts';
import { body } from './samples.ts';

// Beyond the longest case: what ends a call is the abort, not its timeout.
const timeout = 60_000;

export const abortCases: readonly Case[] = [
  caseOf('an abort before the call sends nothing', async ({ client, stage, traits, Chamelaion }) => {
    const controller = new AbortController();
    controller.abort(new Error('not now'));
    const { signal } = controller;
    const error = await rejection(client().lipsync.generate(body, { signal }), Chamelaion.APIUserAbortError);
    if (traits.keepsReasons) equal(String(error.cause), 'Error: not now', 'the cause');
    equal((await stage.requests()).length, 0, 'the requests');
  }),
  caseOf('an abort during the call ends it, with the reference', async ({ client, stage, Chamelaion }) => {
    const controller = new AbortController();
    const fetch: Fetch = (url, init) => {
      setTimeout(() => controller.abort(), 50);
      return globalThis.fetch(url, init);
    };
    await stage.failNext('stall');
    const call = client({ fetch, timeout }).lipsync.generate(body, { signal: controller.signal });
    const error = await rejection(call, Chamelaion.APIUserAbortError);
    equal(error.referenceId?.startsWith('chm_'), true, 'the reference');
    equal((await stage.requests()).length <= 1, true, 'nothing was sent after it');
  }),
  caseOf('an abort within the body ends the call', async ({ client, stage, Chamelaion }) => {
    const controller = new AbortController();
    const fetch: Fetch = (url, init) => {
      // By then the head is there, which not every fetch gives before the body.
      setTimeout(() => controller.abort(), 100);
      return globalThis.fetch(url, init);
    };
    await stage.failNext('stall-body');
    const call = client({ fetch, timeout }).users.retrieveCurrent({ signal: controller.signal });
    await rejection(call, Chamelaion.APIUserAbortError);
    equal((await stage.requests()).length, 1, 'the requests');
  }),
];
