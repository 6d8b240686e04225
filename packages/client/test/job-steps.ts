import type { Chamelaion, SubmitOptions } from '@chamelaion/client';
import { body } from './answer.ts';
import { broken, failed, json, type Sent, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

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

/** All looks for one job, each of which meets the same. */
export const looks = (...look: Step[]): Step[] => Array.from({ length: 7 }, () => look).flat();
export const absent: Step[] = looks(none, missing);

/** What a submission comes to whose requests meet these steps: its answer or its error. */
export async function submitted(
  steps: Step[],
  params: Partial<Chamelaion.LipsyncGenerateParams> = {},
  options?: SubmitOptions,
) {
  const { client, sent } = scripted(steps);
  const call = inVirtualTime(() => client.lipsync.generate({ ...body, ...params }, options));
  const outcome = await call.catch((error) => error);
  return { outcome, sent, posts: postsOf(sent) };
}

export const postsOf = (sent: Sent[]): Sent[] => sent.filter(({ what }) => what.startsWith('POST'));
