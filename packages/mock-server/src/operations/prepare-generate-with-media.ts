import type { Prepare } from '../call.ts';
import type { Operation } from '../contract.ts';
import { mediaType } from '../media-type.ts';
import { readForm } from '../read-form.ts';
import type { SubmitJob } from '../submit-job.ts';

/** `POST /v1/lipsync/generate-with-media` */
export function prepareGenerateWithMedia(
  operation: Operation,
  submitJob: SubmitJob,
  maxUploadBytes: number,
): Prepare {
  const wrongContentType = operation.documented(400, 'content-type-must-be-multipart');
  const invalidBody = operation.documented(400, 'invalid-request-body');
  const videoRequired = operation.documented(400, 'video-file-required');
  const audioRequired = operation.documented(400, 'audio-file-required');

  return async (call) => {
    if (mediaType(call.request.headers['content-type']) !== operation.requestMediaType)
      return wrongContentType;
    const form = await readForm(call.request, maxUploadBytes);
    if (!form) return invalidBody;
    const { fields, files } = form;
    const noted = { ...fields, ...files };
    call.noteBody(noted, JSON.stringify(noted).length);
    // Stand-ins for the files: which of them are missing is said in words of their own, below.
    const filled = { ...fields, video: 'file', audio: 'file' };
    if (operation.examineRequest({ path: call.path, form: filled }).length > 0) return invalidBody;
    if (!files['video']) return videoRequired;
    if (!files['audio']) return audioRequired;
    return () => submitJob(call, { referenceId: fields['reference_id'] });
  };
}
