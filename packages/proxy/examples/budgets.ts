import { createProxyHandler } from '@chamelaion/proxy';
import { userOf } from './session.ts';

const used = new Map<string, number>();

export const handler = createProxyHandler({
  apiKey: process.env['CHAMELAION_API_KEY'],
  ownerSecret: process.env['CHAMELAION_OWNER_SECRET'],
  baseURL: process.env['CHAMELAION_BASE_URL'], // unset: the real API
  mediaHosts: ['cdn.example.com'], // media from elsewhere are refused
  async authorize(request) {
    const user = await userOf(request);
    return user ? { owner: user.id } : null;
  },
  beforeSubmit({ owner }) {
    const count = used.get(owner) ?? 0;
    if (count >= 10) return { refuse: { status: 403, message: 'your ten jobs are used up' } };
    used.set(owner, count + 1);
    return {
      settled(outcome) {
        // 'made' and 'unknown' may have been paid for.
        if (outcome === 'refused') used.set(owner, (used.get(owner) ?? 1) - 1);
      },
    };
  },
});
