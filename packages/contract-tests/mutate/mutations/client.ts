import type { Mutation } from '../mutation.ts';

const from = (path: string): string => `packages/client/src/${path}`;

/** Breakages of the client. */
export const client: readonly Mutation[] = [
  {
    name: 'a wrong path: the current user',
    file: from('resources/users.ts'),
    find: "'/v1/users/me', options",
    replace: "'/v1/users' as '/v1/users/me', options",
  },
  {
    name: 'a path with an id that is not escaped',
    file: from('check-params.ts'),
    find: 'return encodeURIComponent(text);',
    replace: 'return text;',
  },
  {
    name: 'a lost query parameter: reference_id',
    file: from('resources/requests.ts'),
    find: 'params: { query: params }',
    replace: 'params: { query: { ...params, reference_id: undefined } }',
  },
  {
    name: 'a lost field of a form: the flag',
    file: from('serialize-body.ts'),
    find: 'else if (value !== undefined && value !== null)',
    replace: "else if (typeof value === 'string')",
  },
  {
    name: 'the key goes where none is needed',
    file: from('authorize.ts'),
    find: "headers.delete('x-api-key');",
    replace: '',
  },
  {
    name: 'a dropped header: the bearer token',
    file: from('authorize.ts'),
    find: 'if (path === open) {',
    replace: "if (path !== open) headers.delete('authorization');\n  if (path === open) {",
  },
  {
    name: 'a status of the wrong class: 412',
    file: from('api-error-for.ts'),
    find: '412: errors.TokenLimitError',
    replace: '412: errors.ConflictError',
  },
  {
    name: 'an unvalidated body: inputs',
    file: from('resources/lipsync.ts'),
    find: '    checkInputs(body);\n',
    replace: '',
  },
  {
    name: 'an off-by-one in paging: the last job is missing',
    file: from('request-page.ts'),
    find: 'offset < pagination.total;',
    replace: 'offset + 1 < pagination.total;',
  },
  {
    name: 'redirects are followed',
    file: from('transport.ts'),
    find: "redirect: 'manual'",
    replace: "redirect: 'follow'",
  },
  {
    name: "a gateway's failure proves that no job was made, which is paid again",
    file: from('retry-policy.ts'),
    find: "if (typeof error !== 'object') return 'unknown';",
    replace: "if (typeof error !== 'object') return 'not made';",
  },
  {
    name: 'Retry-After in milliseconds',
    file: from('retry-policy.ts'),
    find: 'Number(value) * 1_000',
    replace: 'Number(value)',
  },
  {
    name: 'polling goes on after a job has failed',
    file: from('wait-for.ts'),
    find: "        if (request.status === 'failed') throw new LipsyncFailedError(request);\n",
    replace: '',
  },
  {
    name: "an error's body is lost",
    file: from('api-error-for.ts'),
    find: '{ status, headers, error });',
    replace: '{ status, headers });',
  },
];
