import { broken, failed, json, type Step } from './scripted.ts';

export const id = '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8';
export const made = json({ status: 'success', request_id: id });
export const none = json({ data: [], pagination: { limit: 20, offset: 0, total: 0 } });
export const missing = failed(404);
export const reset = broken('ECONNRESET');

/** The list's answer to a look: jobs with the reference that it asks for. */
export const listed =
  (...ids: string[]): Step =>
  (url) =>
    Response.json({
      data: ids.map((id, index) => ({
        id,
        status: 'queued',
        reference_id: new URL(url).searchParams.get('reference_id'),
        created_at: new Date(Date.UTC(2026, 3, 7, 10, 0, ids.length - index)).toISOString(),
      })),
      pagination: { limit: 20, offset: 0, total: ids.length },
    });

export const html =
  (status: number): Step =>
  () =>
    new Response('<html>gateway</html>', { status });
