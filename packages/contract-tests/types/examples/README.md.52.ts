


















































import { createProxyHandler } from '@chamelaion/proxy';

declare function userOf(request: Request): Promise<string>; // yours: a session, a token

export const handler = createProxyHandler({
  apiKey: process.env['CHAMELAION_API_KEY'],
  ownerSecret: process.env['CHAMELAION_OWNER_SECRET'],
  authorize: async (request) => ({ owner: await userOf(request) }), // or null: 401
});
export {};
