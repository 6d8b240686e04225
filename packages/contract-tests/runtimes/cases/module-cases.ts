import { type Case, caseIf, type Surroundings } from './case.ts';
import { equal, rejection } from './check.ts';

const canRequire = ({ requireClient }: Surroundings) => requireClient !== undefined;
const isBrowser = ({ traits }: Surroundings) => traits.isBrowser;
const needsNoKey = ({ traits, clip }: Surroundings) => traits.isBrowser || clip !== undefined;

export const moduleCases: readonly Case[] = [
  caseIf(canRequire, 'require() gives the class, with the errors on it', async ({ requireClient, Chamelaion }) => {
    const required = requireClient?.() as typeof Chamelaion;
    equal(required === Chamelaion, true, 'it is the class');
    equal(typeof required.APIError, 'function', 'its errors');
  }),
  caseIf(isBrowser, 'a browser is given no key by accident', async ({ stage, Chamelaion }) => {
    const construct = async () => new Chamelaion({ apiKey: 'any', baseURL: stage.baseURL });
    const { message } = await rejection(construct(), Chamelaion.ChamelaionError);
    equal(message.includes('dangerouslyAllowBrowser'), true, 'the message names the option');
  }),
  caseIf(needsNoKey, 'a page or an app needs no key if a proxy adds it', async ({ stage, Chamelaion }) => {
    const { users } = new Chamelaion({ baseURL: stage.baseURL });
    // No proxy here: that the server misses the key shows that it was asked.
    await rejection(users.retrieveCurrent(), Chamelaion.AuthenticationError);
  }),
];
