import type { RuntimeKind } from './traits.ts';

/** Cases that the client does not pass yet, with the reason. One that passes must go from here. */
export const knownFailures: Partial<Record<RuntimeKind, Readonly<Record<string, string>>>> = {
  deno: {
    'a refused connection proves that no job was made': "the tell-tale text is in the error's cause",
    'a reset on a reused connection: one job, or two that are found':
      'JSON is sent as a string, which Deno sends again; as a Blob it would not be',
  },
  workerd: uploads("redirect: 'error' does not exist there"),
  'web worker': {
    ...uploads('it is not taken for a browser, whose HTTP/1.1 takes no stream'),
    'a browser is given no key by accident': 'it is not taken for a browser',
    'a browser needs no key, where a proxy adds it': 'it is not taken for a browser',
  },
};

function uploads(reason: string): Record<string, string> {
  return {
    'an upload of a File and a Blob arrives whole': reason,
    'an upload of bytes arrives whole': reason,
    'an upload whose answer is lost is adopted, not paid again': reason,
    'an upload that the API refuses says why': reason,
    'an upload that is refused before its end says why, and makes no job': reason,
    'an upload that is reset on a reused connection: one job, or two that are found': reason,
    'a redirected upload is not sent elsewhere, and its job is adopted': reason,
  };
}
