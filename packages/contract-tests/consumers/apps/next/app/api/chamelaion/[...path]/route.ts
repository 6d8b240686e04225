import { createProxyHandler } from '@chamelaion/proxy';

const handler = createProxyHandler({
  apiKey: process.env['CHAMELAION_API_KEY'],
  baseURL: process.env['CHAMELAION_BASE_URL'],
  authorize: () => ({ owner: 'everyone' }),
});

export { handler as GET, handler as POST };
