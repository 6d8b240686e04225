import Chamelaion from '@chamelaion/client';
import { job } from '../../job.js';

// By way of the proxy, so that both are tried as Next.js builds them.
export async function POST(request: Request): Promise<Response> {
  // Next.js' own request.url names a port of its choice.
  const origin = `http://${request.headers.get('host')}`;
  const page = new Chamelaion({ baseURL: `${origin}/api/chamelaion`, defaultHeaders: { origin } });
  return new Response(await job(page, process.env['REFERENCE']));
}
