/**
 * Where the stock Prism mock answers otherwise than the contract documents. The contract alone does not say which of
 * several examples of a status is meant, so it takes the first one. No more and no less than these may differ.
 */
export const prismDifferences: Readonly<Record<string, string>> = {
  // Any flaw of a credential is the first one documented.
  ...ofEach(
    [
      'users.retrieveCurrent',
      'lipsync.generate',
      'lipsync.generateWithMedia',
      'lipsync.requests.retrieve',
      'lipsync.requests.list',
    ],
    {
      '401 invalid-authorization-format': '401 missing-authorization-header',
      '401 missing-token': '401 missing-authorization-header',
    },
  ),
  // So is any flaw of a body or a query.
  ...ofEach(['lipsync.generate'], {
    '400 content-type-must-be-json': '400 invalid-request-body',
    '400 one-video-expected': '400 invalid-request-body',
    '400 one-audio-expected': '400 invalid-request-body',
    '400 unknown-input-type': '400 invalid-request-body',
  }),
  ...ofEach(['lipsync.generateWithMedia'], {
    '400 video-file-required': '400 content-type-must-be-multipart',
    '400 audio-file-required': '400 content-type-must-be-multipart',
    '400 invalid-request-body': '400 content-type-must-be-multipart',
  }),
  'lipsync.requests.list 400 invalid-offset': '400 invalid-limit',
  // What is declared as JSON and is none has words of Prism's own.
  'lipsync.generate 400 invalid-request-body': '400 invalid_json',
  'lipsync.generateWithMedia 400 content-type-must-be-multipart': '400 invalid_json',
  // It knows no jobs.
  'lipsync.requests.retrieve 404 lipsync-request-not-found': '200 completed',
};

function ofEach(
  operations: readonly string[],
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    operations.flatMap((operation) =>
      Object.entries(answers).map(([documented, given]) => [`${operation} ${documented}`, given]),
    ),
  );
}
