import type { Mutation } from '../mutation.ts';

const from = (path: string): string => `packages/proxy/src/${path}`;

/** Breakages of the proxy. */
export const proxy: readonly Mutation[] = [
  {
    name: 'the key is not added',
    file: from('upstream.ts'),
    find: ", 'x-api-key': apiKey }",
    replace: ' }',
  },
  {
    name: 'the key is given away where the API echoes it',
    file: from('answer.ts'),
    find: 'shows(answer, apiKey) ? failureAnswer(keyShown) : answer',
    replace: 'answer',
  },
  {
    name: 'redirects are followed',
    file: from('upstream.ts'),
    find: "redirect: 'manual'",
    replace: "redirect: 'follow'",
  },
  {
    name: "the owner's prefix is not stripped",
    file: from('read-job.ts'),
    find: 'reference_id: reference_id.slice(prefix.length)',
    replace: 'reference_id',
  },
  {
    name: "another owner's job is shown",
    file: from('read-job.ts'),
    find: 'isText(reference_id) && reference_id.startsWith(prefix)',
    replace: 'isText(reference_id)',
  },
  {
    name: 'a job is not recorded for its owner',
    file: from('submit.ts'),
    find: 'jobs.record(owner, reference),',
    replace: 'Promise.resolve(),',
  },
  {
    name: "a wrong status: the API refuses the proxy's key",
    file: from('upstream.ts'),
    find: 'status === 401 || ',
    replace: '',
  },
  {
    name: 'a dropped header: Retry-After',
    file: from('upstream.ts'),
    find: "? { 'retry-after': retryAfter }",
    replace: '? {}',
  },
  {
    name: 'an unvalidated body: the flag',
    file: from('read-json.ts'),
    find: "if (flag !== undefined && typeof flag !== 'boolean') throw invalidBody();",
    replace: '',
  },
  {
    name: 'a lost query parameter: offset',
    file: from('read-jobs.ts'),
    find: "params.set('offset'",
    replace: "params.set('skip'",
  },
  {
    name: 'an off-by-one in paging: a page of 101',
    file: from('read-query.ts'),
    find: 'Math.min(limit, largestPage)',
    replace: 'Math.min(limit, largestPage + 1)',
  },
  {
    name: "another site's form is taken",
    file: from('cross-origin.ts'),
    find: "throw new Refusal(403, 'cross-origin request refused: its Origin is neither this Host nor in cors');",
    replace: '',
  },
];
