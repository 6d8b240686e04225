import type { Mutation } from '../mutation.ts';

const from = (path: string): string => `packages/react/src/${path}`;

/** Breakages of the hooks. */
export const hooks: readonly Mutation[] = [
  {
    name: 'polling is not stopped at the end',
    file: from('poll-interval.ts'),
    find: 'if (isOver(data) || (error',
    replace: 'if ((error',
  },
  {
    name: 'nothing is stored before the send',
    file: from('create-job.ts'),
    find: '(job ? to.setItem(key, writeJob(job))',
    replace: '(job ? job.requestId && to.setItem(key, writeJob(job))',
  },
  {
    name: 'a submission that nothing is looked for',
    file: from('create-job.ts'),
    find: '{ uniqueReference: true, signal,',
    replace: '{ signal,',
  },
  {
    name: 'an abandoned submission goes on',
    file: from('create-job.ts'),
    find: "enter({ phase: 'idle', job: undefined });\n        controller?.abort();",
    replace: "enter({ phase: 'idle', job: undefined });",
  },
  {
    name: 'a lost query parameter: the page of a list',
    file: from('lipsync-requests-options.ts'),
    find: 'fetchPage(client, params, signal)',
    replace: 'fetchPage(client, { ...params, offset: undefined }, signal)',
  },
  {
    name: 'an off-by-one in paging: a job is skipped',
    file: from('lipsync-requests-infinite-options.ts'),
    find: 'offset + (data.length || pagination.limit);',
    replace: 'offset + (data.length || pagination.limit) + 1;',
  },
  {
    name: 'a failure that passes ends the polling',
    file: from('passes.ts'),
    find: 'status >= 500',
    replace: 'status > 599',
  },
  {
    name: "a gateway's 404 is the API's word",
    file: from('stored-job-options.ts'),
    find: " && typeof error.error === 'object'",
    replace: '',
  },
  {
    name: 'a failed submission is sent again',
    file: from('use-submission.ts'),
    find: 'retry: false',
    replace: 'retry: 1',
  },
];
