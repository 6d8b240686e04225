import type { Case } from './case.ts';
import { equal, rejection } from './check.ts';

export const moduleCases: readonly Case[] = [
  {
    name: 'require() gives the class, with the errors on it',
    applies: ({ requireClient }) => requireClient !== undefined,
    async run({ requireClient, Chamelaion }) {
      const required = requireClient?.() as typeof Chamelaion;
      equal(required === Chamelaion, true, 'it is the class');
      equal(typeof required.APIError, 'function', 'its errors');
    },
  },
  {
    name: 'a browser is given no key by accident',
    applies: ({ traits }) => traits.isBrowser,
    async run({ stage, Chamelaion }) {
      const construct = async () => new Chamelaion({ apiKey: 'any', baseURL: stage.baseURL });
      const { message } = await rejection(construct(), Chamelaion.ChamelaionError);
      equal(message.includes('dangerouslyAllowBrowser'), true, 'the message names the option');
    },
  },
  {
    name: 'a page or an app needs no key if a proxy adds it',
    applies: ({ traits, clip }) => traits.isBrowser || clip !== undefined,
    async run({ stage, Chamelaion }) {
      const { users } = new Chamelaion({ baseURL: stage.baseURL });
      // No proxy here: that the server misses the key shows that it was asked.
      await rejection(users.retrieveCurrent(), Chamelaion.AuthenticationError);
    },
  },
];
