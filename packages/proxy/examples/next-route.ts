export const dynamic = 'force-dynamic';
// Imported when called: `next build` loads this file, too, and need not have the key.
export const GET = async (request: Request) => (await import('./chamelaion.ts')).handler(request);
export const POST = GET;
export const OPTIONS = GET;
