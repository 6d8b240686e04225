import { createProxyHandler } from '@chamelaion/proxy';
import { userOf } from './session.ts';

export const handler = createProxyHandler({
  apiKey: process.env['CHAMELAION_API_KEY'],
  ownerSecret: process.env['CHAMELAION_OWNER_SECRET'], // openssl rand -base64 32
  baseURL: process.env['CHAMELAION_BASE_URL'], // unset: the real API
  async authorize(request) {
    const user = await userOf(request);
    return user ? { owner: user.id } : null;
  },
});
