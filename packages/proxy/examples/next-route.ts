export const dynamic = 'force-dynamic';
// Imported when called: `next build` also loads this file, and need not have the key.
export const GET = async (request: Request) => (await import('./chamelaion.ts')).handler(request);
export const POST = GET;
export const OPTIONS = GET;
