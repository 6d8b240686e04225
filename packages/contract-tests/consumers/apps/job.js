/** A job from end to end, as users run one. The driver looks for it by its reference. */
export async function job(client, reference_id) {
  const bytes = new Uint8Array(10);
  const { request_id } = await client.lipsync.generateWithMedia({ video: bytes, audio: bytes, reference_id });
  const { status, output_url } = await client.lipsync.requests.waitFor(request_id);
  const video = await fetch(output_url);
  if (video.headers.get('content-type') !== 'video/mp4') throw new Error(`${output_url} is no video`);
  const missing = await client.lipsync.requests.retrieve('none').catch((error) => error);
  if (missing.status !== 404) throw new Error('a missing job must be a 404', { cause: missing });
  return status;
}
