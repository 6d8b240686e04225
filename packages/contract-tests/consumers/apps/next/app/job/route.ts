import Chamelaion from '@chamelaion/client';
import { job } from '../../job.js';

export async function POST(): Promise<Response> {
  return new Response(await job(new Chamelaion(), process.env['REFERENCE']));
}
