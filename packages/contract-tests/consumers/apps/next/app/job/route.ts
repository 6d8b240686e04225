import Chamelaion from '@chamelaion/client';
import { job } from '../../job.js';

// By way of the proxy, so that both are tried as Next.js builds them.
export async function POST(request: Request): Promise<Response> {
  const baseURL = new URL('/api/chamelaion', request.url).href;
  return new Response(await job(new Chamelaion({ baseURL }), process.env['REFERENCE']));
}
