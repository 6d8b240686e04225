import { handler } from './chamelaion.ts';

export const dynamic = 'force-dynamic';
export const GET = (request: Request) => handler(request);
export const POST = GET;
export const OPTIONS = GET;
