import { createProxyHandler } from '@chamelaion/proxy';

const handler = createProxyHandler({
  apiKey: process.env['CHAMELAION_API_KEY'],
  baseURL: process.env['CHAMELAION_BASE_URL'],
  authorize: () => ({ owner: 'everyone' }),
});

export const dynamic = 'force-dynamic';
export const GET = (request: Request) => handler(request);
export const POST = GET;
